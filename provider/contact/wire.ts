/**
 * A contact's inputs <-> the shapes of the API. Pure.
 *
 * Source: the API reference of VMP, CreateContact, UpdateContact and GetContact; observed (the vendor's Terraform
 * provider): every update carries all four webhooks, one is removed by an empty address, and an unset webhook comes
 * back as an object with an empty address.
 */
import { isAbsent, own, type Properties, text } from "../values";
import { isObject } from "../vmp/json";
import type { Json, JsonObject } from "../vmp/types";
import { filled, sameItems } from "./diff";
import { type ContactProperty, type Field, FIELDS, type ObjectField, PROPERTIES, type TextField } from "./fields";

/** The body of CreateContact: only what is set. */
export function createBody(inputs: Properties): JsonObject {
  const body: JsonObject = {};
  for (const property of PROPERTIES) {
    const value = toApi(FIELDS[property], own(inputs, property));
    if (!isEmpty(value)) body[FIELDS[property].api] = value;
  }
  return body;
}

/** The body of UpdateContact: what changed, empty where it was taken out, and always all four webhooks. */
export function updateBody(id: string, inputs: Properties, changed: ContactProperty[]): JsonObject {
  const body: JsonObject = { Id: id };
  for (const property of PROPERTIES) {
    const field = FIELDS[property];
    if (changed.includes(property) || (field.kind === "object" && field.inEveryUpdate)) {
      body[field.api] = fullShape(field, own(inputs, property));
    }
  }
  return body;
}

/** The contact as the service has it, in the program's own shape. `known` is what the state says of it. */
export function fromApi(result: JsonObject, known: Properties): Properties {
  return compact(PROPERTIES, (property) =>
    fieldFromApi(FIELDS[property], result[FIELDS[property].api], own(known, property)),
  );
}

function toApi(field: Field, value: unknown): Json {
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
function fullShape(field: Field, value: unknown): Json {
  if (field.kind !== "object") return toApi(field, value);
  const object = filled(field, value) ?? {};
  return Object.fromEntries(
    Object.entries(field.fields).map(([key, inner]) => [inner.api, toApi(inner, own(object, key))]),
  );
}

function isEmpty(value: Json): boolean {
  return value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

function fieldFromApi(field: Field, value: Json | undefined, known: unknown): unknown {
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
