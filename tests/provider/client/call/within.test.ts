import { getEventListeners } from "node:events";
import { within } from "../../../../provider/client/call/within";
import { virtualClock } from "../virtual-clock";

const never = new Promise<string>(() => undefined);

test("what is there in time is given, and neither a timer nor a listener is left behind", async () => {
  const timers: (AbortSignal | undefined)[] = [];
  const timeout = (_ms: number, signal?: AbortSignal): Promise<void> => {
    timers.push(signal);
    return new Promise(() => undefined);
  };
  const { signal } = new AbortController();
  expect(await within({ timeout }, Promise.resolve("here"), 1_000, signal)).toBe("here");
  expect(timers.map((timer) => timer?.aborted)).toEqual([true]);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("nothing is waited for beyond the time, and nothing at all where the run was cancelled before", async () => {
  const clock = virtualClock();
  expect(await clock.until(within(clock, never, 1_000))).toBeUndefined();
  expect(clock.uptime()).toBe(1_000);
  expect(await clock.until(within(clock, never, 1_000, AbortSignal.abort()))).toBeUndefined();
  expect(clock.uptime()).toBe(1_000);
});
