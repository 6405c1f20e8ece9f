/** Numbers from 0 to below 1, the same ones for the same seed. */
import { createHash } from "node:crypto";

export function seeded(seed: number): () => number {
  let draws = 0;
  return () => {
    draws += 1;
    return createHash("sha256").update(`${seed}:${draws}`).digest().readUInt32BE() / 2 ** 32;
  };
}
