/** One line of the table of targets, and how the cells that it is about are found. */
import type { Cell, Cells, Key } from "../cells";
import { type Contestant, NEAR } from "../plan";

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
 *
 * @param counts which cells count at all
 */
export function largest(
  cells: Cells,
  given: Partial<Key>,
  counts: (cell: Cell) => boolean = () => true,
): Cell | undefined {
  const all = cells.all(given).filter(counts);
  const most = Math.max(...all.map(({ contacts }) => contacts));
  const those = all.filter(({ contacts }) => contacts === most);
  return those.find(({ checkpoints }) => checkpoints === "every step") ?? those[0];
}

/** How a row about a contestant begins: most are about ours. */
export function whose(contestant: Contestant): string {
  return contestant === "ours" ? "" : `${contestant}: `;
}

/** What a cell is found by, without what else is in it. */
export function keyOf({ contestant, contacts, service, checkpoints, step }: Cell): Key {
  return { contestant, contacts, service, checkpoints, step };
}

/**
 * The floor that a cell is held against: same contacts, same step, same way of writing the state. It calls no service.
 */
export function floorOf(cells: Cells, { contacts, checkpoints, step }: Cell): Cell | undefined {
  return cells.find({ contestant: "floor", contacts, service: NEAR.name, checkpoints, step });
}
