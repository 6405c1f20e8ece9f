/**
 * Properties as this host has them: what is not known yet is a text, and the provider's own text lies among them.
 *
 * Source: `UnknownStringValue` of the Pulumi engine, and `cmd/dynamic-provider` of @pulumi/pulumi.
 */
import { isRecord, type Properties, UNKNOWN } from "../../values";

/** Stands at any depth for a value that is known only after another resource was made. */
export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function fromHost(properties: unknown): Properties {
  const { __provider: _text, ...own } = isRecord(properties) ? properties : {};
  return replaced(own, UNKNOWN_TEXT, UNKNOWN) as Properties;
}

export function toHost(properties: Properties): Properties {
  return replaced(properties, UNKNOWN, UNKNOWN_TEXT) as Properties;
}

function replaced(value: unknown, from: unknown, to: unknown): unknown {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((item) => replaced(item, from, to));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, from, to)]));
}
