/**
 * The client, with reads and deletes of single records joined: one call is made for all that are asked for at about the
 * same time. Each caller gets its own result, or its own error, which begins with its own task.
 *
 * Nothing is kept. A read is answered by what the service was asked after it, and by nothing that a write of this
 * process may have overtaken.
 */
import DataLoader from "dataloader";
import type { Clock } from "../clock";
import { VmpError } from "../errors";
import { Gathering } from "./gathering";
import type { Asked, Joined } from "./joined";
import { deleteJoined } from "./joined-deletes";
import { readJoined } from "./joined-reads";
import { PAGE_SIZE } from "./paging";
import type { Client, JsonObject, Purpose } from "../types";
import { within } from "../call/within";
import type { RecordType } from "./record-type";
import { watchWrites } from "./writes";

export interface Records extends Client {
  /**
   * Reads a record, as its Get action answers.
   *
   * @throws VmpError; of code `NotFound.Id` when it is gone
   */
  get(type: RecordType, id: string, purpose: Purpose & Pick<Asked, "accept">): Promise<JsonObject>;
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
  /** How many of them the caller usually makes at once. */
  atOnce: number;
  /** Aborted: nothing waits for others any more. */
  signal: AbortSignal | undefined;
  clock: Clock;
}

/** A call ends at its deadline by itself, and knows more of why; only one that has time for others goes on. */
const GRACE_MS = 500;

/** How much of its time a get or delete waits for others at most; the rest is for its call. */
const PATIENCE = 0.25;

export function createRecords(client: Client, options: RecordsOptions): Records {
  const { timeoutMs, atOnce, signal, clock } = options;
  const writes = watchWrites(client);
  const gathering = new Gathering(atOnce);
  const batches: (() => void)[] = [];
  /** When the first of those that wait has waited long enough, whoever still comes. */
  let sendBy = Infinity;
  let alarm: { at: number; off: () => void } | undefined;

  const setAlarm = (at?: number): void => {
    alarm?.off();
    alarm = undefined;
    if (at === undefined) return;
    const sleep = new AbortController();
    const ring = (): void => {
      if (alarm !== mine) return;
      setAlarm();
      look(clock.uptime());
    };
    const off = (): void => {
      sleep.abort();
      signal?.removeEventListener("abort", ring);
    };
    const mine = { at, off };
    alarm = mine;
    signal?.addEventListener("abort", ring);
    // What came while this process was busy with something else is let in first.
    void clock.sleep(at - clock.uptime(), sleep.signal).then(() => setImmediate(ring));
  };

  /** Sends what waits, or looks again when it has waited long enough. */
  const look = (now: number): void => {
    if (batches.length === 0) return;
    const at = signal?.aborted ? now : Math.min(now + gathering.wait(now), sendBy);
    if (at > now) {
      // One that rings too early only looks again, which costs less than setting another for each that comes.
      if (alarm === undefined || at < alarm.at) setAlarm(at);
      return;
    }
    setAlarm();
    sendBy = Infinity;
    gathering.sent();
    for (const send of batches.splice(0)) send();
  };

  const ask = async <T>({ verb, action, loader }: Queue<T>, id: string, purpose: Purpose): Promise<T> => {
    const came = clock.uptime();
    const deadline = Math.min(purpose.deadline ?? Infinity, came + timeoutMs);
    const answer = loader.load({ ...purpose, id, deadline }).then((value) => ({ value }));
    sendBy = Math.min(sendBy, came + PATIENCE * (deadline - came));
    gathering.came(verb, came);
    look(came);
    const settled = await within(clock, answer, deadline - came + GRACE_MS).finally(() => {
      const left = clock.uptime();
      gathering.left(left);
      look(left);
    });
    if (settled) return settled.value;
    const message = `no answer within ${Math.round((deadline - came) / 1000)} s`;
    throw new VmpError({ action, task: purpose.task, code: "TimedOut", message, effect: "unknown" });
  };

  const queue = <T>(verb: string, action: string, join: (asked: readonly Asked[]) => Joined<T>): Queue<T> => {
    const batchScheduleFn = (send: () => void): void => void batches.push(send);
    return { verb, action, loader: new DataLoader(join, { cache: false, maxBatchSize: PAGE_SIZE, batchScheduleFn }) };
  };
  const queues = new Map<RecordType, { reads: Queue<JsonObject>; deletes: Queue<void> }>();
  const queuesOf = (type: RecordType): { reads: Queue<JsonObject>; deletes: Queue<void> } => {
    const { list, get = list, delete: remove } = type.actions;
    const known = queues.get(type) ?? {
      reads: queue("read", get, (asked) => readJoined(writes, type, asked)),
      deletes: queue("delete", remove, (asked) => deleteJoined(writes, type, asked)),
    };
    queues.set(type, known);
    return known;
  };

  return {
    call: writes.call,
    get: (type, id, purpose) => ask(queuesOf(type).reads, id, purpose),
    delete: (type, id, purpose) => ask(queuesOf(type).deletes, id, purpose),
  };
}

/** What waits to be read, or to be deleted, together. */
interface Queue<T> {
  verb: string;
  action: string;
  loader: DataLoader<Asked, Promise<T>>;
}
