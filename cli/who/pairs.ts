/** What is on both sides of a difference, and what becomes of it in a word. Pure. */
import { changedProperties } from "../../provider/fields/diff";
import { NOTIFY_POLICY } from "../../provider/resources/notify-policy";
import { SILENCE_POLICY } from "../../provider/resources/silence-policy";
import type { Thing } from "../account/things";

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
  /** The keys of what was taken over. */
  takenOver: ReadonlySet<string>;
  /** Whether what is there before is all that the account has. */
  isAccount: boolean;
  /** Whether the account's rules, which are there before, could not be read. */
  areRulesUnread: boolean;
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

/** By key, what differs of that which holds no secret and tells nobody's name: of two sources no plan says it. */
export function changedBetween(before: readonly Thing[], after: readonly Thing[]): Map<string, string[]> {
  const old = new Map(before.map(({ key, properties }) => [key, properties]));
  return new Map(
    after.flatMap(({ kind, key, properties }): [string, string[]][] => {
      const fields = kind === "policy" ? NOTIFY_POLICY.fields : kind === "silence" ? SILENCE_POLICY.fields : undefined;
      const was = old.get(key);
      if (fields === undefined || was === undefined) return [];
      // That it has another name is told of anyhow.
      const changed = changedProperties(fields, was, properties).filter((property) => property !== "name");
      return changed.length > 0 ? [[key, changed]] : [];
    }),
  );
}

export function comings(
  { before, after }: Pair<{ key: string; name: string }>,
  { adopting, takenOver, isAccount }: Changes,
  write: Write,
): string[] {
  if (after === undefined) return ["goes"];
  if (takenOver.has(after.key)) return [TAKEN_OVER];
  const adopts = adopting.has(after.key);
  if (before === undefined) {
    return [adopts && !isAccount ? "is new, or taken over if VMP has one of this name" : "is new"];
  }
  const renamed = before.name === after.name ? [] : [`was ${write(before.name)}`];
  if (before.key === after.key) return renamed;
  if (adopts) return [TAKEN_OVER];
  // What has no id yet has its URN for a key.
  return isAccount && after.key.startsWith("urn:") ? [REFUSED] : renamed;
}

const TAKEN_OVER = "is taken over";
export const REFUSED = "cannot be made, as VMP has one of this name";

/** Where nothing else tells what becomes of it, but for another name. */
export function changesOf({ before, after }: Pair<{ key: string; name: string }>, { changed }: Changes): string[] {
  const properties = changed.get(after?.key ?? "");
  if (properties === undefined) return [];
  if (properties.length === 0) return ["is updated"];
  const isRenamed = before?.name !== after?.name;
  const others = properties.filter((property) => !isRenamed || property !== "name");
  return others.length > 0 ? [`changes ${others.join(", ")}`] : [];
}
