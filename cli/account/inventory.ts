/**
 * What VMP answers -> what goes into a program. Pure, and the same for every resource type.
 *
 * A secret's place holds the key of the stack's configuration that it is read from; its value is kept apart. An id of
 * something else holds a reference, where that comes before it in the program.
 */
import type { Problem } from "../../provider/fields/check";
import type { Fields } from "../../provider/fields/field";
import { withoutUnseen } from "../../provider/fields/masks";
import { inOneCase } from "../../provider/fields/one-case";
import { mapLeaves, pathText, type Step } from "../../provider/fields/walk";
import { fromApi } from "../../provider/fields/wire";
import { check } from "../../provider/lifecycle/lifecycle";
import type { Listed } from "../../provider/client/records/whole";
import type { ResourceType } from "../../provider/lifecycle/resource-type";
import { RESOURCE_TYPES } from "../../provider/resources";
import { CONTACT } from "../../provider/resources/contact";
import { CONTACT_GROUP } from "../../provider/resources/contact-group";
import { type Properties, text } from "../../provider/values";
import { shownPaths, survey } from "./survey";
import { byName } from "../text";

/** What an answer has of one thing. */
export type Item = Listed & { Name: string };

/** A list for each resource type, by its name in a roster. */
export type Lists<Each> = Record<"contacts" | "groups", Each[]> & Partial<Record<string, Each[]>>;

export type Account = Lists<Item>;
export type Inventory = Lists<Entry>;

/** Stands in properties where the program reads a secret. */
export class SecretReference {
  /** @param key of the stack's configuration, in the project's own namespace */
  constructor(readonly key: string) {}
}

/** Stands in properties for the id of something else. */
export class IdReference {
  constructor(readonly id: string) {}
}

export interface Entry {
  type: ResourceType;
  id: string;
  name: string;
  /** As the resource takes them, with a `SecretReference` at every secret and an `IdReference` at every id. */
  properties: Properties;
  secrets: Secret[];
  /** What a person has to see to, a sentence each. Never holds a value. */
  notes: string[];
  /** Whether the name keeps the rules. One that does not has to be changed first, and its secrets' keys with it. */
  nameIsFit: boolean;
}

export interface Secret {
  /** The property's path, such as `webhook.token`. */
  path: string;
  key: string;
  /** Secret. Absent when VMP does not show it. */
  value?: string;
}

/** The name of a type's list: `contacts`, `groups`. */
export function listName(type: ResourceType): string {
  return type === CONTACT_GROUP ? "groups" : type.plural.charAt(0).toLowerCase() + type.plural.slice(1);
}

/** The types of a roster; a program can have all of them. */
export const ROSTER_TYPES: readonly ResourceType[] = [CONTACT, CONTACT_GROUP];

/** Fills a list for each resource type. */
export function listsOf<Each>(fill: (type: ResourceType) => Each[]): Lists<Each> {
  return Object.fromEntries(RESOURCE_TYPES.map((type) => [listName(type), fill(type)])) as Lists<Each>;
}

/** Everything, a type after the other: what is referred to comes before what refers to it. */
export function entriesOf(inventory: Inventory): Entry[] {
  return RESOURCE_TYPES.flatMap((type) => inventory[listName(type)] ?? []);
}

/**
 * What can be under a program: not what others alone may change.
 *
 * @param filter takes only those with this text in their name, in any case
 */
export function takeInventory(account: Account, filter = ""): Inventory {
  const matches = ({ name }: Entry): boolean => name.toLowerCase().includes(filter.toLowerCase());
  return listsOf((type) => {
    const items = (account[listName(type)] ?? [])
      .filter((item) => type.leftAlone?.(item) === undefined)
      .map((item) => whole(type, item, account));
    // The paths that the service shows of at least one, so that a gap there means "not set".
    const shown = new Set(items.flatMap((item) => shownPaths(type, item)));
    return items
      .map((item) => entry(type, item, shown))
      .filter(matches)
      .sort(byName);
  });
}

/** Members of a group are documented; where an answer lacks them, the contacts tell. */
function whole(type: ResourceType, item: Item, { contacts }: Account): Item {
  if (type !== CONTACT_GROUP || Array.isArray(item.ContactIds)) return item;
  const isIn = ({ ContactGroupIds }: Item): boolean =>
    Array.isArray(ContactGroupIds) && ContactGroupIds.some((id) => oneCase(id) === oneCase(item.Id));
  return { ...item, ContactIds: contacts.filter(isIn).map(({ Id }) => Id) };
}

function entry(type: ResourceType, item: Item, shown: Set<string>): Entry {
  const { fields } = type;
  const { Id, Name: name } = item;
  const findings = survey(type, item);
  const isMasked = (path: string): boolean => findings.some((found) => found.masked && found.path === path);
  const asItIs = withoutUnseen(fields, fromApi(fields, item, earlier(type, fields)), isMasked);
  // A mask is no value to judge.
  const failures = check(type, asItIs).failures.filter(({ path }) => !isMasked(path));
  const notes = failures.map(advise);
  const references = new Map<string, SecretReference>();
  const secrets: Secret[] = [];
  for (const { steps, path, secret, value, masked, leftOut } of findings) {
    if (leftOut && !shown.has(path)) notes.push(untold(name, steps));
    if (value === undefined || !(secret || masked)) continue;
    const reference = new SecretReference(configurationKey(name, steps));
    references.set(path, reference);
    secrets.push({ path, key: reference.key, ...(!masked && { value }) });
  }
  const properties = mapLeaves(fields, asItIs, ({ field, value, path }) => {
    if (field.refersTo === undefined) return references.get(pathText(path)) ?? value;
    return Array.isArray(value)
      ? (value as string[]).map((each) => new IdReference(each))
      : new IdReference(String(value));
  });
  return {
    type,
    id: oneCase(Id),
    name,
    properties,
    secrets,
    notes,
    nameIsFit: failures.every(({ path }) => path !== "name"),
  };
}

/** As references have it. */
function oneCase(id: unknown): string {
  return inOneCase({ refersTo: "record" }, text(id) ?? "");
}

/** A relation has two ends, and is written at the one that comes later in a program. */
function earlier(type: ResourceType, fields: Fields): Properties {
  const before = RESOURCE_TYPES.slice(0, RESOURCE_TYPES.indexOf(type)).map(({ noun }) => noun);
  const sets = Object.entries(fields).filter(([, { refersTo = "" }]) => before.includes(refersTo));
  return Object.fromEntries(sets.map(([property]) => [property, []]));
}

/** In the project's own namespace. No two secrets have one key, as names are unique and properties hold no `-`. */
function configurationKey(name: string, steps: readonly Step[]): string {
  return [name, ...steps].join("-");
}

function advise({ path, message }: Problem): string {
  return path === "name"
    ? `name ${message}. Rename it in the VMP console and export again: under another name in the program it would be made anew.`
    : `${path} ${message}. Correct it in the VMP console and export again, or here: then pulumi up changes it at VMP.`;
}

function untold(name: string, steps: readonly Step[]): string {
  return (
    `VMP does not say whether ${pathText(steps)} is set. If it is, add it here (configuration key ` +
    `${configurationKey(name, steps)}): the next update would take it away.`
  );
}
