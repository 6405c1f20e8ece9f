/**
 * A resource's inputs <-> the shapes of the API, by its table of fields. Pure.
 *
 * Source: the API reference of VMP, the Create, Update and Get actions; observed (the vendor's Terraform provider):
 * every update carries all four webhooks, one is removed by an empty address, and an unset webhook comes back as an
 * object with an empty address.
 */
import { isAbsent, isRecord, type Json, type JsonObject, numeral, own, type Properties, text } from "../values";
import { counterpartOf, filled, hasSameItems, records } from "./diff";
import type { Field, Fields, ListField, ObjectField, SetField, TextField } from "./field";
import { inOneCase } from "./one-case";
import { apiFields } from "./walk";

/** The body of a Create: what is set, and what has to be there, be it as an empty list. */
export function createBody(fields: Fields, inputs: Properties): JsonObject {
  const entries = apiFields(fields).map(([property, field]) => ({ field, value: toApi(field, own(inputs, property)) }));
  const there = entries.filter(({ field, value }) => !isEmpty(value) || (field.required && Array.isArray(value)));
  return Object.fromEntries(there.map(({ field, value }) => [field.api, value]));
}

/** The body of an Update: what changed, empty where it was taken out, and what every update has to carry. */
export function updateBody(fields: Fields, id: string, inputs: Properties, changed: readonly string[]): JsonObject {
  const entries = apiFields(fields)
    .filter(([property, field]) => changed.includes(property) || field.inEveryUpdate)
    .map(([property, field]) => [field.api, fullShape(field, own(inputs, property))] as const);
  return { Id: id, ...Object.fromEntries(entries) };
}

/** What the service has, in the program's own shape. `known` is what the state says of it, and gives the settings. */
export function fromApi(fields: Fields, result: JsonObject, known: Properties): Properties {
  const entries = Object.entries(fields).map(([property, field]) => {
    const before = own(known, property);
    return [property, field.api === undefined ? before : valueFromApi(field, result[field.api], before)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function toApi(field: Field, value: unknown): Json {
  switch (field.kind) {
    case "text":
      return text(value) ?? "";
    case "set":
      return texts(value);
    case "seconds":
      return numeral(value) ?? "";
    case "object": {
      const set = filled(field, value);
      return set ? createBody(field.members, set) : null;
    }
    case "list":
      return records(value).map((item) => createBody(field.members, item));
    default:
      return (value ?? null) as Json;
  }
}

/** Every part of the field, empty where it is not set. */
function fullShape(field: Field, value: unknown): Json {
  const shape = (record: Properties, { members }: ObjectField | ListField): JsonObject =>
    Object.fromEntries(apiFields(members).map(([key, inner]) => [inner.api, fullShape(inner, own(record, key))]));
  if (field.kind === "object") return shape(filled(field, value) ?? {}, field);
  if (field.kind === "list") return records(value).map((item) => shape(item, field));
  return toApi(field, value);
}

function isEmpty(value: Json): boolean {
  return value === "" || value === null || (typeof value === "object" && Object.keys(value).length === 0);
}

function valueFromApi(field: Field, value: Json | undefined, known: unknown): unknown {
  switch (field.kind) {
    case "text":
      return textFromApi(field, value, known);
    case "set":
      if (field.unmanagedWhenAbsent && isAbsent(known)) return undefined;
      return setFromApi(field, texts(value), known);
    case "object":
      return isRecord(value) ? filled(field, fromApi(field.members, value, filled(field, known) ?? {})) : undefined;
    case "list":
      return listFromApi(field, value, records(known));
    case "seconds":
      return secondsFromApi(value, known);
    case "number":
    case "flag":
      return typeof value === (field.kind === "flag" ? "boolean" : "number") ? value : undefined;
    case "any":
      return value ?? undefined;
  }
}

/** As the state has it; what the state does not have, as a number. */
function secondsFromApi(value: Json | undefined, known: unknown): unknown {
  const answer = numeral(value);
  if (answer === undefined || answer === known) return answer;
  return /^\d{1,15}$/.test(answer) ? Number(answer) : answer;
}

/** The same set keeps the order, and the way of saying "none", that the state has. */
function setFromApi(field: SetField, found: string[], known: unknown): unknown {
  const items = found.map((item) => inOneCase(field, item));
  return hasSameItems(texts(known), items) ? (known ?? (field.required ? [] : undefined)) : items;
}

/** What the service masks is not drift, and neither is a secret that it leaves out: the known value stays. */
function textFromApi(field: TextField, value: Json | undefined, known: unknown): string | undefined {
  const answer = text(value);
  if (answer === undefined) return field.secret && isAbsent(value) ? text(known) : undefined;
  return (field.secret ?? field.personal) && isMasked(answer) ? (text(known) ?? answer) : answer;
}

function isMasked(value: string): boolean {
  return value.includes("***") || /^\*+$/.test(value);
}

/** Items that the state knows too keep its order; what the service alone has comes after them. */
function listFromApi(field: ListField, value: Json | undefined, known: Properties[]): Properties[] | undefined {
  const keyApi = field.key === undefined ? undefined : field.members[field.key]?.api;
  const found = (records(value) as JsonObject[]).map((item, index) => {
    const keyed = keyApi === undefined || field.key === undefined ? {} : { [field.key]: item[keyApi] };
    const counterpart = counterpartOf(field, keyed, index, known);
    const place = counterpart ? known.indexOf(counterpart) : known.length;
    return { place, item: fromApi(field.members, item, counterpart ?? {}) };
  });
  if (field.key !== undefined) found.sort((a, b) => a.place - b.place);
  return found.length > 0 || known.length > 0 ? found.map(({ item }) => item) : undefined;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
