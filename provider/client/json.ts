/** Reads what came from elsewhere: nothing is trusted to be there, or to be of the right type. */
import { isRecord } from "../values";
import type { Json, JsonObject } from "./types";

/** `undefined` when it is not JSON. The parser's own error is dropped: it repeats a part of the text. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
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
