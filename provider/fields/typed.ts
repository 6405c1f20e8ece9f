/** Properties as a host hands them over -> what a table says they are. Behind it nothing is `unknown` any more. */
import { isRecord, own, type Properties, UNKNOWN } from "../values";
import type { Field, Fields } from "./field";
import { inOneCase } from "./one-case";

/** What the tables know and that has the right shape; nothing else. For what was checked, or lay in a state. */
export function typed(fields: Fields, raw: unknown): Properties {
  const record = isRecord(raw) ? raw : {};
  const entries = Object.entries(fields).map(([property, field]) => [property, shaped(field, own(record, property))]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Properties;
}

function shaped(field: Field, value: unknown): unknown {
  if (value === UNKNOWN) return value;
  switch (field.kind) {
    case "text":
      return typeof value === "string" ? inOneCase(field, value) : undefined;
    case "number":
      return typeof value === "number" ? value : undefined;
    case "seconds":
      return typeof value === "number" || typeof value === "string" ? value : undefined;
    case "flag":
    case "switch":
      return typeof value === "boolean" ? value : undefined;
    case "set":
      return Array.isArray(value) ? value.flatMap((item: unknown) => shapedItem(field, item)) : undefined;
    case "object":
      return isRecord(value) ? typed(field.members, value) : undefined;
    case "list":
      return Array.isArray(value)
        ? value.map((item: unknown) => (item === UNKNOWN ? item : typed(field.members, item)))
        : undefined;
    case "any":
      return value ?? undefined;
  }
}

function shapedItem(field: Field, item: unknown): unknown[] {
  if (typeof item === "string") return [inOneCase(field, item)];
  return item === UNKNOWN ? [item] : [];
}
