/** A road as an outline: what a person reads, in whatever format. Pure. */
import { type Channel, type Contact, type Group, type Level, PHONE, type Policy, type Road, toldAt } from "./road";
import { policyNamed } from "./difference";
import type { Write } from "./pairs";

/** A line, and what belongs below it. */
export interface Outline {
  line: string;
  below: Outline[];
}

/** Which part of a road is asked for; nothing: all of it. */
export interface Part {
  rule?: string;
  policy?: string;
  group?: string;
  contact?: string;
  level?: string;
}

export function outlineOf(road: Road, part: Part, write: Write): Outline[] {
  const { contact, group, level } = part;
  if (contact !== undefined) return chosen(road.contacts, contact).map((each) => aboutContact(road, each, write));
  if (group !== undefined) return chosen(road.groups, group).map((each) => aboutGroup(road, each, write));
  const levels = (policy: Policy): Outline[] =>
    policy.levels.filter((each) => level === undefined || each.level === level).map((each) => aboutLevel(each, write));
  const policyLine = (policy: Policy): Outline => ({ line: `policy ${write(policy.name)}`, below: levels(policy) });
  if (part.policy !== undefined) return chosen(road.policies, part.policy).map(policyLine);
  const rules = part.rule === undefined ? road.rules : chosen(road.rules, part.rule);
  const ruleLines = rules.map((rule) => ({
    line: `rule ${write(rule.name)}: ${policyNamed(rule, write)}`,
    below: part.rule === undefined || rule.policy === undefined ? [] : levels(rule.policy),
  }));
  if (part.rule !== undefined) return ruleLines;
  return [...ruleLines, ...road.policies.map(policyLine), ...leftOut(road, write)];
}

function chosen<Each extends { name: string }>(all: readonly Each[], name: string): Each[] {
  return all.filter((each) => each.name === name);
}

function aboutLevel(level: Level, write: Write): Outline {
  const told = toldAt(level);
  const unknown = level.groups.filter(({ hasOthers }) => hasOthers);
  const people = told.map(({ contact, channels }) => {
    const phone = level.level === "P0" ? contact.channels.filter(({ name }) => name === PHONE) : [];
    const reached = [...channels, ...phone];
    const none = `none of these channels; it has ${over(contact.channels)}`;
    return leaf(
      `${write(contact.name)}: ${reached.length > 0 || contact.channels.length === 0 ? over(reached) : none}`,
    );
  });
  const empty = level.channels.filter(
    ({ name }) => !told.some(({ channels }) => channels.some((each) => each.name === name)),
  );
  return {
    line: `${level.level}: ${level.groups.map(({ name }) => `group ${write(name)}`).join(", ") || "no group"}`,
    below: [
      ...people,
      ...unknown.map(({ name }) => leaf(`group ${write(name)} has members that are not known here`)),
      ...(unknown.length > 0 ? [] : empty.map(({ called }) => leaf(`nobody on ${called}`))),
    ],
  };
}

function aboutGroup({ policies }: Road, group: Group, write: Write): Outline {
  const uses = policies.flatMap(({ name, levels }) =>
    levels.flatMap(({ level, groups }) =>
      groups.some(({ key }) => key === group.key) ? [`${write(name)} ${level}`] : [],
    ),
  );
  return {
    line: `group ${write(group.name)}: ${uses.length > 0 ? `policy ${uses.join(", ")}` : "in no policy"}`,
    below: [
      ...group.contacts.map((contact) => leaf(`${write(contact.name)}: ${over(contact.channels)}`)),
      ...(group.hasOthers ? [leaf("members that are not known here")] : []),
      ...(group.contacts.length === 0 && !group.hasOthers ? [leaf("nobody")] : []),
    ],
  };
}

function aboutContact(road: Road, contact: Contact, write: Write): Outline {
  const isIn = ({ contacts }: Group): boolean => contacts.some(({ key }) => key === contact.key);
  const groups = road.groups.filter(isIn).map(({ name }) => leaf(`in group ${write(name)}`));
  const alerts = road.policies.flatMap(({ name, levels }) =>
    levels.flatMap((level) =>
      toldAt(level)
        .filter(({ contact: told }) => told.key === contact.key)
        .map(({ channels }) => leaf(`policy ${write(name)}, ${level.level}: ${over(channels)}`)),
    ),
  );
  return {
    line: `contact ${write(contact.name)}: ${over(contact.channels)}`,
    below: [
      ...(groups.length > 0 ? groups : [leaf("in no group")]),
      ...(alerts.length > 0 ? alerts : [leaf("no policy tells it of anything")]),
    ],
  };
}

/** What no policy leads to. */
function leftOut(road: Road, write: Write): Outline[] {
  const used = new Set(
    road.policies.flatMap(({ levels }) => levels.flatMap(({ groups }) => groups.map(({ key }) => key))),
  );
  const inGroups = new Set(road.groups.flatMap(({ contacts }) => contacts.map(({ key }) => key)));
  return [
    ...road.groups.filter(({ key }) => !used.has(key)).map((group) => aboutGroup(road, group, write)),
    ...road.contacts
      .filter(({ key }) => !inGroups.has(key))
      .map(({ name, channels }) => leaf(`contact ${write(name)}: ${over(channels)}; in no group`)),
  ];
}

/** How somebody is reached. */
export function over(channels: readonly Channel[]): string {
  if (channels.length === 0) return "nothing reaches it";
  return channels.map(({ called, fault }) => (fault === undefined ? called : `${called} (${fault})`)).join(", ");
}

function leaf(line: string): Outline {
  return { line, below: [] };
}
