/** One emulator a data file: two would overwrite each other's records. */
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Its number, and what tells it from another one with that number: in a container each begins with the same one. */
const PROCESS = `${process.pid} ${randomUUID()}`;

/**
 * Takes the file for this process, or throws at once. The file beside it holds whose it is, so that one which ended
 * without giving it back is in nobody's way.
 *
 * @returns gives it back
 */
export function lock(file: string): () => void {
  const path = `${file}.lock`;
  const release = () => {
    rmSync(path, { force: true });
  };
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (take(path)) return release;
    const holder = readFileSync(path, "utf8");
    const owner = holder.split(" ")[0] ?? "";
    if (holder === PROCESS || (owner !== String(process.pid) && isAlive(owner))) {
      throw new Error(
        `it is in use by another emulator (process ${owner}). End that one, or give this one a file of its own. ` +
          `If process ${owner} is no emulator, remove ${path}`,
      );
    }
    release();
    if (take(path)) return release;
    throw new Error("another emulator was started at the same time");
  } catch (error) {
    throw new Error(`cannot use the data file ${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** Whether there was no such file: of two processes, one makes it. */
function take(path: string): boolean {
  try {
    writeFileSync(path, PROCESS, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Also when it belongs to another user, and when the number is only being written. */
function isAlive(owner: string): boolean {
  try {
    return owner === "" || process.kill(Number(owner), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
