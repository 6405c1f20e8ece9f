/** Reads a small text that somebody else wrote: a token, a list of profiles. */
import { readFileSync, statSync } from "node:fs";
import type { Missing } from "./link";

/** No token and no list of profiles is larger. */
const LARGEST = 1_000_000;

/** @returns the text without blanks around it, or why there is none; `isThere` is false where there is no such file */
export function readTextFile(path: string): { text: string } | (Missing & { isThere: boolean }) {
  const problem = (missing: string, isThere = true): Missing & { isThere: boolean } => ({
    missing: `${path}: ${missing}`,
    isThere,
  });
  try {
    // Opening a pipe that nobody writes to takes for ever.
    const found = statSync(path);
    if (!found.isFile()) return problem("it is not a file");
    if (found.size > LARGEST) return problem("it is larger than 1 MB");
    // `trim` takes a byte order mark away, too.
    const text = readFileSync(path, "utf8").trim();
    return text === "" ? problem("it is empty") : { text };
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return problem("there is no such file", false);
    return problem(code === "EACCES" ? "it may not be read" : code);
  }
}
