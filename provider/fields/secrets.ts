/** What is secret in the properties of a table. */
import type { Properties } from "../values";
import type { Field, Fields } from "./field";
import { hasMembers, leavesOf, rowsOf } from "./walk";

export function isSecret(field: Field | undefined): boolean {
  return field?.kind === "text" && field.secret === true;
}

/** Whether the field is a secret, or an object or a list that holds one somewhere. */
export function holdsSecret(field: Field | undefined): boolean {
  if (field === undefined || !hasMembers(field)) return isSecret(field);
  return rowsOf(field.members).some((row) => isSecret(row.field));
}

/** The paths of everything secret, such as `webhook.token`. */
export function secretPaths(fields: Fields): string[] {
  return rowsOf(fields).flatMap(({ path, field }) => (isSecret(field) ? [path] : []));
}

/** Those of the paths, as a diff names them, at which a secret lies. */
export function secretsAmong(fields: Fields, paths: readonly string[]): string[] {
  const secret = new Set(secretPaths(fields));
  return paths.filter((path) => secret.has(path.replace(/\[\d+\]/g, "[]")));
}

/** The secret texts themselves: what must stand in no message. */
export function secretTexts(fields: Fields, ...records: Properties[]): string[] {
  const leaves = records.flatMap((record) => leavesOf(fields, record));
  return leaves.flatMap(({ field, value }) => (isSecret(field) && typeof value === "string" ? [value] : []));
}
