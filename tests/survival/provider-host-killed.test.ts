import { testKills } from "./kill-suite";

testKills("provider host", { from: 16, to: 30 });
