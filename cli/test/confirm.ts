/** Asks a person on a terminal before something reaches others. */
import { createInterface } from "node:readline";
import type { Caller } from "../caller";

/** @returns whether the answer is yes; no answer is no */
export async function confirm(question: string, { stdin, stderr }: Caller): Promise<boolean> {
  stderr.write(`${question} [y/N] `);
  const lines = createInterface({ input: stdin });
  for await (const line of lines) {
    lines.close();
    return /^y(es)?$/i.test(line.trim());
  }
  stderr.write("\n");
  return false;
}
