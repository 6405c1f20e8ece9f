import { setTimeout as pause } from "node:timers/promises";

/** Looks until it has come to that. Jest ends the test where it never does. */
export async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await done())) await pause(5);
}
