/**
 * Properties as the engine sends and takes them: a Struct in which what is secret, and what is not known yet, is
 * marked.
 *
 * Source: `MarshalPropertyValue` of the Pulumi engine (sdk/go/common/resource/plugin/rpc.go).
 */
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isRecord, type Properties, textsIn, UNKNOWN } from "../../values";
import { SECRET, SIGNATURE, UNKNOWN_TEXT } from "../marks";

/** Stand for what is not known yet: a text, and the same of a flag, a number, a list and an object. */
const UNKNOWN_TEXTS = new Set([
  UNKNOWN_TEXT,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export interface Received {
  properties: Properties;
  /** Where something was secret: `webhook.token`. A list that holds a secret is one, as its order may change. */
  secrets: Set<string>;
  /** What must stand in no message: all texts that were secret. */
  texts: string[];
}

/** @param always paths that are secret in any case: an object with nothing else in it is not named as a secret */
export function received(struct: Struct | undefined, always: readonly string[] = []): Received {
  const found = { secrets: new Set<string>(), texts: [], always };
  return { properties: decoded(struct?.toJavaScript() ?? {}, "", found) as Properties, ...found };
}

interface Found extends Pick<Received, "secrets" | "texts"> {
  always: readonly string[];
}

function decoded(value: unknown, path: string, found: Found): unknown {
  if (typeof value === "string" && UNKNOWN_TEXTS.has(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map((item) => decoded(item, path, found));
  if (!isRecord(value)) return value;
  if (value[SIGNATURE] === SECRET) {
    if (!hasSecretsAlone(value.value, path, found.always)) found.secrets.add(path);
    found.texts.push(...textsIn(value.value));
    return decoded(value.value, path, found);
  }
  return mapMembers(value, path, (inner, at) => decoded(inner, at, found));
}

/** The objects that hold secrets and nothing else. */
export function secretObjects(properties: Properties, secrets: readonly string[]): string[] {
  return Object.keys(properties).filter((name) => hasSecretsAlone(properties[name], name, secrets));
}

function hasSecretsAlone(value: unknown, path: string, secrets: readonly string[]): boolean {
  const members = isRecord(value) ? Object.keys(value) : [];
  return members.length > 0 && members.every((member) => secrets.includes(`${path}.${member}`));
}

/** @param secrets what is marked as secret, where it is there */
export function sent(properties: Properties, ...secrets: Iterable<string>[]): Struct {
  const paths = new Set(secrets.flatMap((some) => [...some]));
  return Struct.fromJavaScript(encoded(properties, "", paths) as Record<string, JavaScriptValue>);
}

function encoded(value: unknown, path: string, secrets: ReadonlySet<string>): unknown {
  if (secrets.has(path)) return { [SIGNATURE]: SECRET, value: encoded(value, path, new Set()) };
  if (value === UNKNOWN) return UNKNOWN_TEXT;
  if (Array.isArray(value)) return value.map((item) => encoded(item, path, secrets));
  return isRecord(value) ? mapMembers(value, path, (inner, at) => encoded(inner, at, secrets)) : value;
}

/** What is `undefined` is not there. */
function mapMembers(record: Properties, path: string, map: (value: unknown, path: string) => unknown): Properties {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value, path === "" ? key : `${path}.${key}`)]));
}
