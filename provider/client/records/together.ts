/**
 * Requests that one call can answer together. The first of them waits until there are four, for as long as the engine
 * lately took to bring four. Why four: the engine runs four operations for each processor and more, so it has others to
 * go on with. Were all of them to wait here, it would have nothing to do until they are answered.
 *
 * It does not say how many it runs. Where four do not come, that was waited in vain, and may be only a little in all.
 */
import type { Clock } from "../clock";
import { within } from "../call/within";
import type { Asked, Joined } from "./joined";
import { PAGE_SIZE } from "./paging";

/** How long one request waits alone, and at most; how many one call is for. An object, so that tests can change it. */
export const JOINING = { aloneMs: 5, longestMs: 500, most: PAGE_SIZE };
const ENOUGH = 4;
/** What may be waited in vain beside twice: of the time that has passed. And what one may wait, of its own time. */
const LITTLE = 0.1;

interface Waiting<T> {
  asked: Asked;
  settle: (answer: Promise<T>) => void;
  fail: (error: unknown) => void;
}

/** @param send makes one call for all that it is given, a hundred at most */
export function createTogether<T>(
  send: (asked: readonly Asked[]) => Joined<T>,
  clock: Clock,
  signal: AbortSignal | undefined,
): (one: Asked) => Promise<T> {
  const began = clock.uptime();
  let waiting: Waiting<T>[] = [];
  let go = (): void => undefined;
  let isFirst = true;
  /** How long the engine took for each of the last four that came, since the one or the answer before it. */
  let gaps: number[] = [];
  let last: number | undefined;
  let inVain = 0;

  const gather = async ({ deadline }: Asked): Promise<void> => {
    const came = clock.uptime();
    const longer = Math.min(ENOUGH * Math.max(...gaps), JOINING.longestMs, LITTLE * (deadline - came));
    const isLittle = longer > JOINING.aloneMs && inVain <= LITTLE * (came - began) + 2 * longer;
    const wait = isLittle ? longer : JOINING.aloneMs;
    const four = new Promise<void>((resolve) => (go = resolve));
    await within({ timeout: (ms, stop) => clock.sleep(ms, stop) }, four, wait, signal);
    if (waiting.length < ENOUGH && isLittle) inVain += wait;
    // What came while this process was busy with something else is let in first.
    setImmediate(() => {
      const batch = waiting;
      waiting = [];
      isFirst = false;
      for (let at = 0; at < batch.length; at += JOINING.most) void call(batch.slice(at, at + JOINING.most));
    });
  };

  const call = async (batch: Waiting<T>[]): Promise<void> => {
    try {
      const answers = await send(batch.map(({ asked }) => asked));
      for (const [at, answer] of answers.entries()) batch[at]?.settle(answer);
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
    last = clock.uptime();
  };

  return (asked) =>
    new Promise((settle, fail) => {
      const now = clock.uptime();
      if (last !== undefined) gaps = [now - last, ...gaps].slice(0, ENOUGH);
      last = now;
      waiting.push({ asked, settle, fail });
      if (waiting.length === 1) void gather(asked);
      // The first ones of all are sent together, however many they are.
      if (waiting.length === ENOUGH && !isFirst) go();
    });
}
