/** All that docs/scale.md shows, in one run. */
import { measureOneStack, type OneStack } from "./one-stack";
import { measureSplit, type Split, type SplitPlan } from "./split";

export interface Plan {
  /** Stacks of so many contacts are filled, and changed. */
  sizes: readonly number[];
  /** So many contacts are created, updated and deleted in each. */
  steps: number;
  /** The same contacts in one stack or several. The first is the one stack. */
  splits: readonly SplitPlan[];
}

/** About ten minutes on two processors that have nothing else to do. */
export const FULL: Plan = { sizes: [1000, 2000, 5000], steps: 10, splits: splitsOf(600, 6) };

/** About four. */
export const QUICK: Plan = { sizes: [500, 1000], steps: 10, splits: splitsOf(300, 3) };

export interface Measured {
  oneStack: OneStack[];
  splits: Split[];
}

/** @param report told what is being done */
export async function measure({ sizes, steps, splits }: Plan, report: (line: string) => void): Promise<Measured> {
  const measured: Measured = { oneStack: [], splits: [] };
  for (const [index, contacts] of sizes.entries()) {
    measured.oneStack.push(await measureOneStack({ contacts, steps, environments: index === 0 }, report));
  }
  for (const plan of splits) measured.splits.push(await measureSplit(plan, report));
  return measured;
}

function splitsOf(contacts: number, stacks: number): SplitPlan[] {
  return [
    { contacts, stacks: 1, parallel: 1, callsPerSecond: 0, twice: true },
    { contacts, stacks, parallel: 2, callsPerSecond: 0, twice: true },
    { contacts, stacks, parallel: 4, callsPerSecond: 20, twice: false },
  ];
}
