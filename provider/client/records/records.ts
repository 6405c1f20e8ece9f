/**
 * The client, with reads and deletes of single records joined: one call is made for all that are asked for at about the
 * same time. Each caller gets its own result, or its own error, which begins with its own task.
 *
 * Nothing is kept. A read is answered by what the service was asked after it, and by nothing that a write of this
 * process may have overtaken.
 */
import type { Clock } from "../clock";
import { VmpError } from "../errors";
import type { Asked } from "./joined";
import { deleteJoined } from "./joined-deletes";
import { readJoined } from "./joined-reads";
import type { Client, JsonObject, Purpose } from "../types";
import { within } from "../call/within";
import type { RecordType } from "./record-type";
import { createTogether } from "./together";
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
  /** Aborted: nothing waits for others any more. */
  signal: AbortSignal | undefined;
  clock: Clock;
}

/** A call ends at its deadline by itself, and knows more of why; only one that has time for others goes on. */
const GRACE_MS = 500;

export function createRecords(client: Client, options: RecordsOptions): Records {
  const { timeoutMs, signal, clock } = options;
  const writes = watchWrites(client);
  const known = new Map<RecordType, Together>();
  const ofType = (type: RecordType): Together => {
    const together = known.get(type) ?? {
      read: createTogether((asked) => readJoined(writes, type, asked), clock, signal),
      delete: createTogether((asked) => deleteJoined(writes, type, asked), clock, signal),
    };
    known.set(type, together);
    return together;
  };

  /** Asks, and waits for the answer as long as this one has time, however much others have. */
  const ask = async <T>(
    action: string,
    together: (one: Asked) => Promise<T>,
    id: string,
    purpose: Purpose,
  ): Promise<T> => {
    const came = clock.uptime();
    const deadline = Math.min(purpose.deadline ?? Infinity, came + timeoutMs);
    const answer = together({ ...purpose, id, deadline }).then((value) => ({ value }));
    const settled = await within(clock, answer, deadline - came + GRACE_MS);
    if (settled) return settled.value;
    const message = `no answer within ${Math.round((deadline - came) / 1000)} s`;
    throw new VmpError({ action, task: purpose.task, code: "TimedOut", message, effect: "unknown" });
  };

  return {
    call: writes.call,
    get: (type, id, purpose) => ask(type.actions.get ?? type.actions.list, ofType(type).read, id, purpose),
    delete: (type, id, purpose) => ask(type.actions.delete, ofType(type).delete, id, purpose),
  };
}

/** What asks for a record of a type, or deletes it, together with others. */
interface Together {
  read: (one: Asked) => Promise<JsonObject>;
  delete: (one: Asked) => Promise<void>;
}
