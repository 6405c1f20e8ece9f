/**
 * State and inputs, by a table of fields -> which paths differ. Pure and offline.
 *
 * Absent, `undefined`, `null` and an empty webhook are the same; sets and lists in which order means nothing are
 * compared without it;
 * what is not known yet counts as different. What steers the provider, and what VMP adds, does not count.
 */
import { isDeepStrictEqual } from "node:util";
import { isAbsent, isRecord, numeral, own, type Properties, text, UNKNOWN } from "../values";
import type { Field, Fields, ListField, ObjectField, SetField } from "./field";
import { apiFields } from "./walk";

/** The paths that differ: `email`, `webhook.token`; `webhook` where the whole object came, went or is not known. */
export function changedPaths(fields: Fields, olds: Properties, news: Properties, prefix = ""): string[] {
  return apiFields(fields).flatMap(([property, field]) =>
    differences(field, own(olds, property), own(news, property), prefix + property),
  );
}

/** The properties that differ, each once. */
export function changedProperties(fields: Fields, olds: Properties, news: Properties): string[] {
  return [...new Set(changedPaths(fields, olds, news).map(propertyOf))];
}

/** The property that a path begins with. */
export function propertyOf(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? "";
}

/** Those of the paths that no update can change. */
export function unchangeable(fields: Fields, paths: readonly string[]): string[] {
  return paths.filter((path) => fields[propertyOf(path)]?.replaces);
}

export function isSame(field: Field, before: unknown, after: unknown): boolean {
  return differences(field, before, after, "").length === 0;
}

function differences(field: Field, before: unknown, after: unknown, path: string): string[] {
  if (after === UNKNOWN) return [path];
  switch (field.kind) {
    case "text":
      return (text(before) ?? field.default) === (text(after) ?? field.default) ? [] : [path];
    case "switch":
      return (before ?? true) === (after ?? true) ? [] : [path];
    case "seconds":
      return numeral(before) === numeral(after) ? [] : [path];
    case "set":
      return isSameSet(field, before, after) ? [] : [path];
    case "object":
      return objectDifferences(field, before, after, path);
    case "list":
      return listDifferences(field, before, after, path);
    default:
      return isDeepStrictEqual(before ?? undefined, after ?? undefined) ? [] : [path];
  }
}

function isSameSet(field: SetField, before: unknown, after: unknown): boolean {
  if (field.unmanagedWhenAbsent && isAbsent(before) !== isAbsent(after)) return false;
  return hasSameItems(items(before), items(after));
}

/** Whether two lists hold the same items, each as often, in whatever order. */
export function hasSameItems(before: unknown[], after: unknown[]): boolean {
  if (before.length !== after.length || after.includes(UNKNOWN)) return false;
  const sorted = [...before].sort();
  return [...after].sort().every((item, index) => item === sorted[index]);
}

function objectDifferences(field: ObjectField, before: unknown, after: unknown, path: string): string[] {
  const [old, now] = [filled(field, before), filled(field, after)];
  if (old === undefined || now === undefined) return old === now ? [] : [path];
  return changedPaths(field.members, old, now, `${path}.`);
}

/** The object when it is set, which is when its key member is. */
export function filled(field: ObjectField, value: unknown): Properties | undefined {
  if (!isRecord(value) || field.key === undefined) return isRecord(value) ? value : undefined;
  const key = own(value, field.key);
  return key === UNKNOWN || text(key) !== undefined ? value : undefined;
}

/** An item that came is named by its place in the new list, one that went by the list. */
function listDifferences(field: ListField, before: unknown, after: unknown, path: string): string[] {
  const [old, now] = [records(before), records(after)];
  const changed = now.flatMap((item, index) => {
    const counterpart = counterpartOf(field, item, index, old);
    const place = `${path}[${index}]`;
    return counterpart ? changedPaths(field.members, counterpart, item, `${place}.`) : [place];
  });
  // Two that are the same can stand for one, so that as many need not be the same ones.
  const isLost = field.unordered === true && old.some((item, index) => !counterpartOf(field, item, index, now));
  return isLost || old.length > now.length || items(after).length > now.length ? [path, ...changed] : changed;
}

/** The item of another list that one stands for: of the same key, the same in all, or at the same place. */
export function counterpartOf(
  { key, unordered, members }: ListField,
  item: Properties,
  index: number,
  others: Properties[],
): Properties | undefined {
  if (unordered) return others.find((other) => changedPaths(members, other, item).length === 0);
  return key === undefined ? others[index] : others.find((other) => own(other, key) === own(item, key));
}

export function records(value: unknown): Properties[] {
  return items(value).filter(isRecord);
}

function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
