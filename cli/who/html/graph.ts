/** What a picture shows of one road, or of the way from one to another: nodes in three columns, and edges. Pure. */
import { CONTACT } from "../../../provider/resources/contact";
import {
  type Channel,
  channelCalled,
  type Contact,
  type Group,
  isForP0,
  type Level,
  type Road,
  toldAt,
} from "../../account/road";
import type { Part } from "../part";
import { pairs } from "../pairs";

export type Status = "kept" | "lost" | "gained";

export interface Node {
  name: string;
  /** What there is to say of it, in a few words. */
  note: string;
  /** Whether somebody should look at that. */
  isOdd: boolean;
  status: Status;
}

export interface Edge {
  from: Node;
  to: Node;
  status: Status;
  /** Why nothing comes through. */
  fault?: string;
}

export interface Graph {
  groups: Node[];
  contacts: Node[];
  channels: Node[];
  edges: Edge[];
}

/** @param before the same as `after`, where no difference is asked for */
export function graphOf(before: Road, after: Road, part: Part): Graph {
  const [had, has] = [selected(before, part), selected(after, part)];
  const [oldUses, uses] = [usesOf(before), usesOf(after)];
  const groups = pairs(had.groups, has.groups).map((pair) => {
    const { key, name, hasOthers } = there(pair);
    const used = (pair.after ? uses : oldUses).get(key);
    const note = [used ?? "in no policy", ...(hasOthers ? ["has others"] : [])].join("; ");
    return { ...pair, node: { name, note, isOdd: used === undefined, status: statusOf(pair) } };
  });
  const isWhole = levelsOf(after, part) === undefined;
  const contacts = pairs(had.contacts, has.contacts).map((pair) => {
    const { name, channels: ways } = there(pair);
    const faults = ways.flatMap(({ called, fault }) => (fault === undefined ? [] : [`${called} ${fault}`]));
    const unreached = ways.length > 0 ? [] : [isWhole ? "nothing reaches it" : "none of these channels"];
    const isMember = (pair.after ? after : before).groups.some((group) => isIn(group, there(pair)));
    const odd = [...faults, ...unreached, ...(isMember ? [] : ["in no group"])];
    return { ...pair, node: { name, note: odd.join(", "), isOdd: odd.length > 0, status: statusOf(pair) } };
  });
  const channels = inOrder([...had.channels, ...has.channels].map(({ name }) => name)).map((name) => {
    const [old, now] = [had, has].map((some) => some.contacts.filter((contact) => isOn(contact, name)).length);
    const isThere = (some: Channel[]): Channel | undefined => some.find((each) => each.name === name);
    const status = statusOf({ before: isThere(had.channels), after: isThere(has.channels) });
    const note = `${people(now ?? 0)}${old === now ? "" : `, was ${old ?? 0}`}`;
    return { name, node: { name: channelCalled(name), note, isOdd: now === 0 && status !== "lost", status } };
  });
  const members = groups.flatMap((group) =>
    contacts.flatMap((contact) =>
      edge(group.node, contact.node, isIn(group.before, contact.before), isIn(group.after, contact.after)),
    ),
  );
  const reached = contacts.flatMap((contact) =>
    channels.flatMap(({ name, node }) => {
      const [old, now] = [contact.before, contact.after].map((each) => each?.channels.find((way) => way.name === name));
      return edge(contact.node, node, old !== undefined, now !== undefined, (now ?? old)?.fault);
    }),
  );
  const nodes = (some: readonly { node: Node }[]): Node[] => some.map(({ node }) => node);
  return {
    groups: nodes(groups),
    contacts: nodes(contacts),
    channels: nodes(channels),
    edges: [...members, ...reached],
  };
}

interface Selection {
  groups: Group[];
  /** With those of their channels alone that are asked for. */
  contacts: Contact[];
  /** Those that are asked for, or that somebody has. */
  channels: Channel[];
}

