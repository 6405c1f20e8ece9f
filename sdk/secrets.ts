import * as pulumi from "@pulumi/pulumi";
import type { Field, Fields, ListField, ObjectField } from "../provider/fields/field";
import { holdsSecret, isSecret } from "../provider/fields/secrets";
import { hasMembers } from "../provider/fields/walk";

/**
 * The arguments with everything secret marked as such: what the table calls secret, and whatever it does not know,
 * since a misspelt `adress` holds the same secret and ends up in an error message.
 */
export function withSecrets(fields: Fields, args: object): pulumi.Inputs {
  return mapValues(args, (property, value) => {
    const field = Object.hasOwn(fields, property) ? fields[property] : undefined;
    if (field === undefined || isSecret(field)) return pulumi.secret(value);
    return hasMembers(field) && holdsSecret(field) ? protect(value, field) : value;
  });
}

/**
 * The properties of which the program itself marks something as secret, beyond what the table does. Absent when there
 * is nothing among them that could be marked.
 */
export function markedAsSecret(fields: Fields, args: object): Promise<string[]> | undefined {
  const asked = Object.entries(args).flatMap(([property, value]) => {
    const marked = isMarked(value, Object.hasOwn(fields, property) ? fields[property] : undefined);
    return marked ? [marked.then((is) => (is ? [property] : []))] : [];
  });
  return asked.length > 0 ? Promise.all(asked).then((marked) => marked.flat()) : undefined;
}

function isMarked(value: unknown, field: Field | undefined): Promise<boolean> | undefined {
  if (isSecret(field) || typeof value !== "object" || value === null) return undefined;
  if (isPending(value)) return pulumi.isSecret(pulumi.output(value));
  const members = field && hasMembers(field) ? field.members : {};
  const below = Object.entries(value).flatMap(
    ([key, inner]) => isMarked(inner, Array.isArray(value) ? field : members[key]) ?? [],
  );
  return below.length > 0 ? Promise.all(below).then((marked) => marked.includes(true)) : undefined;
}

function isPending(value: unknown): boolean {
  return value instanceof Promise || pulumi.Output.isInstance(value);
}

function protect(value: unknown, field: ObjectField | ListField): unknown {
  if (isPending(value)) {
    const output = pulumi.output(value) as pulumi.Output<unknown>;
    return output.apply((known) => protect(known, field));
  }
  if (value === null || value === undefined) return value;
  const { kind, members } = field;
  if (kind === "list" && Array.isArray(value)) return value.map((item) => protect(item, { kind: "object", members }));
  if (kind === "list" || typeof value !== "object" || Array.isArray(value)) return pulumi.secret(value);
  return withSecrets(members, value);
}

function mapValues(object: object, map: (key: string, value: unknown) => unknown): Record<string, unknown> {
  const given = Object.entries(object).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(given.map(([key, value]) => [key, map(key, value)]));
}
