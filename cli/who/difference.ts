/** What changes from one road to another, in the words of those who are alerted. Pure. */
import { type Channel, type Contact, type Level, type Policy, type Road, toldAt } from "./road";

/** `payments, P0`: `loses Bo`, `nobody left on WeCom`. */
export interface Difference {
  subject: string;
  says: string[];
}

/** How a name is written. */
export type Write = (name: string) => string;

/** What a plan tells beside the roads. */
export interface Changes {
  /** By key, what of that which is updated changes; none where the plan does not tell. */
  changed: ReadonlyMap<string, readonly string[]>;
  /** The keys of what is made now and takes over what has its name. */
  adopting: ReadonlySet<string>;
  /** Whether what is there before is all that the account has. */
  isAccount: boolean;
}

export function differences(before: Road, after: Road, changes: Changes, write: Write): Difference[] {
  const found = [
    ...ofPolicies(before, after, changes, write),
    ...ofGroups(before, after, changes, write),
    ...ofContacts(before, after, changes, write),
  ];
  return found.filter(({ says }) => says.length > 0);
}

export interface Pair<Each> {
  before?: Each;
  after?: Each;
}

/** Those of both, each with its counterpart: the same key, or where one is made anew, the same name. */
export function pairs<Each extends { key: string; name: string }>(
  before: readonly Each[],
  after: readonly Each[],
): Pair<Each>[] {
  const left = new Set(before);
  const take = (isIt: (each: Each) => boolean): Each | undefined => {
    const found = [...left].find(isIt);
    if (found) left.delete(found);
    return found;
  };
  const same = new Map(after.map((each) => [each, take(({ key }) => key === each.key)]));
  const matched = after.map((each): Pair<Each> => {
    const counterpart = same.get(each) ?? take(({ name }) => name === each.name);
    return { after: each, ...(counterpart && { before: counterpart }) };
  });
  return [...matched, ...[...left].map((each) => ({ before: each }))];
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
    const coming = comings(pair, changes, write);
    const isTold = [coming, ...ofLevels.map(({ says }) => says)].some((says) => says.length > 0);
    return [{ subject: name, says: isTold ? coming : changesOf(pair.after?.key ?? "", changes) }, ...ofLevels];
  });
}

function levelOf(policy: Policy | undefined, level: string): Level | undefined {
  return policy?.levels.find((each) => each.level === level);
}

function comings(
  { before, after }: Pair<{ key: string; name: string }>,
  { adopting, isAccount }: Changes,
  write: Write,
): string[] {
  if (after === undefined) return ["goes"];
  const adopts = adopting.has(after.key);
  if (before === undefined) {
    return [adopts && !isAccount ? "is new, or taken over if VMP has one of this name" : "is new"];
  }
  const renamed = before.name === after.name ? [] : [`was ${write(before.name)}`];
  if (before.key === after.key) return renamed;
  if (adopts) return ["is taken over"];
  // What has no id yet has its URN for a key.
  return isAccount && after.key.startsWith("urn:") ? [REFUSED] : renamed;
}

const REFUSED = "cannot be made, as VMP has one of this name";

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
      says.push(...lost.map(({ called }) => `loses ${called}`), ...gained.map(({ called }) => `gains ${called}`));
      if (says.length === 0) says.push(...changesOf(has.key, changes));
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

/** Where nothing else tells what becomes of it. */
function changesOf(key: string, { changed }: Changes): string[] {
  const properties = changed.get(key);
  if (properties === undefined) return [];
  if (properties.length === 0) return ["is updated"];
  return [`changes ${properties.join(", ")}`];
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
