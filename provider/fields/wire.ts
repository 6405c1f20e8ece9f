/**
 * A resource's inputs <-> the shapes of the API, by its table of fields. Pure.
 *
 * Source: the API reference of VMP, the Create, Update and Get actions; observed (the vendor's Terraform provider):
 * every update carries all four webhooks, one is removed by an empty address, and an unset webhook comes back as an
 * object with an empty address.
 */
import { isAbsent, isRecord, type Json, type JsonObject, numeral, own, type Properties, text } from "../values";
import { counterpartOf, filled, hasSameItems, records } from "./diff";
import type { Field, Fields, ListField, ObjectField, SetField, SwitchField, TextField } from "./field";
import { isMasked, UNSEEN } from "./masks";
import { inOneCase } from "./one-case";
import { isSecret } from "./secrets";
import { apiFields, hasMembers } from "./walk";

/** What a create and an update can carry: all but what has actions of its own. */
export function sentFields(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, { kind }]) => kind !== "switch"));
}

/** The body of a Create: what is set, and what has to be there, be it as an empty list. */
export function createBody(fields: Fields, inputs: Properties): JsonObject {
  const entries = apiFields(sentFields(fields)).map(([property, field]) => ({
    field,
    value: toApi(field, own(inputs, property)),
  }));
  const there = entries.filter(({ field, value }) => !isEmpty(value) || (field.required && Array.isArray(value)));
  return Object.fromEntries(there.map(({ field, value }) => [field.api, value]));
}

/** The body of an Update: what changed, empty where it was taken out, and what every update has to carry. */
export function updateBody(fields: Fields, id: string, inputs: Properties, changed: readonly string[]): JsonObject {
  const entries = apiFields(sentFields(fields))
    .filter(([property, field]) => changed.includes(property) || isCarried(field, own(inputs, property)))
    .map(([property, field]) => [field.api, fullShape(field, own(inputs, property))] as const);
  return { Id: id, ...Object.fromEntries(entries) };
}

/** Whether an update has it although it did not change. A set that nobody knows would be emptied. */
function isCarried(field: Field, value: unknown): boolean {
  return field.inEveryUpdate === true && (field.kind === "object" || value !== undefined);
}

/**
 * What the service has, in the program's own shape.
 *
 * @param known what the state says of it; it gives the settings, and what the service masks or leaves out. `UNSEEN`:
 *   nothing, and so every set is looked at. What neither of them shows is `UNSEEN`.
 */
export function fromApi(fields: Fields, result: JsonObject, known: Properties | typeof UNSEEN): Properties {
  const entries = Object.entries(fields).map(([property, field]) => {
    if (field.api === undefined) return [property, known === UNSEEN ? undefined : own(known, property)] as const;
    return [property, valueFromApi(field, result[field.api], known === UNSEEN ? known : own(known, property))] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function toApi(field: Field, value: unknown): Json {
  switch (field.kind) {
    case "text":
      return text(value) ?? field.default ?? "";
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

/** Whether an answer leaves out a part that nothing can be without; secrets are a matter of their own. */
export function isCutShort(field: Field, value: Json | undefined): boolean {
  if (isAbsent(value)) return field.required === true && !isSecret(field);
  const parts = hasMembers(field) ? apiFields(field.members) : [];
  return [value].flat().some((each) => isRecord(each) && parts.some(([, part]) => isCutShort(part, each[part.api])));
}

/** Every part of the field, empty where it is not set. */
function fullShape(field: Field, value: unknown): Json {
  const shape = (record: Properties, { members }: ObjectField | ListField): JsonObject =>
    Object.fromEntries(apiFields(members).map(([key, inner]) => [inner.api, fullShape(inner, own(record, key))]));
  if (field.kind === "object") return shape(filled(field, value) ?? {}, field);
  // An item without a key is another one when it changes: none of its parts can be left from before.
  if (field.kind === "list" && field.key !== undefined) return records(value).map((item) => shape(item, field));
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
      return isRecord(value) ? objectFromApi(field, value, filled(field, known)) : undefined;
    case "list":
      return listFromApi(field, value, records(known));
    case "seconds":
      return secondsFromApi(value, known);
    case "switch":
      return switchFromApi(field, value, known);
    case "number":
    case "flag":
      return typeof value === (field.kind === "flag" ? "boolean" : "number") ? value : undefined;
    case "any":
      return value ?? undefined;
  }
}

/** What the state says stays where the service says the same, or neither. */
function switchFromApi({ on, off }: SwitchField, value: Json | undefined, known: unknown): unknown {
  const found = value === on.word ? true : value === off.word ? false : undefined;
  if (known === UNSEEN) return found;
  return found === undefined || found === (known ?? true) ? (known ?? undefined) : found;
}

/** As the state has it; what the state does not have, as a number. */
function secondsFromApi(value: Json | undefined, known: unknown): unknown {
  const answer = numeral(value);
  if (answer === undefined || answer === known) return answer;
  return /^\d{1,15}$/.test(answer) ? Number(answer) : answer;
}

/** Of an object that is another one by its key, or that the state does not have, nothing is known. */
function objectFromApi(field: ObjectField, value: JsonObject, known: Properties | undefined): Properties | undefined {
  if (known === undefined && Object.values(value).every(isEmpty)) return undefined;
  const key = field.key === undefined ? undefined : text(value[field.members[field.key]?.api ?? ""]);
  const isKnown = key === undefined || isMasked(key) || (field.key !== undefined && key === known?.[field.key]);
  return filled(field, fromApi(field.members, value, (isKnown ? known : undefined) ?? UNSEEN));
}

/**
 * The same set keeps the order, and the way of saying "none", that the state has. Items that are masked are those that
 * the state knows, if they are as many.
 */
function setFromApi(field: SetField, found: string[], known: unknown): unknown {
  const items = found.map((item) => inOneCase(field, item));
  const before = texts(known);
  const shown = items.map((item) => (isMasked(item) && !before.includes(item) ? UNSEEN : item));
  const isKnown = shown.includes(UNSEEN)
    ? items.length === before.length && shown.every((item) => item === UNSEEN || before.includes(item))
    : hasSameItems(before, shown);
  const isNeeded = shown.length > 0 || (field.unmanagedWhenAbsent ?? field.required);
  if (known === UNSEEN) return isNeeded ? [...new Set(shown)] : undefined;
  return isKnown ? (known ?? (field.required ? [] : undefined)) : [...new Set(shown)];
}

/** What the service masks is not drift, and neither is a secret that it leaves out: the known value stays. */
function textFromApi(field: TextField, value: Json | undefined, known: unknown): string | undefined {
  const answer = text(value);
  if (answer === undefined) return field.secret && isAbsent(value) ? text(known) : undefined;
  if (answer === field.default && isAbsent(known)) return undefined;
  return (field.secret ?? field.personal) && isMasked(answer) ? (text(known) ?? UNSEEN) : answer;
}

/** Items that the state knows too keep its order; what the service alone has comes after them. */
function listFromApi(field: ListField, value: Json | undefined, known: Properties[]): Properties[] | undefined {
  const found = (records(value) as JsonObject[]).map((item, index) => {
    const shown = fromApi(field.members, item, UNSEEN);
    const counterpart = counterpartOf(field, shown, index, known);
    const place = counterpart ? known.indexOf(counterpart) : known.length;
    return { place, item: counterpart ? fromApi(field.members, item, counterpart) : shown };
  });
  if (field.key !== undefined || field.unordered) found.sort((a, b) => a.place - b.place);
  return found.length > 0 || known.length > 0 ? found.map(({ item }) => item) : undefined;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
