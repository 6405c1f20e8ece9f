/**
 * What VMP answers of contacts and groups -> what goes into a program. Pure.
 *
 * A secret's place holds the key of the stack's configuration that it is read from; its value is kept apart.
 */
import type { Problem } from "../provider/fields/check";
import { mapLeaves, pathText, type Step } from "../provider/fields/walk";
import { fromApi } from "../provider/fields/wire";
import { check } from "../provider/lifecycle/lifecycle";
import type { Listed } from "../provider/lifecycle/list";
import { CONTACT } from "../provider/resources/contact";
import { CONTACT_GROUP } from "../provider/resources/contact-group";
import type { Properties } from "../provider/values";
import { shownPaths, survey } from "./survey";

/** What an answer has of a contact or a group. */
export type Item = Listed & { Name: string };

export interface Account {
  contacts: Item[];
  groups: Item[];
}

/** Stands in a contact's properties where the program reads a secret. */
export class SecretReference {
  /** @param key of the stack's configuration, in the project's own namespace */
  constructor(readonly key: string) {}
}

export interface Entry {
  id: string;
  name: string;
  /** What a person has to see to, a sentence each. Never holds a value. */
  notes: string[];
}

export interface ContactEntry extends Entry {
  /** As `vmp.Contact` takes them, with a `SecretReference` at every secret. */
  properties: Properties;
  secrets: Secret[];
  /** Whether the name keeps the rules. One that does not has to be changed first, and the keys of its secrets with it. */
  nameIsFit: boolean;
}

export interface GroupEntry extends Entry {
  /** The ids of its contacts. */
  contactIds: string[];
}

export interface Secret {
  /** The property's path, such as `webhook.token`. */
  path: string;
  key: string;
  /** Secret. Absent when VMP does not show it. */
  value?: string;
}

export interface Inventory {
  contacts: ContactEntry[];
  groups: GroupEntry[];
}

/** @param filter takes only those with this text in their name, in any case */
export function takeInventory({ contacts, groups }: Account, filter = ""): Inventory {
  const matches = ({ name }: Entry): boolean => name.toLowerCase().includes(filter.toLowerCase());
  const shown = new Set(contacts.flatMap(shownPaths));
  return {
    contacts: contacts
      .map((item) => contactEntry(item, shown))
      .filter(matches)
      .sort(byName),
    groups: groups
      .map((item) => groupEntry(item, contacts))
      .filter(matches)
      .sort(byName),
  };
}

/** @param shown the paths that the service shows of at least one contact, so that a gap there means "not set" */
function contactEntry(item: Item, shown: Set<string>): ContactEntry {
  const asItIs = fromApi(CONTACT.fields, item, {});
  const { Id: id, Name: name } = item;
  const findings = survey(item);
  const isMasked = ({ path }: Problem): boolean => findings.some((found) => found.masked && found.path === path);
  // A mask is no value to judge.
  const failures = check(CONTACT, asItIs).failures.filter((failure) => !isMasked(failure));
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
  const properties = mapLeaves(CONTACT.fields, asItIs, ({ value, path }) => references.get(pathText(path)) ?? value);
  return { id, name, properties, secrets, notes, nameIsFit: failures.every(({ path }) => path !== "name") };
}

function groupEntry(item: Item, contacts: Item[]): GroupEntry {
  // Documented; where an answer lacks it, the contacts tell.
  const members = Array.isArray(item.ContactIds)
    ? item.ContactIds
    : contacts.filter((contact) => isIn(contact, item.Id)).map(({ Id }) => Id);
  const properties = fromApi(CONTACT_GROUP.fields, { ...item, ContactIds: members }, { contactIds: [] });
  const contactIds = properties.contactIds as string[];
  const notes = check(CONTACT_GROUP, properties).failures.map(advise);
  return { id: item.Id, name: item.Name, contactIds, notes };
}

function isIn({ ContactGroupIds }: Item, groupId: string): boolean {
  return Array.isArray(ContactGroupIds) && ContactGroupIds.includes(groupId);
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

/** By code point, so that the order is the same on every machine. */
function byName(a: Entry, b: Entry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
