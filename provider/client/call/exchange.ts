/**
 * One call with all its attempts: sent, read, mended or sent again where that is safe, until it has a result or an
 * error.
 *
 * The time that is allowed bounds everything: looking for keys, connecting, waiting and reading.
 */
import { type Failure, type Reading, readAnswer } from "./answer";
import type { Clock } from "../clock";
import { type Effect, VmpError } from "../errors";
import { isThrottled, retryAfterMs, waitBeforeRetry } from "./retry";
import type { HttpRequest, HttpResult, Transport } from "./transport";
import type { Turns } from "../pace/turns";
import type { ApiCall, JsonObject } from "../types";
import { within } from "./within";

export interface Exchange extends Pick<ApiCall, "action" | "task" | "repeatable" | "fits" | "deadline"> {
  /** Made anew for each attempt, as the date in a signature ages. */
  prepare(): Promise<Prepared | { failure: NotSent }>;
  /** What to do next when it fails; the usual advice for the code when not given. */
  next?: string;
  /** For it and what it is a part of; less is left where the deadline is earlier. */
  timeoutMs: number;
  maxRetries: number;
  /** Where it queues before it is sent, each time. Default: nowhere. */
  turns?: Turns;
  /** Told the `Date` of the answer that has the result. */
  dated?(header: string | undefined): void;
}

/** A failure before anything was sent. */
export type NotSent = Pick<Failure, "code" | "message">;

/** @param allowedMs in all, of which other calls may have taken a part */
export function noAnswer(allowedMs: number): NotSent {
  return { code: "TimedOut", message: `no answer within the time allowed (${allowedMs / 1000} s in all)` };
}

const NO_TURN: NotSent = {
  code: "TimedOut",
  message: "not sent in the time allowed, as the service lets only so many calls through",
};

export interface Prepared {
  request: HttpRequest;
  /** What must not stand in a message. */
  secrets: readonly string[];
  /**
   * Changes what a failure complains of, such as the time or the keys; the call is then sent again at once.
   *
   * @returns whether there was something to change
   */
  mend?(failure: Failure): boolean;
}

export interface Surroundings {
  transport: Transport;
  clock: Clock;
  signal?: AbortSignal | undefined;
}

/** @throws VmpError */
export async function exchange(call: Exchange, { transport, clock, signal }: Surroundings): Promise<JsonObject> {
  const { action, task, repeatable, fits, next, deadline = Infinity, timeoutMs, maxRetries, turns } = call;
  const end = Math.min(deadline, clock.uptime() + timeoutMs);
  const timeLeft = (): number => end - clock.uptime();
  // What an earlier attempt may have done stays possible, whatever the last one says.
  let effect: Effect = "none";
  let attempt = 0;
  let turnedAway: Failure | undefined;
  let progress = turns?.pace.progress;
  const fail = (failure: NotSent): VmpError =>
    new VmpError({ action, task, next, ...failure, effect, attempts: attempt });
  const outOfTime = (why?: NotSent): VmpError => {
    const cancelled = { code: "Cancelled", message: "stopped before the answer was there" };
    return fail(signal?.aborted ? cancelled : (why ?? noAnswer(timeoutMs)));
  };

  for (;;) {
    if (timeLeft() <= 0) throw outOfTime();
    if (turns && !(await turns.take(timeLeft(), signal))) throw outOfTime(turnedAway ?? NO_TURN);
    attempt++;
    const prepared = await within(clock, call.prepare(), timeLeft(), signal);
    // A process that was busy with something else can come to this too late, and what timed out must not be sent.
    if (prepared === undefined || timeLeft() <= 0) throw outOfTime();
    if ("failure" in prepared) throw fail(prepared.failure);
    const send = (until?: AbortSignal): Promise<HttpResult> => transport.send(prepared.request, timeLeft(), until);
    const sent = await (repeatable || !signal || signal.aborted ? send(signal) : sendWithGrace(send, signal, clock));
    const reading = readAnswer(sent, prepared.secrets, fits);
    if (gotThrough(reading)) turns?.pace.gotThrough(clock.uptime());
    if ("result" in reading) {
      call.dated?.(reading.date);
      return reading.result;
    }

    const { failure } = reading;
    if (failure.effect === "unknown") effect = "unknown";
    if (sent.kind === "failure" && (sent.reason === "deadline" || sent.reason === "cancelled")) {
      throw outOfTime();
    }
    if (prepared.mend?.(failure)) continue;
    if (turns && isThrottled(failure)) {
      turnedAway = failure;
      turns.pace.turnedAway(clock.uptime());
      // Others get through, so its turn will come: that is waiting, not trying in vain.
      if (turns.pace.progress !== progress) attempt = 1;
      progress = turns.pace.progress;
    }
    const wait = waitBeforeRetry(failure, {
      attempt,
      maxRetries,
      repeatable,
      timeLeftMs: timeLeft(),
      now: clock.now(),
      random: clock.random(),
      paced: turns !== undefined,
    });
    if (wait === undefined) throw fail(failure);
    // All wait as long. One that was told to wait longer than it has time has failed by now, and holds nobody up.
    turns?.pace.hold(clock.uptime(), retryAfterMs(failure.retryAfter, clock.now()) ?? 0);
    await clock.sleep(wait, signal);
    if (signal?.aborted) throw outOfTime();
  }
}

/** Whether the service took the call in, whatever came of it. */
function gotThrough(reading: Reading): boolean {
  if ("result" in reading) return true;
  const { status = 500 } = reading.failure;
  return status < 500 && !isThrottled(reading.failure);
}

/** How long a call that cannot be repeated may go on in a cancelled run: a create's answer holds the only id. */
const GRACE_MS = 5_000;

/** Sends with a signal that aborts that much after the other. */
async function sendWithGrace(
  send: (until: AbortSignal) => Promise<HttpResult>,
  signal: AbortSignal,
  clock: Clock,
): Promise<HttpResult> {
  const late = new AbortController();
  const done = new AbortController();
  const begin = (): void => {
    void clock.sleep(GRACE_MS, done.signal).then(() => {
      late.abort();
    });
  };
  signal.addEventListener("abort", begin);
  try {
    return await send(late.signal);
  } finally {
    // The signal lives as long as the process; what each call hangs on it must not.
    signal.removeEventListener("abort", begin);
    done.abort();
  }
}
