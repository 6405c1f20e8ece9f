// The secrets that the file names. Their values are in the stack's configuration.
import * as pulumi from "@pulumi/pulumi";
import type { Finding, Path } from "pulumi-vmp/roster";

const config = new pulumi.Config();

/** The value with a secret output in the place of each `{ secret: <key> }`. */
export function withSecrets(value: unknown): unknown {
  if (isReference(value)) return config.requireSecret(value.secret);
  if (Array.isArray(value)) return value.map(withSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withSecrets(inner)]));
}

/** Every secret below the value that the stack does not have. */
export function missingSecrets(value: unknown): (Finding & { secret: string })[] {
  return references(value, []).filter(({ secret }) => config.getSecret(secret) === undefined);
}

function references(value: unknown, path: Path): (Finding & { secret: string })[] {
  if (isReference(value)) {
    const message = `names the secret ${value.secret}, which this stack does not have`;
    return [{ path, message, secret: value.secret }];
  }
  if (typeof value !== "object" || value === null) return [];
  const step = (key: string): string | number => (Array.isArray(value) ? Number(key) : key);
  return Object.entries(value).flatMap(([key, inner]) => references(inner, [...path, step(key)]));
}

function isReference(value: unknown): value is { secret: string } {
  return typeof value === "object" && value !== null && "secret" in value && typeof value.secret === "string";
}
