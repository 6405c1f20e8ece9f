import { fifteenKills } from "./fifteen-kills";

fifteenKills("engine", { from: 1 });
