/**
 * What a roster may hold, by the tables of its resource types: with names for ids, and keys of the stack's
 * configuration for secrets. Pure.
 */
import type { Problem } from "../fields/check";
import { checkFields } from "../fields/check";
import type { Field, Fields } from "../fields/field";
import { isSecret } from "../fields/secrets";
import { at, hasMembers, stepsOf } from "../fields/walk";
import { oddities } from "../lifecycle/lifecycle";
import type { Inputs } from "../lifecycle/resource-type";
import { CONTACT } from "../resources/contact";
import { CONTACT_GROUP } from "../resources/contact-group";
import type { Properties } from "../values";
import { isRecord, own, UNKNOWN } from "../values";
import type { Finding, Path } from "./yaml-text";

const ROSTER: Fields = {
  contacts: { kind: "list", key: "name", required: true, members: CONTACT.fields },
  groups: { kind: "list", key: "name", members: { ...CONTACT_GROUP.fields, contacts: { kind: "set" } } },
};

/** What a value in the place of a secret is told. */
export const IN_THE_CLEAR =
  "is a secret and must not be in this file: write { secret: <key> } instead, and set the value with " +
  '"pulumi config set --secret <key>". If this was ever committed, have a new one made';

/** A key that the configuration can have, and what others are told. */
export const KEY = {
  pattern: "^[^\\s:]+$",
  message: "must be a key of the stack's configuration, without blanks and colons",
};

export const NO_ROSTER = "must be an object with contacts and, if there are any, groups";

/** Everything that is wrong; where nothing is, what is odd. Takes any value whatever, and repeats none. */
export function checkRoster(value: unknown): { faults: Finding[]; warnings: Finding[] } {
  if (!isRecord(value)) return { faults: [{ path: [], message: NO_ROSTER }], warnings: [] };
  const found: Finding[] = [];
  const { inputs, failures, warnings } = checkFields(ROSTER, withoutSecrets(ROSTER, value, [], found));
  const faults = [...found, ...failures.map((problem) => finding(problem, value))];
  const odd = faults.length > 0 ? [] : [...warnings, ...oddEntries(inputs)];
  return { faults, warnings: odd.map((problem) => finding(problem, value)) };
}

/** What is secret is not known to the check. What that would not say, or would repeat, is found here. */
function withoutSecrets(fields: Fields, record: Properties, path: Path, found: Finding[]): Properties {
  const entries = Object.entries(record).flatMap(([key, value]): [string, unknown][] => {
    // A whole line ends up as a key when a blank is missing, with whatever secret is in it.
    if (!/^[\w-]{1,40}$/.test(key)) {
      const known = Object.keys(fields).join(", ");
      found.push({ path, message: `has a key that is no property; known are ${known}` });
      return [];
    }
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    return [[key, field ? withoutSecret(field, value, [...path, key], found) : (value ?? UNKNOWN)]];
  });
  return Object.fromEntries(entries);
}

function withoutSecret(field: Field, value: unknown, path: Path, found: Finding[]): unknown {
  if (value === null) {
    found.push({ path, message: "is left empty; give it a value, or take it out" });
    return UNKNOWN;
  }
  if (isSecret(field)) {
    found.push(...inTheClear(value, path));
    return UNKNOWN;
  }
  if (!hasMembers(field)) return value;
  const inner = (each: unknown, where: Path): unknown =>
    isRecord(each) ? withoutSecrets(field.members, each, where, found) : each;
  return Array.isArray(value) ? value.map((each: unknown, index) => inner(each, [...path, index])) : inner(value, path);
}

function inTheClear(value: unknown, path: Path): Finding[] {
  if (!isRecord(value) || Object.keys(value).join() !== "secret") return [{ path, message: IN_THE_CLEAR }];
  const { secret } = value;
  if (typeof secret === "string" && new RegExp(KEY.pattern).test(secret)) return [];
  return [{ path: [...path, "secret"], message: KEY.message }];
}

/** What is odd of each as a whole. */
function oddEntries(inputs: Properties): Problem[] {
  const oddIn = (list: string, oddOf: (entry: Properties) => Problem[]): Problem[] =>
    ((inputs[list] ?? []) as Properties[]).flatMap((entry, index) => {
      const place = `${list}[${index}]`;
      return oddOf(entry).map(({ path, message }) => ({ path: path === "" ? place : `${place}.${path}`, message }));
    });
  return [...oddIn("contacts", (contact) => oddities(CONTACT, {}, contact as Inputs)), ...oddIn("groups", oddOfGroup)];
}

/** Members by name and members by id are one list to its type; what is said of that stands where the file has it. */
function oddOfGroup({ contacts, ...group }: Properties): Problem[] {
  const members = [group.contactIds, contacts].filter(Array.isArray);
  const found = oddities(CONTACT_GROUP, {}, {
    ...group,
    ...(members.length > 0 && { contactIds: members.flat() }),
  } as Inputs);
  const isByName = group.contactIds === undefined;
  return found.map(({ path, message }) => ({ path: isByName && path === "contactIds" ? "contacts" : path, message }));
}

function finding({ path: text, message }: Problem, value: unknown): Finding {
  const path = stepsOf(text);
  const isUnquoted = message.startsWith("must be a string") && ["number", "boolean"].includes(typeof at(value, path));
  return { path, message: isUnquoted ? `${message}; write it in quotes` : message, key: !isKnown(ROSTER, path) };
}

function isKnown(fields: Fields, [step, ...rest]: Path): boolean {
  if (step === undefined) return true;
  if (typeof step === "number") return isKnown(fields, rest);
  const field = own(fields, step) as Field | undefined;
  return field !== undefined && isKnown(hasMembers(field) ? field.members : {}, rest);
}
