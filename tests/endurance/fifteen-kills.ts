/** Fifteen kills of one victim. Each victim has a file of its own, so that two run side by side. */
import { testKills } from "../survival/kill-suite";
import type { Victim } from "../survival/kills";

/** @param seeds the first of them; each is a kill */
export function fifteenKills(victim: Victim, seeds: { from: number }): void {
  const kills = testKills(Array.from({ length: 15 }, (_unused, index) => [victim, seeds.from + index] as const));

  test("some of these kills left contacts at the service that no state had", () => {
    expect(kills.reduce((sum, { takenOver }) => sum + takenOver, 0)).toBeGreaterThan(0);
  });
}
