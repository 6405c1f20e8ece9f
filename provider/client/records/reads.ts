/**
 * Reads of records of one type. Those that come first go by their ids, in one call. As soon as they are several, there
 * are more to come, and these are answered from the whole list: a thousand records are ten pages.
 */
import { within } from "../call/within";
import type { Clock } from "../clock";
import { VmpError } from "../errors";
import type { Asked } from "./joined";
import { get as getAlone, readAlone, readJoined } from "./joined-reads";
import type { JsonObject } from "../types";
import type { RecordType } from "./record-type";
import { createTogether } from "./together";
import { createWhole, type Listed, type Named } from "./whole";
import type { Writes } from "./writes";

export interface ReadOptions {
  /** For the whole list, in milliseconds. */
  timeoutMs: number;
  signal: AbortSignal | undefined;
  clock: Clock;
}

export interface Reads {
  /** As the service answers after it was asked for. */
  get: (one: Asked) => Promise<JsonObject>;
  /** The same, or as the whole list had it less than a minute ago, where that is accepted. */
  refresh: (one: Asked) => Promise<JsonObject>;
  /**
   * What has exactly this name, as the whole list has it, where that is accepted and there by the deadline, or as
   * `alone` finds it. A list can go on showing what was deleted a moment before, so the first of those it has are asked
   * for by themselves. When one of them is gone, each is looked for alone.
   */
  find: <Found>(
    named: Named,
    deadline: number,
    alone: () => Promise<Found | undefined>,
  ) => Promise<Found | Listed | undefined>;
}

/** How many of those that the whole list has by their names are asked for, before the others are believed. */
const PROOFS = 2;

export function createReads(writes: Writes, type: RecordType, { timeoutMs, signal, clock }: ReadOptions): Reads {
  const whole = createWhole(writes, type, timeoutMs, clock);
  /** How many wait; whether there ever were several; and whether the first are on their way. */
  let [open, areSeveral, areSent] = [0, false, false];
  const counted = async <T>(ask: () => Promise<T>): Promise<T> => {
    areSeveral ||= open > 0;
    open++;
    try {
      return await ask();
    } finally {
      open--;
    }
  };
  const get = createTogether(
    (asked) => {
      areSent = true;
      return readJoined(writes, type, asked);
    },
    clock,
    signal,
  );
  const listed = async (one: Asked): Promise<JsonObject> => {
    const all = await whole();
    if (all === undefined) return get(one);
    return all.take(one) ?? readAlone(writes, type, one);
  };
  const isThere = async ({ Id, Name }: Listed): Promise<boolean> => {
    const purpose = { id: Id, task: `read the ${type.noun} of this name`, deadline: clock.uptime() + timeoutMs };
    try {
      return (await getAlone(writes, type, purpose)).Name === Name;
    } catch (error) {
      if (error instanceof VmpError) return false;
      throw error;
    }
  };
  /** Who looks for one name has more of them, also where each is answered before the next one comes. */
  let isSought = false;
  /** `undefined` where the list is in doubt, as `Whole` says, or not believed. */
  const believed = async (named: Named): Promise<Listed | null | undefined> => {
    const all = await whole();
    const found = all?.find(named);
    if (!all || !found) return found;
    if (all.proofs.length < PROOFS) all.proofs.push(isThere(found));
    return (await Promise.all(all.proofs)).every(Boolean) ? found : undefined;
  };
  return {
    get,
    refresh: (one) => counted(() => (areSeveral && areSent ? listed(one) : get(one))),
    find: (named, deadline, alone) =>
      counted(async () => {
        const isSecond = areSeveral || isSought;
        isSought = true;
        const found = isSecond ? await within(clock, believed(named), deadline - clock.uptime()) : undefined;
        return found === undefined ? alone() : (found ?? undefined);
      }),
  };
}
