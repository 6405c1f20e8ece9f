/** Texts of programs, lists and errors. */
import { foreign } from "../provider/text/foreign";
import { nearest } from "../provider/text/near";
import { visible } from "../provider/text/visible";

/** A string literal of TypeScript, and of YAML. */
export function quote(value: string): string {
  return visible(JSON.stringify(value));
}

/** A JSON document for machines, in which a terminal finds no command. */
export function jsonText(value: object): string {
  return JSON.stringify(value, null, 2).split("\n").map(visible).join("\n");
}

/** By code point, so that the order is the same on every machine. */
export function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** What should be one word, such as a channel, as far as it is: no format reads anything else into it. */
export function wordsOf(value: string): string {
  return foreign(value.replace(/[^\p{L}\p{N}_-]+/gu, " "), []) || "?";
}

/** That nobody has a name that was asked for, and who may be meant. */
export function notThere(called: string, wanted: string, names: readonly string[]): string {
  const near = nearest(wanted, names);
  return `there is no ${called} "${visible(wanted)}"${near === undefined ? "" : `; did you mean "${foreign(near, [])}"?`}`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
