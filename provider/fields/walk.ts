/** One way through the properties of a table, at any depth: to each value that is no object and no list of objects. */
import type { Json, Properties } from "../values";
import { isRecord, own } from "../values";
import type { Field, Fields, ListField, ObjectField } from "./field";

/** A step into a value: a property's name, or an item's place in a list. */
export type Step = string | number;

export interface Leaf {
  field: Field;
  value: unknown;
  path: readonly Step[];
}

/** As errors and diffs name it: `webhook.token`, `levels[0].channels`. */
export function pathText(path: readonly Step[]): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}

/** The path of such a text. */
export function stepsOf(path: string): Step[] {
  return Array.from(path.matchAll(/\[(\d+)\]|[^.[\]]+/g), ([name, index]) =>
    index === undefined ? name : Number(index),
  );
}

/** The value at a path; `undefined` when there is none. */
export function at(value: unknown, path: readonly Step[]): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (typeof step === "number") return Array.isArray(inner) ? (inner as unknown[])[step] : undefined;
    return isRecord(inner) ? own(inner, step) : undefined;
  }, value);
}

/** The same properties with another value at each leaf that is there. What the table does not know stays as it is. */
export function mapLeaves(
  fields: Fields,
  record: Properties,
  map: (leaf: Leaf) => unknown,
  path: readonly Step[] = [],
): Properties {
  const entries = Object.entries(record).map(([property, value]): [string, unknown] => {
    const field = Object.hasOwn(fields, property) ? fields[property] : undefined;
    return [property, field === undefined ? value : mapValue(field, value, map, [...path, property])];
  });
  return Object.fromEntries(entries);
}

function mapValue(field: Field, value: unknown, map: (leaf: Leaf) => unknown, path: readonly Step[]): unknown {
  if (field.kind === "object" && isRecord(value)) return mapLeaves(field.members, value, map, path);
  if (field.kind === "list" && Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      isRecord(item) ? mapLeaves(field.members, item, map, [...path, index]) : item,
    );
  }
  return value === undefined ? value : map({ field, value, path });
}

/** Every leaf that is there. */
export function leavesOf(fields: Fields, record: Properties): Leaf[] {
  const leaves: Leaf[] = [];
  mapLeaves(fields, record, (leaf) => void leaves.push(leaf));
  return leaves;
}

/** Every row at every depth, and its path; an item of a list is `[]`. */
export function rowsOf(fields: Fields, prefix = ""): { path: string; field: Field }[] {
  return Object.entries(fields).flatMap(([property, field]) => {
    const path = prefix + property;
    const below = hasMembers(field) ? rowsOf(field.members, `${path}${field.kind === "list" ? "[]" : ""}.`) : [];
    return [{ path, field }, ...below];
  });
}

export function hasMembers(field: Field): field is ObjectField | ListField {
  return field.kind === "object" || field.kind === "list";
}

/** The fields that VMP keeps. */
export function apiFields(fields: Fields): [property: string, field: Field & { api: string }][] {
  return Object.entries(fields).filter(
    (entry): entry is [string, Field & { api: string }] => entry[1].api !== undefined,
  );
}

/** What an answer of the service has at the path of a property. */
export function inAnswer(fields: Fields, answer: Json | undefined, [step, ...rest]: readonly Step[]): Json | undefined {
  if (step === undefined) return answer;
  if (typeof step === "number") return Array.isArray(answer) ? inAnswer(fields, answer[step], rest) : undefined;
  const field = fields[step];
  if (!isRecord(answer) || field?.api === undefined) return undefined;
  return inAnswer(hasMembers(field) ? field.members : {}, answer[field.api], rest);
}
