/** Which part of a road is asked for. Pure. */
import { type Contact, type Group, type Level, type Policy, type Road, toldAt } from "../account/road";

/** Nothing: all of it. At most one name, and a level. */
export interface Part {
  rule?: string;
  policy?: string;
  group?: string;
  contact?: string;
  level?: string;
}

/** @returns what is asked for, and what it leads to on either side */
export function partOf(road: Road, part: Part): Road {
  const { rule, policy, group, contact, level } = part;
  if (Object.keys(part).length === 0) return road;
  const named = road.rules.filter(({ name }) => rule === undefined || name === rule);
  const isNamed = (each: Policy): boolean =>
    rule === undefined ? (policy ?? each.name) === each.name : named.some((one) => one.policy?.key === each.key);
  const isAsked = (each: Level): boolean =>
    (level ?? each.level) === each.level &&
    (group === undefined || each.groups.some(({ name }) => name === group)) &&
    (contact === undefined || toldAt(each).some(({ contact: { name } }) => name === contact));
  const policies = road.policies
    .filter(isNamed)
    .map((each) => ({ ...each, levels: each.levels.filter(isAsked) }))
    .filter(({ levels }) => levels.length > 0 || (rule ?? policy) !== undefined);
  const told = policies.flatMap(({ levels }) => levels.flatMap(({ groups }) => groups));
  const isThere = (each: Group): boolean => {
    if (group !== undefined) return each.name === group;
    return contact === undefined ? has(told, each) : each.contacts.some(({ name }) => name === contact);
  };
  const groups = road.groups.filter(isThere);
  const isMember = (each: Contact): boolean =>
    contact === undefined ? groups.some(({ contacts }) => has(contacts, each)) : each.name === contact;
  return {
    ...road,
    contacts: road.contacts.filter(isMember),
    groups,
    policies,
    rules: named.filter((each) => rule !== undefined || (each.policy && has(policies, each.policy))),
  };
}

function has(some: readonly { key: string }[], { key }: { key: string }): boolean {
  return some.some((each) => each.key === key);
}
