/**
 * What joined reads and joined deletes share: what was asked for, and what becomes of each when the call for all of
 * them failed.
 */
import { VmpError } from "../errors";
import { isThrottled } from "../call/retry";
import type { JsonObject, Purpose } from "../types";
import type { RecordType } from "./record-type";

/** One of those that a call is made for. */
export interface Asked extends Purpose {
  id: string;
  deadline: number;
  /** Whether a list's word on it is good enough. Default: always. */
  accept?: ((record: JsonObject) => boolean) | undefined;
}

/** What a call for all brings to each, in order; each fails by itself. */
export type Joined<T> = Promise<Promise<T>[]>;

/** The ids, and what the call for all of them is about. It may go on as long as one of them has time. */
export function joined(verb: string, { nouns }: RecordType, asked: readonly Asked[]): Purpose & { ids: string[] } {
  const ids = [...new Set(asked.map(({ id }) => id))];
  const task = asked.length === 1 && asked[0] ? asked[0].task : `${verb} ${ids.length} ${nouns}`;
  const secrets = asked.flatMap((one) => one.secrets ?? []);
  return { ids, task, secrets, deadline: Math.max(...asked.map(({ deadline }) => deadline)) };
}

/** @param sendAlone calls for this one alone; with a number, it is sent again only so often */
export async function afterFailure<T>(
  error: unknown,
  task: string,
  sendAlone: (maxRetries?: number) => Promise<T>,
): Promise<T> {
  if (!(error instanceof VmpError)) throw error;
  const own = error.of(task);
  if (isOfContent(own)) return sendAlone();
  // The call for all was sent again as often as is allowed. It may fail within the service because of one of them, so
  // each gets one try of its own: fewer calls in all than if none had been joined. Where nothing answers, or too much
  // was asked already, more calls would only make it worse.
  if (!isOfService(own)) throw own;
  try {
    return await sendAlone(0);
  } catch (last) {
    if (last instanceof VmpError && last.code === "TimedOut") throw own;
    throw last;
  }
}

/** Whether the service refused what stands in the call: one bad id refuses all, and a list may not be allowed. */
function isOfContent(error: VmpError): boolean {
  const { action, status = 0, code } = error;
  // The last answer counts, whatever came of earlier attempts: both calls can be repeated.
  if (status < 400 || status >= 500 || isThrottled(error)) return false;
  if (status === 403) return action.startsWith("List") && code !== "ProductUnsubscribed";
  return status !== 401 && !/Timestamp|Token|Credential|Authorization|RequestInfo/.test(code);
}

/** Whether the service took the call, and then could not answer it. */
function isOfService(error: VmpError): boolean {
  const isBroken = ["AnswerTooLarge", "UnreadableAnswer", "NoResult"].includes(error.code);
  return ((error.status ?? 0) >= 500 || isBroken) && !isThrottled(error);
}
