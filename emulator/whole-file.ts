/** Files that at every moment have either their old text or all of the new one. */
import { readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** The file that a path means in the end: what links lead to, also when it is not there yet. */
export function followLinks(path: string): string {
  try {
    return followLinks(resolve(dirname(path), readlinkSync(path)));
  } catch {
    return path;
  }
}

/**
 * @param options the mode that it has then, and the flag with which its text is written beside it first
 * @throws as writeFileSync and renameSync do; the file is as it was then
 */
export function replaceFile(file: string, text: string, options: { mode: number; flag?: "wx" }): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, options);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
