/**
 * The client, with reads and deletes of single records joined: one call is made for all that are asked for at about the
 * same time. Each caller gets its own result, or its own error, which begins with its own task.
 *
 * A read is answered by what the service was asked after it, but a refresh by what it said within the last minute. None
 * is answered by what a write of this process may have overtaken.
 */
import { noAnswer } from "../call/exchange";
import type { Clock } from "../clock";
import { VmpError } from "../errors";
import type { Asked } from "./joined";
import { deleteJoined } from "./joined-deletes";
import type { Client, JsonObject, Purpose } from "../types";
import { within } from "../call/within";
import { createReads, type Reads } from "./reads";
import type { RecordType } from "./record-type";
import { createTogether } from "./together";
import type { Listed, Named } from "./whole";
import { watchWrites } from "./writes";

export interface Records extends Client {
  /**
   * Reads a record, as its Get action answers.
   *
   * @throws VmpError; of code `NotFound.Id` when it is gone
   */
  get(type: RecordType, id: string, purpose: Purpose & Pick<Asked, "accept">): Promise<JsonObject>;
  /**
   * The same for one of many: what the whole list said within the last minute is good enough, and what it does not say
   * beyond doubt is asked for.
   */
  refresh(type: RecordType, id: string, purpose: Purpose & Pick<Asked, "accept">): Promise<JsonObject>;
  /**
   * Finds one of exactly this name, as who takes over what exists has to: like `refresh`, for one of many.
   *
   * @param deadline when the list is waited for no longer, by the clock's uptime
   * @param alone looks for this one alone
   * @returns `undefined` when there is none
   */
  find<Found>(
    type: RecordType,
    named: Named,
    deadline: number,
    alone: () => Promise<Found | undefined>,
  ): Promise<Found | Listed | undefined>;
  /**
   * Deletes a record. Gone already is success.
   *
   * @throws VmpError
   */
  delete(type: RecordType, id: string, purpose: Purpose): Promise<void>;
}

export interface RecordsOptions {
  /** For each get and delete, in milliseconds. */
  timeoutMs: number;
  /** Aborted: nothing waits for others any more. */
  signal: AbortSignal | undefined;
  clock: Clock;
}

/** A call ends at its deadline by itself, and knows more of why; only one that has time for others goes on. */
const GRACE_MS = 500;

export function createRecords(client: Client, options: RecordsOptions): Records {
  const { timeoutMs, signal, clock } = options;
  const writes = watchWrites(client);
  const known = new Map<RecordType, Joining>();
  const ofType = (type: RecordType): Joining => {
    const joining = known.get(type) ?? {
      ...createReads(writes, type, options),
      delete: createTogether((asked) => deleteJoined(writes, type, asked), clock, signal),
    };
    known.set(type, joining);
    return joining;
  };

  /** Asks, and waits for the answer as long as this one has time, however much others have. */
  const ask = async <T>(action: string, join: (one: Asked) => Promise<T>, id: string, purpose: Purpose): Promise<T> => {
    const came = clock.uptime();
    const deadline = Math.min(purpose.deadline ?? Infinity, came + timeoutMs);
    const answer = join({ ...purpose, id, deadline }).then((value) => ({ value }));
    const settled = await within(clock, answer, deadline - came + GRACE_MS);
    if (settled) return settled.value;
    throw new VmpError({ action, task: purpose.task, ...noAnswer(timeoutMs), effect: "unknown" });
  };

  const getOf = ({ actions }: RecordType): string => actions.get ?? actions.list;
  return {
    call: writes.call,
    get: (type, id, purpose) => ask(getOf(type), ofType(type).get, id, purpose),
    refresh: (type, id, purpose) => ask(getOf(type), ofType(type).refresh, id, purpose),
    find: (type, named, deadline, alone) => ofType(type).find(named, deadline, alone),
    delete: (type, id, purpose) => ask(type.actions.delete, ofType(type).delete, id, purpose),
  };
}

/** What asks for a record of a type, or deletes it, together with others. */
interface Joining extends Reads {
  delete: (one: Asked) => Promise<void>;
}
