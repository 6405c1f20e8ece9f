/** One line of the table of targets, and how the cells that it is about are found. */
import type { Cell, Cells, Key } from "../cells";
import { NEAR } from "../plan";

export interface Target {
  what: string;
  /** What is allowed, with its number. */
  limit: string;
  measured: string;
  verdict: "PASS" | "MISS" | "not measured";
}

export function judge(what: string, limit: string, measured: string, met: boolean): Target {
  return { what, limit, measured, verdict: met ? "PASS" : "MISS" };
}

export function notMeasured(what: string, limit: string): Target {
  return { what, limit, measured: "-", verdict: "not measured" };
}

/**
 * The cell of the most contacts. Where both were measured, the one with the state written at every step counts: that is
 * what the engine does when nobody tells it otherwise.
 */
export function largest(cells: Cells, given: Partial<Key>): Cell | undefined {
  const contacts = cells.sizes(given).at(-1);
  if (contacts === undefined) return undefined;
  const all = cells.all({ ...given, contacts });
  return all.find(({ checkpoints }) => checkpoints === "every step") ?? all[0];
}

/**
 * The floor that a cell is held against: same contacts, same step, same way of writing the state. It calls no service.
 */
export function floorOf(cells: Cells, { contacts, checkpoints, step }: Cell): Cell | undefined {
  return cells.find({ contestant: "floor", contacts, service: NEAR.name, checkpoints, step });
}
