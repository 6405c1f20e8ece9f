import { fifteenKills } from "./fifteen-kills";

fifteenKills("provider host", { from: 16 });
