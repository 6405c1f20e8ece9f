/** Where the matrix works, and what it says while it does. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../../tools/engine";

const removable: string[] = [];

/** What is kept from one run to the next: package managers, their stores, and versions of Node. */
export const CACHE = join(ROOT, ".vmp", "matrix");

/** A folder outside the clone: no module is found there that was not installed there. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "vmp-matrix-"));
  removable.push(folder);
  return folder;
}

export function removeTemporaryFolders(): void {
  for (const folder of removable.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Says what has been done: the whole matrix takes minutes. */
export function say(cell: string, what: string): void {
  process.stderr.write(`  ${new Date().toTimeString().slice(0, 8)} ${cell}: ${what}\n`);
}
