/**
 * What the service shows of a thing, in the program's own shape.
 *
 * Source: the API reference of VMP, whose examples mask secrets with asterisks. A masked secret that is taken for the
 * secret ends up in some other contact, which then alerts nobody: what the service masks is left out.
 */
import { fromApi } from "../fields/wire";
import type { Field, FieldTable } from "../fields/table";
import { isRecord, type Properties } from "../values";
import type { JsonObject } from "../client/types";

/** Stands for the value that only the service knows; `fromApi` puts it wherever the service does not show one. */
const MASKED = "(masked by VMP)";

export function shown(fields: FieldTable, answer: JsonObject): Properties {
  return withoutMasked(fromApi(fields, answer, mapValues(fields, standIn)));
}

function standIn(field: Field): unknown {
  switch (field.kind) {
    case "text":
      return MASKED;
    case "set":
      return [];
    case "object":
      return mapValues(field.fields, (inner) => (inner.kind === "text" ? MASKED : undefined));
    case "setting":
      return undefined;
  }
}

function withoutMasked(properties: Properties): Properties {
  const entries = Object.entries(properties).filter(([, value]) => value !== MASKED);
  return Object.fromEntries(entries.map(([key, value]) => [key, isRecord(value) ? withoutMasked(value) : value]));
}

function mapValues<Value>(record: Record<string, Value>, map: (value: Value) => unknown): Properties {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
