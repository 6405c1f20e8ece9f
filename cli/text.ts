/** Texts of programs and lists. */
import { visible } from "../provider/text/visible";

/** A string literal of TypeScript, and of YAML. */
export function quote(value: string): string {
  return visible(JSON.stringify(value));
}

/** By code point, so that the order is the same on every machine. */
export function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
