/**
 * Properties as this host has them: what is not known yet is a text, and the provider's own text lies among them.
 *
 * Source: `cmd/dynamic-provider` of @pulumi/pulumi.
 */
import { SECRET, SIGNATURE, UNKNOWN_TEXT } from "../marks";
import { NOTES } from "../notes";
import { isRecord, type Properties, UNKNOWN } from "../../values";

export function fromHost(properties: unknown): Properties {
  const { __provider: _text, [NOTES]: _notes, ...own } = isRecord(properties) ? properties : {};
  return replaced(own, UNKNOWN_TEXT, UNKNOWN) as Properties;
}

export function toHost(properties: Properties): Properties {
  return replaced(properties, UNKNOWN, UNKNOWN_TEXT) as Properties;
}

/**
 * The properties with some of them as secrets. The host takes in no secrets and gives none, but the engine takes in
 * those that the provider gives. Left to itself, it marks the parts of an object that were secret in the inputs alone.
 */
export function withSecrets(properties: Properties, isSecret: (property: string) => boolean): Properties {
  const entries = Object.entries(properties);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, isSecret(name) ? { [SIGNATURE]: SECRET, value } : value]),
  );
}

function replaced(value: unknown, from: unknown, to: unknown): unknown {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((item) => replaced(item, from, to));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, from, to)]));
}
