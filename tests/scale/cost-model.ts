/** What a stack costs to make: the cost of one more contact grows with the contacts that are there. */

export interface CostModel {
  /** Seconds from the first contact to the last one, in a stack that was empty. */
  toCreate(contacts: number): number;
}

/** Lays a line through the measured costs (least squares). */
export function costModel(rows: readonly { contacts: number; change: number }[]): CostModel {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(rows.map(({ contacts }) => contacts)), mean(rows.map(({ change }) => change))];
  const growth =
    mean(rows.map(({ contacts, change }) => (contacts - x) * (change - y))) /
    mean(rows.map(({ contacts }) => (contacts - x) ** 2));
  const start = y - growth * x;
  return { toCreate: (contacts) => start * contacts + (growth * contacts * (contacts - 1)) / 2 };
}
