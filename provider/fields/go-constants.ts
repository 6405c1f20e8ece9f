/**
 * The constants of a Go template: numbers, characters, and texts.
 *
 * Source: newNumber of Go's package text/template/parse, and Go's packages strconv and fmt.
 */
import { described } from "./rules";

const HEX = "[0-9a-fA-F]";

const WHOLE = new RegExp(
  String.raw`^([+-]?)(0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?${HEX})+|0(?:_?[0-7])*|[1-9](?:_?[0-9])*)$`,
);

const DIGITS = "[0-9](?:_?[0-9])*";
const DECIMAL = String.raw`(?:${DIGITS}(?:\.(?:${DIGITS})?)?|\.${DIGITS})(?:[eE][+-]?${DIGITS})?`;
/** It has to have its exponent. */
const HEXADECIMAL = String.raw`0[xX](?:(?:_?${HEX})+(?:\.(?:${HEX}(?:_?${HEX})*)?)?|\.${HEX}(?:_?${HEX})*)[pP][+-]?${DIGITS}`;
const FLOAT = `(?:${HEXADECIMAL}|${DECIMAL})`;
/** Digits alone are none of these, as `08` is no number, but `08.` and `08i` are. */
const OTHER = new RegExp(`^[+-]?(?!${DIGITS}$)(?:${FLOAT}|${FLOAT}i|${FLOAT}[+-]${FLOAT}i)$`);

/** Whether Go takes it for one. One that is too large for a float passes. */
export function isNumber(text: string): boolean {
  const [, sign, digits = ""] = WHOLE.exec(text) ?? [];
  if (sign === undefined) return OTHER.test(text);
  const value = BigInt(digits.replaceAll("_", "").replace(/^0(?=[0-7])/, "0o"));
  // What has a sign has 63 bits, of which -2 ** 63 is one.
  return value < (sign === "" ? 2n ** 64n : 2n ** 63n) || (sign === "-" && value === 2n ** 63n);
}

/** Four digits that are no half of a surrogate pair. */
const UNIT = `(?![dD][89a-fA-F])${HEX}{4}`;
const ESCAPE = String.raw`\\(?:[abfnrtv\\]|x${HEX}{2}|u${UNIT}|U(?:0000${UNIT}|000[1-9a-fA-F]${HEX}{4}|0010${HEX}{4})|[0-3][0-7]{2})`;
const CHARACTER = new RegExp(String.raw`^'(?:[^'\\]|${ESCAPE}|\\')'$`, "u");
const ESCAPES = new RegExp(String.raw`${ESCAPE}|\\"|\\(?<stranger>.)`, "gu");

/**
 * @param part with its quotes
 * @returns the end of a sentence that starts with "line 1 has"
 */
export function faultOfQuoted(part: string): string | undefined {
  if (part.startsWith("`")) return undefined;
  if (part.startsWith("'")) {
    return CHARACTER.test(part) ? undefined : "a text in single quotes, where Go takes double ones";
  }
  for (const { groups } of part.matchAll(ESCAPES)) {
    if (groups?.stranger !== undefined) {
      return `a "\\" before ${described(groups.stranger)} in a text, where Go takes "\\\\" for a backslash`;
    }
  }
  return undefined;
}
