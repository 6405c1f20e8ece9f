import { testKills } from "./kill-suite";

testKills(
  "engine",
  Array.from({ length: 15 }, (_unused, index) => index + 1),
);
