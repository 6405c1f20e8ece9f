import { systemClock } from "../../../provider/client/clock";

/** As good as never: a sleep that does not end early would outlast the test. */
const HOUR = 3_600_000;

test("a sleep ends when its time is over, and not before", async () => {
  jest.useFakeTimers();
  let isOver = false;
  const sleeping = systemClock.sleep(30).then(() => (isOver = true));
  await jest.advanceTimersByTimeAsync(29);
  expect(isOver).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  jest.useRealTimers();
  expect(await sleeping).toBe(true);
});

test("a sleep ends when it is aborted, also before it began", async () => {
  const cancel = new AbortController();
  const sleeping = systemClock.sleep(HOUR, cancel.signal);
  cancel.abort();
  await sleeping;
  await systemClock.sleep(HOUR, AbortSignal.abort());
});
