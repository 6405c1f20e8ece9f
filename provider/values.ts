/** Values as they come and go: JSON, and what is not known yet. */

/** A value as JSON carries it. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A JSON object: the body of every VMP call and the `Result` of every answer. */
export interface JsonObject {
  [key: string]: Json;
}

/** Stands, at any depth, for a value that is known only after something else was made: in previews. */
export const UNKNOWN: unique symbol = Symbol("not known yet");

/** Properties of whatever types. */
export type Properties = Record<string, unknown>;

/** Absent, `undefined` and `null` mean the same: not set. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

export function isRecord(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads an own property only, so that a key such as `constructor` or `__proto__` never reaches a prototype. */
export function own(record: Properties, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A non-empty text, or `undefined` for everything else. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A text, or a number as one; `undefined` for everything else. */
export function numeral(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : text(value);
}

/** What is there: the host takes no `undefined`, and an empty record or list is not worth a place in the state. */
export function given(values: Properties): Properties {
  const isGiven = (value: unknown): boolean =>
    value !== undefined && !(typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => isGiven(value)));
}

/** Every text in a value, at any depth. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsIn);
  return typeof value === "string" ? [value] : [];
}

/** Earlier and later than any clock shows that can be relied on. */
const [EARLIEST, LATEST] = [Date.UTC(2000), Date.UTC(2200)];

/** A date that came from elsewhere, in milliseconds since 1970; NaN when it is none, or none of these times. */
export function timeOf(date: string | undefined): number {
  const time = Date.parse(date ?? "");
  return time >= EARLIEST && time < LATEST ? time : NaN;
}
