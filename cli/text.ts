/** Data -> text that shows all of it: names are other people's, and can hold what an editor does not show. */

const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A string literal of TypeScript, and of YAML. */
export function quote(value: string): string {
  return visible(JSON.stringify(value));
}

/** Control, direction and unassigned characters as `\u` escapes, line breaks too: half a pair each beyond U+FFFF. */
export function visible(value: string): string {
  return value.replace(UNSEEN, (character) => character.split("").map(escaped).join(""));
}

/** Whether it holds something that an editor does not show. */
export function hasUnseen(value: string): boolean {
  return value.search(UNSEEN) >= 0;
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** By code point, so that the order is the same on every machine. */
export function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
