/** The road from a rule to a person, put together from things. Pure. */
import type { Field } from "../../provider/fields/field";
import { apiFields } from "../../provider/fields/walk";
import { CONTACT } from "../../provider/resources/contact";
import { isAbsent, isRecord, own, type Properties, text } from "../../provider/values";
import { byName, wordsOf } from "../text";
import { type Kind, SOMEBODY, type Thing } from "./things";

export interface Channel {
  /** As a notify policy names it: `WeComBotWebhook`. A phone is in none. */
  name: string;
  /** As people call it: `WeCom`. */
  called: string;
  /** Why nothing comes through; absent: nothing is known against it. */
  fault?: string;
}

export interface Contact {
  key: string;
  name: string;
  channels: Channel[];
}

export interface Group {
  key: string;
  name: string;
  contacts: Contact[];
  /** Whether it has members that are not told of here. */
  hasOthers: boolean;
}

export interface Level {
  level: string;
  channels: Channel[];
  groups: Group[];
}

export interface Policy {
  key: string;
  name: string;
  levels: Level[];
}

export interface Rule {
  key: string;
  name: string;
  policy?: Policy;
}

export interface Silence {
  key: string;
  name: string;
}

export interface Road {
  contacts: Contact[];
  groups: Group[];
  policies: Policy[];
  rules: Rule[];
  silences: Silence[];
}

const WORDS: Record<string, string> = { Email: "e-mail", Webhook: "webhook", PhoneNumber: "phone (P0 alone)" };

export function roadOf(things: readonly Thing[]): Road {
  const of = (kind: Kind): Thing[] => things.filter((thing) => thing.kind === kind).sort(byName);
  const contacts = of("contact").map(contactOf);
  const members = new Map(things.map(({ key, properties }) => [key, keysIn(properties, "contactGroupIds")]));
  const groups = of("group").map((group) => groupOf(group, contacts, members));
  const policies = of("policy").map((policy) => policyOf(policy, groups));
  const rules = of("rule").map(({ key, name, properties }): Rule => {
    const policy = policies.find((each) => each.key === keyOf(text(properties.notifyPolicyId) ?? ""));
    return { key, name, ...(policy && { policy }) };
  });
  const silences = of("silence").map(({ key, name }): Silence => ({ key, name }));
  return { contacts, groups, policies, rules, silences };
}

/** Those who are told of an alert of a level, each with the channels that come to them. */
export function toldAt({ channels, groups }: Level): { contact: Contact; channels: Channel[] }[] {
  const everybody = new Map(groups.flatMap((group) => group.contacts.map((contact) => [contact.key, contact])));
  const names = channels.map(({ name }) => name);
  return [...everybody.values()].sort(byName).map((contact) => ({
    contact,
    channels: contact.channels.filter(({ name }) => names.includes(name)),
  }));
}

/** Whether it is one that no policy names: VMP takes it for alerts of level P0 by itself. */
export function isForP0({ name }: Channel): boolean {
  return rowOf(name)?.reaches === "P0";
}

export function channelCalled(name: string): string {
  const row = rowOf(name);
  const bot = row?.kind === "object" ? row.test?.bot : undefined;
  return bot ?? text(own(WORDS, name)) ?? wordsOf(name);
}

/** The contact's field that a channel is. */
function rowOf(channel: string): Field | undefined {
  return apiFields(CONTACT.fields).find(([, { api }]) => api === channel)?.[1];
}

/** How somebody is reached. */
export function over(channels: readonly Channel[]): string {
  if (channels.length === 0) return "nothing reaches it";
  return channels.map(({ called, fault }) => (fault === undefined ? called : `${called} (${fault})`)).join(", ");
}

function contactOf({ key, name, properties }: Thing): Contact {
  const channels = Object.entries(CONTACT.fields).flatMap(([property, field]): Channel[] => {
    if (!("reaches" in field) || !isSet(own(properties, property))) return [];
    const fault = faultOf(property, properties);
    return [{ name: field.api, called: channelCalled(field.api), ...(fault !== undefined && { fault }) }];
  });
  return { key, name, channels };
}

/** An object without its address counts as not set; a secret is set, whatever it looks like. */
function isSet(value: unknown): boolean {
  if (isRecord(value)) return Object.values(value).some(isSet);
  return Array.isArray(value) ? false : !isAbsent(value) && value !== "";
}

function faultOf(property: string, properties: Properties): string | undefined {
  if (property === "email" && properties.emailActive === false) return "not confirmed";
  const notes = own(properties, "__notes");
  const failed = isRecord(notes) ? own(notes, "failedTests") : undefined;
  return Array.isArray(failed) && failed.includes(property) ? "failed its test" : undefined;
}

function groupOf(
  { key, name, properties }: Thing,
  contacts: readonly Contact[],
  groupsOf: ReadonlyMap<string, string[]>,
): Group {
  const named = keysIn(properties, "contactIds");
  const isIn = (contact: Contact): boolean =>
    named.includes(contact.key) || (groupsOf.get(contact.key) ?? []).includes(key);
  const hasOthers = named.some((each) => !contacts.some((contact) => contact.key === each));
  return { key, name, contacts: contacts.filter(isIn), hasOthers };
}

function policyOf({ key, name, properties }: Thing, groups: readonly Group[]): Policy {
  const given = own(properties, "levels");
  const levels = (Array.isArray(given) ? given : []).filter(isRecord).map((each): Level => {
    const channels = textsAt(each, "channels").map((channel) => ({ name: channel, called: channelCalled(channel) }));
    const ids = keysIn(each, "contactGroupIds");
    const known = groups.filter((group) => ids.includes(group.key));
    const others = ids.filter((id) => !groups.some((group) => group.key === id)).map(unknownGroup);
    return { level: wordsOf(String(each.level)), channels, groups: [...known, ...others] };
  });
  return { key, name, levels: levels.sort((a, b) => (a.level < b.level ? -1 : 1)) };
}

/** One that the source does not have. */
function unknownGroup(id: string): Group {
  return { key: id, name: id === SOMEBODY ? "a group that is not known yet" : id, contacts: [], hasOthers: true };
}

function textsAt(properties: Properties, property: string): string[] {
  const value = own(properties, property);
  return Array.isArray(value) ? value.map(String) : [];
}

function keysIn(properties: Properties, property: string): string[] {
  return textsAt(properties, property).map(keyOf);
}

/** Ids are compared in lower case; URNs are not ids. */
function keyOf(reference: string): string {
  return reference.startsWith("urn:") ? reference : reference.toLowerCase();
}
