/** The targets, each held against what was measured in the same run. */
import type { Cells } from "../cells";
import type { Micro } from "../micro";
import { byteTargets, callTargets, memoryTargets } from "./counted";
import { growthTargets } from "./growth";
import { microTargets } from "./micro";
import { packagedTargets } from "./packaged";
import type { Target } from "./target";
import { timeTargets } from "./time";

export type { Target } from "./target";

/** @param parallelism how many resources the engine works on at once */
export function targets(cells: Cells, micro: Micro | undefined, parallelism: number): Target[] {
  return [
    ...timeTargets(cells, parallelism),
    ...callTargets(cells),
    ...byteTargets(cells),
    ...microTargets(micro),
    ...memoryTargets(cells),
    ...growthTargets(cells),
    ...packagedTargets(cells, micro),
  ];
}
