/**
 * The rules of single values: a text goes in, a finding comes out. Each expression is linear in the text's length.
 *
 * Source: the API reference of VMP, CreateContact. A sentence never repeats the value, which may be a secret.
 */
import { isRecord, numeral, UNKNOWN } from "../values";

/** What is wrong with a text (`fault`), or odd but legal (`warning`): a sentence's end, after the path. */
export type Finding = { fault: string } | { warning: string } | undefined;

/** Finds the one of some words that somebody meant. Handed to a rule, as programs load the tables without it. */
export type Nearest = (word: string, known: readonly string[]) => string | undefined;

export type TextRule = (text: string, nearest?: Nearest) => Finding;

/** Stands for what VMP masks, where something that exists is read into a state. No program means it. */
export const NOT_SHOWN = "(not shown by VMP)";

/** Rules of every text, whatever the field: nobody means a blank at its end or a control character in it. */
export const anyText: TextRule = (text) =>
  textWithout(text, [
    [/^\s|\s$/, "must not start or end with a blank or a line break; take it away"],
    [/\p{Cc}/u, "must not hold control characters such as tabs or line breaks"],
  ]);

/** The same of a text that has lines: the last one may well end with a break. */
export const anyLines: TextRule = (text) =>
  textWithout(text, [
    [/^\s+$/, "must hold more than blanks and line breaks"],
    [/(?![\t\n\r])\p{Cc}/u, "must not hold control characters other than tabs and line breaks"],
  ]);

function textWithout(text: string, faults: [pattern: RegExp, fault: string][]): Finding {
  if (text === "") return { fault: "must not be empty; leave the property out when there is nothing to set" };
  if (text === NOT_SHOWN) return { fault: "stands for what VMP does not show; give the value itself" };
  const found = faults.find(([pattern]) => pattern.test(text));
  if (found) return { fault: found[1] };
  if (/\p{Cs}/u.test(text)) return { fault: "must be well-formed Unicode; it holds half of a surrogate pair" };
  return undefined;
}

const NAME_STRANGER = /[^A-Za-z0-9\p{Script=Han}_-]/u;
const NAME_LIMIT = 128;

export const name: TextRule = (text) =>
  faultOf([
    !/^[A-Za-z\p{Script=Han}]/u.test(text) && "must start with a letter (A-Z, a-z) or a Chinese character",
    strangerIn(text),
    !shorterThan(text, NAME_LIMIT) && `must be shorter than ${NAME_LIMIT} characters`,
  ]);

/** The name of a silence policy. */
export const silenceName: TextRule = (text) =>
  faultOf([/^[0-9_]/.test(text) && 'must not start with a digit or "_"', strangerIn(text), tooLong(text)]);

/** A text of at most 128 characters. */
export const description: TextRule = (text) => faultOf([tooLong(text)]);

function faultOf(faults: (string | false)[]): Finding {
  const found = faults.filter((fault) => fault !== false);
  return found.length > 0 ? { fault: found.join("; it ") } : undefined;
}

function tooLong(text: string): string | false {
  return !shorterThan(text, NAME_LIMIT + 1) && `must have at most ${NAME_LIMIT} characters`;
}

/** What in a name is no part of one. */
function strangerIn(text: string): string | false {
  const stranger = NAME_STRANGER.exec(text)?.[0];
  return (
    stranger !== undefined &&
    `must hold only letters (A-Z, a-z), Chinese characters, digits, "-" and "_", and not ${described(stranger)}`
  );
}

/** Counts characters (code points), looking at no more of the text than the answer needs. */
function shorterThan(text: string, limit: number): boolean {
  return Array.from(text.slice(0, 2 * limit)).length < limit;
}

/** A character as a person can see it: itself where it is visible, and its code point. */
export function described(character: string): string {
  const codePoint = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? `"${character}" (${codePoint})` : codePoint;
}

/** A text that a template should have filled in. A secret could look like that, but hardly does. */
export const filledIn: TextRule = (text) =>
  /\$\{[^{}]*\}|\{\{[^{}]*\}\}/.test(text)
    ? {
        warning:
          "holds a placeholder in braces that nobody filled in; in TypeScript, a text with ${...} stands in backticks",
      }
    : undefined;

/** One of several people, each an item of a list. */
export const onePerson: TextRule = (text) =>
  /[\s,;|\uff0c\uff1b\u3001]/.test(text)
    ? { warning: "holds more than one; give each as an item of its own" }
    : undefined;

/** A mobile number of somebody to mention. The Chinese is "everybody". */
export const mobile: TextRule = (text) =>
  /^@?(all|\u6240\u6709\u4eba)$/i.test(text)
    ? { warning: "is no mobile number, so nobody is mentioned: everybody cannot be" }
    : onePerson(text);

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id of something at VMP. */
export function idOf(noun: string): TextRule {
  const fault = `must be the id of a ${noun}, a UUID such as e28ae750-bbb8-4ff4-abf4-1e0e0f88808c, not its name`;
  return (text) => (UUID.test(text) ? undefined : { fault });
}

export const countryCode: TextRule = (text) =>
  text === "+86" ? undefined : { fault: 'must be "+86", the only country code that VMP takes' };

export const phoneDigits: TextRule = (text) =>
  /^1\d{10}$/.test(text) ? undefined : { warning: "is not a mobile number of 11 digits that starts with 1" };

/** As a number, or as the text that the API has. */
export function wholeSeconds(value: unknown): Finding {
  if (/^[1-9]\d{0,14}$/.test(numeral(value) ?? "")) return undefined;
  return { fault: "must be a positive number of whole seconds, such as 30" };
}

/** Any value that JSON carries. What it does not, such as a Date or a Map, comes from a program as an empty object. */
export function json(value: unknown): Finding {
  if (isJson(value)) return undefined;
  return {
    fault:
      "must be a value that JSON carries: a text, a finite number, true, false, a list or an object that is not empty; " +
      "give anything else as its text, such as new Date().toISOString()",
  };
}

function isJson(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  if (isRecord(value)) return Object.keys(value).length > 0 && Object.values(value).every(isJson);
  return typeof value === "string" || typeof value === "boolean" || value === null || value === UNKNOWN;
}
