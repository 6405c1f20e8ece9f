/** Ids are compared, kept and sent in one case: VMP writes them in lower case, and takes no other for the same. */
import type { Field } from "./field";
import { UUID } from "./rules";

export function inOneCase({ refersTo }: Pick<Field, "refersTo">, text: string): string {
  return refersTo !== undefined && UUID.test(text) ? text.toLowerCase() : text;
}
