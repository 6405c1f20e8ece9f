import { systemClock, timeOf } from "../../../provider/client/clock";

test("a sleep ends when its time is over", async () => {
  const start = performance.now();
  await systemClock.sleep(30);
  expect(performance.now() - start).toBeGreaterThan(25);
});

test("a sleep ends when it is aborted, also before it began", async () => {
  const start = performance.now();
  const cancel = new AbortController();
  const sleeping = systemClock.sleep(60_000, cancel.signal);
  cancel.abort();
  await sleeping;
  await systemClock.sleep(60_000, AbortSignal.abort());
  expect(performance.now() - start).toBeLessThan(5_000);
});

test.each([undefined, "", "soon", "Sat, 13 Sep 275760 00:00:00 GMT", "1970-01-01T00:00:00Z"])(
  "%p is no time that a clock shows",
  (date) => {
    expect(timeOf(date)).toBeNaN();
  },
);
