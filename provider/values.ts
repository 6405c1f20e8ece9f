/**
 * What a property value can be on its way from the engine: JSON, or not known yet.
 *
 * Source: `UnknownStringValue` of the Pulumi engine. A value that is known only after another resource was made
 * arrives in a preview as this string, at any depth.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The properties of a resource, as the host hands them over: nothing is known of their types yet. */
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

/** What is there: the host takes no `undefined`, and an empty record or list is not worth a place in the state. */
export function given(values: Properties): Properties {
  const isGiven = (value: unknown): boolean =>
    value !== undefined && !(typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => isGiven(value)));
}
