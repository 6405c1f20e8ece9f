/** Reads what came from elsewhere: nothing is trusted to be there, or to be of the right type. */
import { isRecord, type Json, type JsonObject } from "./values";

/** Nothing of the service's is nested nearly as deep, and what walks over it has to come to an end. */
const DEEPEST = 100;

/** `undefined` when it is not JSON, or nested too deep. The parser's own error, which repeats some text, is dropped. */
export function parseJson(text: string): Json | undefined {
  try {
    const json = JSON.parse(text) as Json;
    return isDeep(json) ? undefined : json;
  } catch {
    return undefined;
  }
}

function isDeep(json: Json): boolean {
  let level = [json];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
    if (level.length === 0) return false;
  }
  return true;
}

/** `isRecord` for what is known to be JSON, as its members then are. */
export function isObject(value: Json | undefined): value is JsonObject {
  return isRecord(value);
}

/** An object's own member; `undefined` for everything else. */
export function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A text that is not blank, trimmed; `undefined` for everything else. */
export function nonBlank(value: unknown): string | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" ? undefined : text;
}

/** What an id of the service's can be. It has UUIDs; what is blank, a path or as long as a book is none. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /^[\w-]{1,64}$/.test(value);
}
