/** Data -> text that shows all of it: names are other people's, and can hold what an editor does not show. */

const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

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
