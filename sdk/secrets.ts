import * as pulumi from "@pulumi/pulumi";
import { type Field, type FieldTable, holdsSecret, isSecret } from "../provider/fields/table";

/**
 * The arguments with everything secret marked as such: what the table calls secret, and whatever it does not know,
 * since a misspelt `adress` holds the same secret and ends up in an error message.
 */
export function withSecrets(fields: FieldTable, args: object): pulumi.Inputs {
  return mapValues(args, (property, value) => {
    const field = Object.hasOwn(fields, property) ? fields[property] : undefined;
    if (holdsSecret(field)) return protectObject(value, field.fields);
    return field ? value : pulumi.secret(value);
  });
}

function protectObject(value: unknown, fields: Record<string, Field>): unknown {
  if (value instanceof Promise || pulumi.Output.isInstance(value)) {
    const output = pulumi.output(value as pulumi.Input<unknown>) as pulumi.Output<unknown>;
    return output.apply((known) => protectObject(known, fields));
  }
  if (value === null || value === undefined) return value;
  if (typeof value !== "object" || Array.isArray(value)) return pulumi.secret(value);
  return mapValues(value, (key, inner) =>
    Object.hasOwn(fields, key) && !isSecret(fields[key]) ? inner : pulumi.secret(inner),
  );
}

function mapValues(object: object, map: (key: string, value: unknown) => unknown): Record<string, unknown> {
  const given = Object.entries(object).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(given.map(([key, value]) => [key, map(key, value)]));
}
