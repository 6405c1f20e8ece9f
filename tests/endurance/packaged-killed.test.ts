/** Kills of either victim with the packaged provider. */
import { testKills } from "../survival/kill-suite";

const kills = testKills(
  [31, 32, 33, 34, 35].flatMap((seed) => [["engine", seed] as const, ["provider host", seed + 100] as const]),
  "packaged",
);

test.each(["engine", "provider host"])("some kills of the %s left contacts that no state had", (killed) => {
  const leftBehind = kills.filter(({ victim }) => victim === killed).map(({ takenOver }) => takenOver);
  expect(Math.max(...leftBehind)).toBeGreaterThan(0);
});
