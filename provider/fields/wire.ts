/**
 * A resource's inputs <-> the shapes of the API, by its table of fields. Pure.
 *
 * Source: the API reference of VMP, the Create, Update and Get actions; observed (the vendor's Terraform provider): every update carries all four webhooks, one is removed by an empty address, and an unset webhook comes
 * back as an object with an empty address.
 */
import { isAbsent, own, type Properties, text } from "../values";
import { isObject } from "../client/json";
import type { Json, JsonObject } from "../client/types";
import { filled, sameItems } from "./diff";
import { type ApiField, apiFields, type FieldTable, type ObjectField, type TextField } from "./table";

/** The body of a Create: only what is set. */
export function createBody(fields: FieldTable, inputs: Properties): JsonObject {
  const body: JsonObject = {};
  for (const [property, field] of apiFields(fields)) {
    const value = toApi(field, own(inputs, property));
    if (!isEmpty(value)) body[field.api] = value;
  }
  return body;
}

/** The body of an Update: what changed, empty where it was taken out, and what every update has to carry. */
export function updateBody(fields: FieldTable, id: string, inputs: Properties, changed: string[]): JsonObject {
  const body: JsonObject = { Id: id };
  for (const [property, field] of apiFields(fields)) {
    if (changed.includes(property) || (field.kind === "object" && field.inEveryUpdate)) {
      body[field.api] = fullShape(field, own(inputs, property));
    }
  }
  return body;
}

/** What the service has, in the program's own shape. `known` is what the state says of it; settings are taken from there. */
export function fromApi(fields: FieldTable, result: JsonObject, known: Properties): Properties {
  return compact(Object.keys(fields), (property) => {
    const field = fields[property];
    if (field === undefined || field.kind === "setting") return own(known, property);
    return fieldFromApi(field, result[field.api], own(known, property));
  });
}

function toApi(field: ApiField, value: unknown): Json {
  if (field.kind === "object") {
    const object = filled(field, value);
    if (object === undefined) return {};
    const entries = Object.entries(field.fields).map(
      ([key, inner]) => [inner.api, toApi(inner, own(object, key))] as const,
    );
    return Object.fromEntries(entries.filter(([, inner]) => !isEmpty(inner)));
  }
  return field.kind === "set" ? texts(value) : (text(value) ?? "");
}

/** Every part of the field, empty where it is not set. */
function fullShape(field: ApiField, value: unknown): Json {
  if (field.kind !== "object") return toApi(field, value);
  const object = filled(field, value) ?? {};
  return Object.fromEntries(
    Object.entries(field.fields).map(([key, inner]) => [inner.api, toApi(inner, own(object, key))]),
  );
}

function isEmpty(value: Json): boolean {
  return value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

function fieldFromApi(field: ApiField, value: Json | undefined, known: unknown): unknown {
  switch (field.kind) {
    case "text":
      return textFromApi(field, value, known);
    case "set":
      if (field.unmanagedWhenAbsent && isAbsent(known)) return undefined;
      // The same set keeps the order, and the way of saying "none", that the state has.
      return sameItems(texts(known), texts(value)) ? (known ?? undefined) : texts(value);
    case "object":
      return objectFromApi(field, value, known);
  }
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

function objectFromApi(field: ObjectField, value: Json | undefined, known: unknown): Properties | undefined {
  if (!isObject(value)) return undefined;
  const before = filled(field, known) ?? {};
  const object = compact(Object.keys(field.fields), (key) => {
    const inner = field.fields[key];
    return inner && fieldFromApi(inner, value[inner.api], own(before, key));
  });
  return filled(field, object);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

function compact<Key extends string>(keys: Key[], valueOf: (key: Key) => unknown): Properties {
  const values = keys.map((key) => [key, valueOf(key)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
