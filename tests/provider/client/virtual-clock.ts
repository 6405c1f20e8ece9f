/**
 * A clock whose time passes only when nothing else is left to do: an hour of waiting is over in a moment, and every run
 * is the same.
 */
import { setImmediate as turn } from "node:timers/promises";
import type { Clock } from "../../../provider/client/clock";

export interface VirtualClock extends Clock {
  /** Lets time pass until the promise is settled. */
  until<T>(promise: Promise<T>): Promise<T>;
  /** Lets so many milliseconds pass at once, for what waits for more than the clock. */
  pass(ms: number): void;
}

export function virtualClock(seed = 1): VirtualClock {
  let time = 0;
  let chance = seed;
  const sleepers = new Set<{ at: number; wake: () => void }>();
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const sleeper = {
        at: time + ms,
        wake: () => {
          sleepers.delete(sleeper);
          signal?.removeEventListener("abort", sleeper.wake);
          resolve();
        },
      };
      sleepers.add(sleeper);
      signal?.addEventListener("abort", sleeper.wake);
      if (signal?.aborted) sleeper.wake();
    });
  return {
    now: () => Date.UTC(2026, 0) + time,
    uptime: () => time,
    random: () => {
      chance = (chance * 1_103_515_245 + 12_345) % 2 ** 31;
      return chance / 2 ** 31;
    },
    sleep,
    timeout: sleep,
    pass: (ms) => {
      time += ms;
      for (const sleeper of sleepers) if (sleeper.at <= time) sleeper.wake();
    },
    until: async (promise) => {
      const outcome = { settled: false };
      const end = (): void => void (outcome.settled = true);
      promise.then(end, end);
      for (;;) {
        // Everything that can go on without time passing goes first, and what that puts off to the next turn.
        await turn();
        await turn();
        if (outcome.settled) return promise;
        const [next] = [...sleepers].sort((a, b) => a.at - b.at);
        if (!next) throw new Error("nothing is left to happen, and the promise is not settled");
        time = next.at;
        next.wake();
      }
    },
  };
}
