/** Where the matrix keeps things, and what it says while it works. */
import { join } from "node:path";
import { ROOT } from "../../../tools/engine";

/** What is kept from one run to the next: package managers, their stores, and versions of Node. */
export const CACHE = join(ROOT, ".vmp", "matrix");

/** Says what has been done: the whole matrix takes minutes. */
export function say(cell: string, what: string): void {
  process.stderr.write(`  ${new Date().toTimeString().slice(0, 8)} ${cell}: ${what}\n`);
}