function selected(road: Road, part: Part): Selection {
  const levels = levelsOf(road, part);
  if (levels) {
    const channels = levels.flatMap((level) => level.channels);
    const isCalled = levels.some(({ level }) => level === "P0");
    const isAsked = (channel: Channel): boolean =>
      channels.some(({ name }) => name === channel.name) || (isForP0(channel) && isCalled);
    const told = distinct(levels.flatMap((level) => toldAt(level).map(({ contact }) => contact)));
    const contacts = told.map((contact) => ({ ...contact, channels: contact.channels.filter(isAsked) }));
    return { groups: distinct(levels.flatMap(({ groups }) => groups)), ...withChannels(contacts, channels) };
  }
  if (part.group !== undefined) {
    const groups = road.groups.filter(({ name }) => name === part.group);
    return { groups, ...withChannels(distinct(groups.flatMap(({ contacts }) => contacts))) };
  }
  if (part.contact !== undefined) {
    const contacts = road.contacts.filter(({ name }) => name === part.contact);
    const groups = road.groups.filter((group) => contacts.some((contact) => isIn(group, contact)));
    return { groups, ...withChannels(contacts) };
  }
  const named = road.policies.flatMap((policy) => policy.levels.flatMap(({ channels }) => channels));
  return { groups: road.groups, ...withChannels(road.contacts, named) };
}

/** Those that are asked for; `undefined`: it is not levels that are. */
function levelsOf({ rules, policies }: Road, { rule, policy, level }: Part): Level[] | undefined {
  if (rule === undefined && policy === undefined && level === undefined) return undefined;
  const ruled = rules.flatMap((each) => (each.name === rule && each.policy ? [each.policy] : []));
  const asked = rule === undefined ? policies.filter(({ name }) => policy === undefined || name === policy) : ruled;
  return asked.flatMap(({ levels }) => levels).filter((each) => level === undefined || each.level === level);
}

function withChannels(contacts: Contact[], named: Channel[] = []): Pick<Selection, "contacts" | "channels"> {
  return { contacts, channels: [...named, ...contacts.flatMap(({ channels }) => channels)] };
}

function distinct<Each extends { key: string }>(some: Each[]): Each[] {
  return [...new Map(some.map((each) => [each.key, each])).values()];
}

/** `payments P0, P1; search P0`: by the group's key. */
function usesOf({ policies }: Road): Map<string, string> {
  const uses = new Map<string, string>();
  for (const { name, levels } of policies) {
    for (const { key } of distinct(levels.flatMap(({ groups }) => groups))) {
      const used = levels.filter(({ groups }) => groups.some((group) => group.key === key));
      const text = `${name} ${used.map(({ level }) => level).join(", ")}`;
      uses.set(key, [...(uses.has(key) ? [uses.get(key)] : []), text].join("; "));
    }
  }
  return uses;
}

/** Each once, as a contact's table has them. */
function inOrder(names: string[]): string[] {
  const known = Object.values(CONTACT.fields).flatMap((field) => ("api" in field ? [field.api as string] : []));
  const place = (name: string): number => (known.includes(name) ? known.indexOf(name) : known.length);
  return [...new Set(names)].sort((a, b) => place(a) - place(b));
}

function edge(from: Node, to: Node, had: boolean, has: boolean, fault?: string): Edge[] {
  if (!had && !has) return [];
  const status = had && has ? "kept" : had ? "lost" : "gained";
  return [{ from, to, status, ...(fault !== undefined && { fault }) }];
}

function statusOf({ before, after }: { before?: unknown; after?: unknown }): Status {
  return before === undefined ? "gained" : after === undefined ? "lost" : "kept";
}

function there<Each>({ before, after }: { before?: Each; after?: Each }): Each {
  return (after ?? before) as Each;
}

function isIn(group: Group | undefined, contact: Contact | undefined): boolean {
  return contact !== undefined && (group?.contacts.some(({ key }) => key === contact.key) ?? false);
}

function isOn({ channels }: Contact, channel: string): boolean {
  return channels.some(({ name }) => name === channel);
}

function people(number: number): string {
  return number === 0 ? "nobody" : number === 1 ? "1 contact" : `${number} contacts`;
}
