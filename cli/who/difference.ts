/** What changes from one road to another, in the words of those who are alerted. Pure. */
import { type Channel, type Contact, type Level, type Policy, type Road, type Rule, toldAt } from "../account/road";
import { type Changes, changesOf, comings, type Difference, type Pair, pairs, REFUSED, type Write } from "./pairs";

export function differences(before: Road, after: Road, changes: Changes, write: Write): Difference[] {
  const found = [
    ...ofRules(before, after, changes, write),
    ...ofPolicies(before, after, changes, write),
    ...ofGroups(before, after, changes, write),
    ...ofContacts(before, after, changes, write),
    ...ofSilences(before, after, changes, write),
  ];
  return found.filter(({ says }) => says.length > 0);
}

/** An account can have rules of everybody's programs: that this one lacks them does not make them go. */
function ofRules(before: Road, after: Road, changes: Changes, write: Write): Difference[] {
  const those = pairs(before.rules, after.rules).filter((pair) => pair.after !== undefined || !changes.isAccount);
  return those.map((pair) => {
    const [was, is] = [pair.before, pair.after].map((rule) => rule && policyNamed(rule, write));
    const isMoved = was === undefined || !isSamePolicy(pair.before?.policy, pair.after?.policy);
    const moved = is === undefined || !isMoved ? [] : [is, ...(was === undefined ? [] : [`was ${was}`])];
    const isUnclear = pair.before === undefined && changes.areRulesUnread;
    const coming = isUnclear ? ["may be new, as the account's rules cannot be read"] : comings(pair, changes, write);
    const name = write((pair.after ?? pair.before)?.name ?? "");
    return { subject: `rule ${name}`, says: [...coming, ...(moved.length > 0 ? moved : changesOf(pair, changes))] };
  });
}

/** Which policy a rule names. */
export function policyNamed({ policy }: Rule, write: Write): string {
  return policy === undefined ? "no notify policy that is known here" : `policy ${write(policy.name)}`;
}

/** One that is made anew under its name is another one to VMP alone. */
function isSamePolicy(one: Policy | undefined, other: Policy | undefined): boolean {
  return one?.key === other?.key || one?.name === other?.name;
}

/** Whatever a silence fits, nobody is told of. */
function ofSilences(before: Road, after: Road, changes: Changes, write: Write): Difference[] {
  return pairs(before.silences, after.silences).map((pair) => {
    const name = write((pair.after ?? pair.before)?.name ?? "");
    return { subject: `silence ${name}`, says: [...comings(pair, changes, write), ...changesOf(pair, changes)] };
  });
}

function ofPolicies(before: Road, after: Road, changes: Changes, write: Write): Difference[] {
  return pairs(before.policies, after.policies).flatMap((pair) => {
    const name = write((pair.after ?? pair.before)?.name ?? "");
    const levels = [
      ...new Set([pair.before, pair.after].flatMap((each) => each?.levels ?? []).map(({ level }) => level)),
    ];
    const ofLevels = levels.sort().map((level) => ({
      subject: `${name}, ${level}`,
      says: ofLevel(levelOf(pair.before, level), levelOf(pair.after, level), write),
    }));
    const others = ofLevels.every(({ says }) => says.length === 0) ? changesOf(pair, changes) : [];
    return [{ subject: name, says: [...comings(pair, changes, write), ...others] }, ...ofLevels];
  });
}

function levelOf(policy: Policy | undefined, level: string): Level | undefined {
  return policy?.levels.find((each) => each.level === level);
}

function ofLevel(before: Level | undefined, after: Level | undefined, write: Write): string[] {
  const [had, has] = [before, after].map((level) => (level ? toldAt(level) : []));
  const says = [
    ...lostAndGained(
      (had ?? []).map(({ contact }) => contact),
      (has ?? []).map(({ contact }) => contact),
      write,
    ),
    ...ofChannels(before, after),
  ];
  if (after === undefined) {
    return before === undefined || says.length === 0 ? [] : [...says, "nobody is told of it any more"];
  }
  if (has?.length === 0 && (had?.length ?? 0) > 0 && !hasOthers(after)) says.push("nobody is left");
  return says;
}

