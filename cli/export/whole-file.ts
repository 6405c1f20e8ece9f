/** The file of an export, whatever it is. */
import { statSync, writeFileSync } from "node:fs";
import { followLinks, replaceFile } from "../../emulator/whole-file";

/**
 * Writes a text to a file, which keeps its mode. What is no file, such as `/dev/stdout`, is written to as it is.
 *
 * @throws an error that names the file; it is as it was then
 */
export function writeWhole(path: string, text: string): void {
  const file = followLinks(path);
  try {
    const there = statSync(file, { throwIfNoEntry: false });
    if (there && !there.isFile()) writeFileSync(file, text);
    else replaceFile(file, text, { mode: there?.mode ?? 0o666, flag: "wx" });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new Error(`${path} cannot be written (${code}), and is as it was.`, { cause: error });
  }
}
