/** The queue of the calls that wait for their turn: first come, first served, as fast as the pace lets them. */
import type { Clock } from "../clock";
import { Pace } from "./pace";
import { within } from "../call/within";

export interface Turns {
  /** What is learnt of it holds for all calls. */
  readonly pace: Pace;
  /** @returns whether it is this call's turn; if not, the time was over or the signal aborted before */
  take(timeLeftMs: number, signal: AbortSignal | undefined): Promise<boolean>;
}

export function createTurns({ uptime, sleep, timeout }: Pick<Clock, "uptime" | "sleep" | "timeout">): Turns {
  const pace = new Pace();
  const waiting = new Set<() => void>();
  let wakeUp = new AbortController();
  let giving = false;

  const give = async (): Promise<void> => {
    if (giving) return;
    giving = true;
    for (let [first] = waiting; first; [first] = waiting) {
      const wait = pace.wait(uptime());
      if (wait > 0) {
        wakeUp = new AbortController();
        await sleep(wait, wakeUp.signal);
      } else {
        waiting.delete(first);
        pace.sent(uptime());
        first();
      }
    }
    giving = false;
  };

  return {
    pace,
    take: async (timeLeftMs, signal) => {
      if (waiting.size === 0 && pace.wait(uptime()) === 0) {
        pace.sent(uptime());
        return true;
      }
      let begin = (): void => undefined;
      const turn = new Promise<true>((resolve) => {
        begin = () => {
          resolve(true);
        };
      });
      waiting.add(begin);
      void give();
      const got = await within({ timeout }, turn, timeLeftMs, signal);
      waiting.delete(begin);
      // No timer is left behind for nobody.
      if (waiting.size === 0) wakeUp.abort();
      return got ?? false;
    },
  };
}