function ofChannels(before: Level | undefined, after: Level | undefined): string[] {
  if (after === undefined) return [];
  const hadSomebody = (channel: Channel): boolean => before !== undefined && hasSomebodyOn(before, channel);
  const taken = (before?.channels ?? []).filter(({ name }) => !after.channels.some((each) => each.name === name));
  const empty = after.channels.filter(
    (channel) => hadSomebody(channel) && !hasSomebodyOn(after, channel) && !hasOthers(after),
  );
  const added = after.channels.filter(({ name }) => before && !before.channels.some((each) => each.name === name));
  return [
    ...added.map(({ called }) => `now also over ${called}`),
    ...taken.map(({ called }) => `no longer over ${called}`),
    ...empty.map(({ called }) => `nobody left on ${called}`),
  ];
}

function hasSomebodyOn(level: Level, { name }: Channel): boolean {
  return toldAt(level).some(({ channels }) => channels.some((each) => each.name === name));
}

/** Of somebody who is not told of here, nothing is said. */
function hasOthers({ groups }: Level): boolean {
  return groups.some((group) => group.hasOthers);
}

function ofGroups(before: Road, after: Road, changes: Changes, write: Write): Difference[] {
  const inPolicies = new Set(
    [before, after].flatMap(({ policies }) =>
      policies.flatMap(({ levels }) => levels.flatMap(({ groups }) => groups.map(({ key }) => key))),
    ),
  );
  const [had, has] = [before, after].map(({ contacts }) => new Set(contacts.map(({ key }) => key)));
  /** Who comes or goes altogether is told of as a contact. */
  const stays = ({ key }: Contact): boolean => had?.has(key) === has?.has(key);
  return pairs(before.groups, after.groups).map((pair) => {
    const isTold = [pair.before, pair.after].some((group) => group && inPolicies.has(group.key));
    const [left, right] = [pair.before, pair.after].map((group) => group?.contacts.filter(stays));
    const members = isTold || !left || !right ? [] : lostAndGained(left, right, write);
    const name = write((pair.after ?? pair.before)?.name ?? "");
    return { subject: `group ${name}`, says: [...comings(pair, changes, write), ...members] };
  });
}

function ofContacts(before: Road, after: Road, changes: Changes, write: Write): Difference[] {
  return pairs(before.contacts, after.contacts).map((pair) => {
    const { before: had, after: has } = pair;
    const says = comings(pair, changes, write);
    if (had && has && !says.includes(REFUSED)) {
      const [lost, gained] = [missing(had.channels, has.channels), missing(has.channels, had.channels)];
      const ways = [...lost.map(({ called }) => `loses ${called}`), ...gained.map(({ called }) => `gains ${called}`)];
      says.push(...(ways.length > 0 ? ways : changesOf(pair, changes)));
    }
    if (!had || !has) {
      const [road, one] = had ? [before, had] : [after, has];
      const groups = road.groups.filter(({ contacts }) => contacts.some((each) => each === one));
      const names = groups.map(({ name }) => write(name)).join(", ");
      if (names !== "") says.push(had ? `was in ${names}` : `in ${names}`);
    }
    if (has?.channels.length === 0 && says.length > 0) says.push("nothing reaches it");
    return { subject: `contact ${write((has ?? had)?.name ?? "")}`, says };
  });
}

function missing(from: readonly Channel[], there: readonly Channel[]): Channel[] {
  return from.filter(({ name }) => !there.some((each) => each.name === name));
}

function lostAndGained(before: readonly Contact[], after: readonly Contact[], write: Write): string[] {
  const matched = pairs(before, after);
  const names = (some: Pair<Contact>[]): string =>
    some.map((pair) => write((pair.before ?? pair.after)?.name ?? "")).join(", ");
  const lost = matched.filter((pair) => pair.after === undefined);
  const gained = matched.filter((pair) => pair.before === undefined);
  return [
    ...(lost.length > 0 ? [`loses ${names(lost)}`] : []),
    ...(gained.length > 0 ? [`gains ${names(gained)}`] : []),
  ];
}
