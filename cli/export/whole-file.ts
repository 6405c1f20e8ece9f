/** A file that has its old text until it has all of the new one. */
import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { followLinks } from "../../emulator/datafile";

/**
 * Writes a text to a file, which keeps its mode. What is no file, such as `/dev/stdout`, is written to as it is.
 *
 * @throws an error that names the file; it is as it was then
 */
export function writeWhole(path: string, text: string): void {
  const file = followLinks(path);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const there = statSync(file, { throwIfNoEntry: false });
    if (there && !there.isFile()) {
      writeFileSync(file, text);
      return;
    }
    writeFileSync(temporary, text, { flag: "wx", mode: there?.mode ?? 0o666 });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new Error(`${path} cannot be written (${code}), and is as it was.`, { cause: error });
  }
}
