/**
 * State and inputs, by a table of fields -> which properties differ. Pure and offline.
 *
 * Absent, `undefined`, `null` and an empty webhook are the same; lists are compared as sets; what is not known yet
 * counts as different.
 */
import { isAbsent, isRecord, own, type Properties, text, UNKNOWN } from "../values";
import { HIDDEN } from "./hidden";
import type { Field, FieldTable, ObjectField, SetField } from "./table";

/** The properties that differ between two sets of them; settings and outputs of the service do not count. */
export function changedProperties(fields: FieldTable, olds: Properties, news: Properties): string[] {
  return Object.entries(fields)
    .filter(([property, field]) => !sameField(field, own(olds, property), own(news, property)))
    .map(([property]) => property);
}

export function sameField(field: Field, before: unknown, after: unknown): boolean {
  if (field.kind === "setting") return true;
  if (after === UNKNOWN) return false;
  switch (field.kind) {
    case "text":
      return text(before) === text(after) || (after === HIDDEN && text(before) !== undefined);
    case "set":
      return sameSet(field, before, after);
    case "object":
      return sameObject(field, before, after);
  }
}

function sameSet(field: SetField, before: unknown, after: unknown): boolean {
  if (field.unmanagedWhenAbsent && isAbsent(before) !== isAbsent(after)) return false;
  return sameItems(items(before), items(after));
}

/** Whether two lists hold the same items, each as often, in whatever order. */
export function sameItems(before: unknown[], after: unknown[]): boolean {
  if (before.length !== after.length || after.includes(UNKNOWN)) return false;
  const sorted = [...before].sort();
  return [...after].sort().every((item, index) => item === sorted[index]);
}

function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function sameObject(field: ObjectField, before: unknown, after: unknown): boolean {
  const [old, now] = [filled(field, before), filled(field, after)];
  if (old === undefined || now === undefined) return old === now;
  return Object.entries(field.fields).every(([key, inner]) => sameField(inner, own(old, key), own(now, key)));
}

/** The object when it is set, which is when its key field is. */
export function filled(field: ObjectField, value: unknown): Properties | undefined {
  return isRecord(value) && text(own(value, field.key)) !== undefined ? value : undefined;
}
