/** A road as an outline: what a person reads, in whatever format. Pure. */
import { type Contact, type Group, isForP0, type Level, over, type Policy, type Road, toldAt } from "../account/road";
import { policyNamed } from "./difference";
import type { Write } from "./pairs";
import type { Part } from "./part";

/** A line, and what belongs below it. */
export interface Outline {
  line: string;
  below: Outline[];
}

export function outlineOf(road: Road, part: Part, write: Write): Outline[] {
  const { contact, group, level } = part;
  if (contact !== undefined) {
    return chosen(road.contacts, contact).map((each) => aboutContact(road, each, level, write));
  }
  if (group !== undefined) return chosen(road.groups, group).map((each) => aboutGroup(road, each, level, write));
  const levels = (policy: Policy): Outline[] => {
    const asked = policy.levels.filter((each) => (level ?? each.level) === each.level);
    if (level !== undefined && asked.length === 0) return [leaf(`${level}: nobody, as the policy does not have it`)];
    return asked.map((each) => aboutLevel(each, write));
  };
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
  const people = told.map((each) => leaf(`${write(each.contact.name)}: ${reachedAt(level, each)}`));
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

/** How somebody is told of alerts of a level. */
function reachedAt({ level }: Level, { contact, channels }: ReturnType<typeof toldAt>[number]): string {
  const phone = level === "P0" ? contact.channels.filter(isForP0) : [];
  const reached = [...channels, ...phone];
  const isNone = reached.length === 0 && contact.channels.length > 0;
  return isNone ? `none of these channels; it has ${over(contact.channels)}` : over(reached);
}

function aboutGroup({ policies }: Road, group: Group, asked: string | undefined, write: Write): Outline {
  const uses = policies.flatMap(({ name, levels }) =>
    levels.flatMap(({ level, groups }) =>
      (asked ?? level) === level && groups.some(({ key }) => key === group.key) ? [`${write(name)} ${level}`] : [],
    ),
  );
  return {
    line: `group ${write(group.name)}: ${uses.length > 0 ? `policy ${uses.join(", ")}` : `in no policy${at(asked)}`}`,
    below: [
      ...group.contacts.map((contact) => leaf(`${write(contact.name)}: ${over(contact.channels)}`)),
      ...(group.hasOthers ? [leaf("members that are not known here")] : []),
      ...(group.contacts.length === 0 && !group.hasOthers ? [leaf("nobody")] : []),
    ],
  };
}

function aboutContact(road: Road, contact: Contact, asked: string | undefined, write: Write): Outline {
  const isIn = ({ contacts }: Group): boolean => contacts.some(({ key }) => key === contact.key);
  const groups = road.groups.filter(isIn).map(({ name }) => leaf(`in group ${write(name)}`));
  const alerts = road.policies.flatMap(({ name, levels }) =>
    levels
      .filter(({ level }) => (asked ?? level) === level)
      .flatMap((level) =>
        toldAt(level)
          .filter(({ contact: told }) => told.key === contact.key)
          .map((each) => leaf(`policy ${write(name)}, ${level.level}: ${reachedAt(level, each)}`)),
      ),
  );
  return {
    line: `contact ${write(contact.name)}: ${over(contact.channels)}`,
    below: [
      ...(groups.length > 0 ? groups : [leaf("in no group")]),
      ...(alerts.length > 0 ? alerts : [leaf(`no policy tells it of anything${at(asked)}`)]),
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
    ...road.groups.filter(({ key }) => !used.has(key)).map((group) => aboutGroup(road, group, undefined, write)),
    ...road.contacts
      .filter(({ key }) => !inGroups.has(key))
      .map(({ name, channels }) => leaf(`contact ${write(name)}: ${over(channels)}; in no group`)),
  ];
}

function at(level: string | undefined): string {
  return level === undefined ? "" : ` at ${level}`;
}

function leaf(line: string): Outline {
  return { line, below: [] };
}
