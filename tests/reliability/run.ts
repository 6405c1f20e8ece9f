/** Runs scenes, on a few hosts at a time. */
import type { HostName } from "../support/hosts";
import type { Cell } from "./cell";
import { Lane } from "./lane";
import type { Scene } from "./scenes";

/** Most of the time of a lane is waiting. */
const LANES = 12;

export interface Run {
  /** In the order of the scenes. */
  cells: Cell[];
  /** All that the hosts printed or had shown. */
  output: string;
  redirectsFollowed: number;
}

/** @param folder of a program with the package installed */
export async function runAll(host: HostName, folder: string, scenes: readonly Scene[]): Promise<Run> {
  const results: Cell[][] = [];
  const waiting = [...scenes.entries()].sort(([, a], [, b]) => rank(a) - rank(b));
  const lanes = await Promise.all(Array.from({ length: LANES }, () => Lane.open(host, folder)));
  const work = async (lane: Lane): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, scene] = next;
      results[index] = await lane.run(scene);
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

/** The ones that wait for a silence first; last, those whose client holds back in the scene after, too. */
function rank({ kind, rules }: Scene): number {
  if (rules.some(({ fault }) => fault === "hang" || fault === "stall")) return 0;
  return kind.startsWith("turned away") ? 2 : 1;
}
