/** Runs all scenarios, on a few hosts at a time. */
import type { Cell } from "./cell";
import { Lane } from "./lane";
import type { Scenario } from "./scenarios";

/** Most of the time of a lane is waiting. */
const LANES = 8;

export interface Run {
  /** In the order of the scenarios. */
  cells: Cell[];
  /** All that the hosts printed or had shown. */
  output: string;
  redirectsFollowed: number;
}

/** @param folder of a program with the package installed */
export async function runAll(folder: string, scenarios: readonly Scenario[]): Promise<Run> {
  const results: Cell[][] = [];
  const waiting = [...scenarios.entries()].sort(([, a], [, b]) => rank(a) - rank(b));
  const lanes = await Promise.all(Array.from({ length: LANES }, () => Lane.open(folder)));
  const work = async (lane: Lane): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, scenario] = next;
      results[index] = await lane.run(scenario);
    }
    await lane.close();
  };
  await Promise.all(lanes.map(work));
  return {
    cells: results.flat(),
    output: lanes.map(({ output }) => output).join("\n"),
    redirectsFollowed: lanes.reduce((sum, { emulator }) => sum + emulator.redirectsFollowed, 0),
  };
}

/** The ones that take a silence's time first; those that end the lane's host last. */
function rank({ rules, ownHost = false }: Scenario): number {
  return rules.some(({ fault }) => fault === "hang" || fault === "stall") ? 0 : ownHost ? 2 : 1;
}
