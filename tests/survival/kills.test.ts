/** A kill of either victim; tests/endurance has many. */
import { testKills } from "./kill-suite";

testKills([
  ["engine", 1],
  ["provider host", 16],
]);
