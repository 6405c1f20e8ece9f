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
import type { Client, JsonObject, Operation } from "../types";
import { within } from "../call/within";
import { type RecordKind, watchWrites } from "./writes";

export interface Records extends Client {
  /**
   * Reads a record, as GetContact and GetContactGroup answer.
   *
   * @throws VmpError; of code `NotFound.Id` when it is gone
   */
  get(kind: RecordKind, id: string, operation: Operation & Pick<Asked, "accept">): Promise<JsonObject>;
  /**
   * Deletes a record. Gone already is success.
   *
   * @throws VmpError
   */
  delete(kind: RecordKind, id: string, operation: Operation): Promise<void>;
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

  const ask = async <T>({ verb, action, loader }: Queue<T>, id: string, operation: Operation): Promise<T> => {
    const now = clock.now();
    const deadline = Math.min(operation.deadline ?? Infinity, now + timeoutMs);
    const answer = loader.load({ ...operation, id, deadline }).then((value) => ({ value }));
    const came = clock.uptime();
    sendBy = Math.min(sendBy, came + PATIENCE * (deadline - now));
    gathering.came(verb, came);
    look(came);
    const settled = await within(answer, deadline - now + GRACE_MS).finally(() => {
      const left = clock.uptime();
      gathering.left(left);
      look(left);
    });
    if (settled) return settled.value;
    const message = `no answer within ${Math.round((deadline - now) / 1000)} s`;
    throw new VmpError({ action, task: operation.task, code: "TimedOut", message, effect: "unknown" });
  };

  const queue = <T>(verb: string, action: string, join: (asked: readonly Asked[]) => Joined<T>): Queue<T> => {
    const batchScheduleFn = (send: () => void): void => void batches.push(send);
    return { verb, action, loader: new DataLoader(join, { cache: false, maxBatchSize: PAGE_SIZE, batchScheduleFn }) };
  };
  const reads = (kind: RecordKind): Queue<JsonObject> =>
    queue("read", `Get${kind}`, (asked) => readJoined(writes, kind, asked));
  const deletes = (kind: RecordKind): Queue<void> =>
    queue("delete", `Delete${kind}s`, (asked) => deleteJoined(writes, kind, asked));
  const toRead = { Contact: reads("Contact"), ContactGroup: reads("ContactGroup") };
  const toDelete = { Contact: deletes("Contact"), ContactGroup: deletes("ContactGroup") };

  return {
    call: writes.call,
    get: (kind, id, operation) => ask(toRead[kind], id, operation),
    delete: (kind, id, operation) => ask(toDelete[kind], id, operation),
  };
}

/** What waits to be read, or to be deleted, together. */
interface Queue<T> {
  verb: string;
  action: string;
  loader: DataLoader<Asked, Promise<T>>;
}
