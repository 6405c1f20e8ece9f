/**
 * Text of others in our messages: what a service, a proxy or a file says, and names and ids that somebody gave.
 * Whatever it holds, it is one line of bearable length without a secret, and no terminal, log or page takes it for a
 * command.
 */
import { redact } from "./redact";

/** More of a text is not looked at. */
const MUCH_TEXT = 10_000;
/** Of what was cut there, the end is not shown: it may be that of a secret, too short to be known. */
const CUT_OFF = 100;

/** How much of it stands in a message, in characters. */
export const LENGTH = { name: 64, word: 128, firstWords: 100, sentence: 450 } as const;

/** Cleans and shortens it. */
export function foreign(text: string, secrets: readonly string[], most: number = LENGTH.word): string {
  const clean = redact(text.slice(0, MUCH_TEXT), secrets);
  return shortened(plain(text.length > MUCH_TEXT ? clean.slice(0, -CUT_OFF) : clean), most);
}

/** The same of an id of something that is there: no secret. */
export function foreignId(id: string): string {
  return foreign(id, []);
}

const LONG_SECRET = 12;

/** The same of a code. A short secret can be a word that codes are made of, and programs go by the code. */
export function foreignCode(code: string, secrets: readonly string[]): string {
  const long = secrets.filter(({ length }) => length >= LONG_SECRET);
  return foreign(code, long);
}

/** No tags, no control or bidirectional marks, no line breaks, and no mark that CI or Pulumi reads within a line. */
function plain(text: string): string {
  return text
    .replace(/<(script|style)\b[^]*?<\/\1\s*>|<[^<>]*>/gi, " ")
    .replace(/[\p{C}\p{DI}\s]+/gu, " ")
    .replace(/##(?=\[|vso)|<(?=\{%)|`(?=``)/gi, "$& ")
    .trim();
}

/** Cuts a text after so many characters, and says so. */
export function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most).join("")}…` : text;
}
