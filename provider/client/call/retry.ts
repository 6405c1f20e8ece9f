/**
 * Whether and when a call is sent again: a pure decision.
 *
 * A call that could do harm twice (a create) is sent again only when the first one certainly did nothing. What is not
 * known to pass is not repeated at all. The codes are those of the vendor's Go SDK and of VMP's gateway.
 */
import type { Effect } from "../errors";

/** What the decision needs to know of a failed attempt. */
export interface Failed {
  code: string;
  effect: Effect;
  status?: number | undefined;
  /** The `Retry-After` header: seconds, or an HTTP date. */
  retryAfter?: string | undefined;
}

export interface Circumstances {
  /** Attempts so far, from 1. */
  attempt: number;
  maxRetries: number;
  repeatable: boolean;
  timeLeftMs: number;
  /** Milliseconds since 1970, for a `Retry-After` that is a date. */
  now: number;
  /** From 0 to below 1. */
  random: number;
  /** A pace holds the next attempt back already, if it was too many. */
  paced?: boolean;
}

/** The most that a wait without `Retry-After` can be. */
const LONGEST_WAIT_MS = 20_000;
const FIRST_WAIT_MS = 300;
/** A service that says it has too much to do is left alone for longer. */
const FIRST_WAIT_THROTTLED_MS = 1_000;

/** The service turned the call away before it looked at it. */
const THROTTLED = new Set([
  "FlowLimitExceeded",
  "Throttling",
  "ThrottlingException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "TooManyRequestsException",
]);

/** Passing troubles. Whether the service acted is for the failure's effect to say. */
const PASSING = new Set([
  "InternalError",
  "InternalServiceTimeout",
  "ServiceUnavailable",
  "RequestTimeout",
  "ResponseTimeout",
  "ConnectionFailed",
  "ConnectionLost",
  "TimedOut",
  "AnswerTooLarge",
  "UnreadableAnswer",
  "NoResult",
]);
const PASSING_STATUS = new Set([500, 502, 503, 504]);

/** Whether the service said that it has too much to do. A quota of VMP's own (`LimitExceeded.Email`) is not that. */
export function isThrottled({ code, status }: Pick<Failed, "code" | "status">): boolean {
  return THROTTLED.has(code) || (status === 429 && !code.startsWith("LimitExceeded"));
}

/** @returns how many milliseconds to wait before the next attempt; `undefined` to stop */
export function waitBeforeRetry(failed: Failed, circumstances: Circumstances): number | undefined {
  const { attempt, maxRetries, repeatable, timeLeftMs, now, random, paced = false } = circumstances;
  const throttled = isThrottled(failed);
  const passing = throttled || PASSING.has(failed.code) || PASSING_STATUS.has(failed.status ?? 0);
  // A gateway that has too much to do passed nothing on, even where it says so in a form of its own.
  const harmless = repeatable || throttled || failed.effect === "none";
  if (!passing || !harmless || attempt > maxRetries) return undefined;

  const first = throttled ? FIRST_WAIT_THROTTLED_MS : FIRST_WAIT_MS;
  // The pace is enough for what is turned away once; again, while nobody gets through, it has to wait longer.
  const leftToPace = throttled && paced && attempt === 1;
  // Full jitter: of many calls that failed at once, no two come back at once.
  const backoff = leftToPace ? 0 : random * Math.min(LONGEST_WAIT_MS, first * 2 ** (attempt - 1));
  const asked = retryAfterMs(failed.retryAfter, now);
  const wait = asked === undefined ? backoff : asked + random * first;
  return wait < timeLeftMs ? wait : undefined;
}

/** Reads a `Retry-After` header: seconds or an HTTP date. `undefined` when it is neither. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // Every form of an HTTP date begins with the name of a day; Date.parse alone takes much else for a date.
  const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
