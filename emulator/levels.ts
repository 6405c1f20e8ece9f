/** What levels of alerts may be: the tables of "CreateNotifyPolicy" and "CreateNotifyGroupPolicy". */
import { invalidParameter } from "./errors";
import type { Params } from "./rules";

/** P0, P1 or P2. */
export const LEVEL = {
  kind: "text",
  required: true,
  check: (value: string, parameter: string) => {
    if (!["P0", "P1", "P2"].includes(value)) throw invalidParameter(parameter);
  },
} as const;

/** No level may come twice. */
export function checkLevels(items: readonly Params[], parameter: string): void {
  const levels = items.map(({ Level }) => Level);
  if (new Set(levels).size < levels.length) throw invalidParameter(`${parameter}.Level`);
}
