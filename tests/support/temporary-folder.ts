/** Folders outside the clone, which are gone when the tests of a file are done. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made: string[] = [];

// Jest's global set-up, which loads this with what it needs, has no hooks and makes no folder.
if ("afterAll" in globalThis) {
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true });
  });
}

/** No module is found there that was not installed there. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "vmp-test-"));
  made.push(folder);
  return folder;
}
