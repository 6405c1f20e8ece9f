import { testKills } from "./kill-suite";

testKills("engine", { from: 1, to: 15 });
