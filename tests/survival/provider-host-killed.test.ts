import { testKills } from "./kill-suite";

testKills(
  "provider host",
  Array.from({ length: 15 }, (_unused, index) => index + 1),
);
