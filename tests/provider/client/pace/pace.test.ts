import { exchange, type Exchange } from "../../../../provider/client/call/exchange";
import type { VmpError } from "../../../../provider/client/errors";
import { Pace } from "../../../../provider/client/pace/pace";
import type { HttpResult, Transport } from "../../../../provider/client/call/transport";
import { createTurns, type Turns } from "../../../../provider/client/pace/turns";
import { type VirtualClock, virtualClock } from "../virtual-clock";

const TIMEOUT_MS = 120_000;
const REQUEST = { method: "POST" as const, url: new URL("http://127.0.0.1:1"), headers: {}, body: "{}" };

/** A service in virtual time. `take` says whether it lets a call through; `sent` counts all, `throttled` the others. */
interface Service extends Transport {
  sent: number;
  throttled: number;
}

function service(clock: VirtualClock, take: (now: number) => boolean, latencyMs = 1, retryAfter?: string): Service {
  const self: Service = {
    sent: 0,
    throttled: 0,
    close: () => Promise.resolve(),
    send: async () => {
      self.sent++;
      await clock.sleep(latencyMs / 2);
      const ok = take(clock.uptime());
      if (!ok) self.throttled++;
      await clock.sleep(latencyMs / 2);
      return ok ? answer(200, { Result: {} }) : answer(429, refusal("FlowLimitExceeded"), retryAfter);
    },
  };
  return self;
}

function refusal(Code: string): object {
  return { ResponseMetadata: { Error: { Code, Message: "No." } } };
}

function answer(status: number, body: object, retryAfter?: string): HttpResult {
  const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
  return { kind: "answer", status, headers, body: Buffer.from(JSON.stringify(body)) };
}

/** As VMP is thought to count, and as the emulator does: so many in any second. */
function window(limit: number): (now: number) => boolean {
  const recent: number[] = [];
  return (now) => {
    while ((recent[0] ?? Infinity) <= now - 1_000) recent.shift();
    return recent.length < limit && recent.push(now) > 0;
  };
}

/** Fills up evenly, and holds only little. */
function bucket(limit: number, most = 2): (now: number) => boolean {
  let [tokens, last] = [most, 0];
  return (now) => {
    tokens = Math.min(most, tokens + ((now - last) * limit) / 1_000);
    last = now;
    return tokens >= 1 && tokens-- > 0;
  };
}

function call(turns: Turns, more: Partial<Exchange> = {}): Exchange {
  const prepare = (): ReturnType<Exchange["prepare"]> => Promise.resolve({ request: REQUEST, secrets: [] });
  return {
    action: "CreateContact",
    task: "t",
    repeatable: false,
    timeoutMs: TIMEOUT_MS,
    maxRetries: 6,
    turns,
    prepare,
    ...more,
  };
}

/** So many calls in all, so many at once. */
async function work(
  turns: Turns,
  transport: Transport,
  clock: VirtualClock,
  calls: number,
  atOnce: number,
): Promise<void> {
  let left = calls;
  const caller = async (): Promise<void> => {
    while (left-- > 0) await exchange(call(turns), { transport, clock });
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
}

describe("1,000 calls at a service that allows 20 a second are all done, in at most 1.2 times what that takes", () => {
  test.each([
    [1, 8, "a window", window(20)],
    [1, 64, "a window", window(20)],
    [3, 8, "a window", window(20)],
    [3, 64, "a window", window(20)],
    [1, 8, "a small bucket", bucket(20)],
    [1, 64, "a small bucket", bucket(20)],
  ] as const)("%i processes of %i at once; %s", async (processes, atOnce, _, take) => {
    const clock = virtualClock();
    const shared = service(clock, take, 20);
    const all = Array.from({ length: processes }, () => work(createTurns(clock), shared, clock, 1_000, atOnce));
    await clock.until(Promise.all(all));
    const calls = processes * 1_000;
    expect(shared.sent - shared.throttled).toBe(calls);
    expect(shared.throttled).toBeLessThan(0.15 * calls);
    expect(clock.uptime()).toBeLessThanOrEqual(1.2 * (calls / 20) * 1_000);
  });
});

test("calls one after the other, as joined reads and deletes are, lose hardly any time to what is turned away", async () => {
  const clock = virtualClock();
  const turns = createTurns(clock);
  const transport = service(clock, window(20), 3);
  const inTurn = async (): Promise<void> => {
    for (let i = 0; i < 125; i++) {
      await exchange(call(turns), { transport, clock });
      await clock.sleep(25);
    }
  };
  await clock.until(inTurn());
  expect(clock.uptime()).toBeLessThan(1.1 * (125 / 20) * 1_000);
});

test("nothing waits as long as no call was turned away", async () => {
  const clock = virtualClock();
  await clock.until(
    work(
      createTurns(clock),
      service(clock, () => true, 10),
      clock,
      1_000,
      100,
    ),
  );
  expect(clock.uptime()).toBe(100);
});

test("a limit that is lifted is found again", async () => {
  const clock = virtualClock();
  const turns = createTurns(clock);
  const tight = window(20);
  const lifted = service(clock, (now) => now > 20_000 || tight(now));
  await clock.until(work(turns, lifted, clock, 2_000, 8));
  // 400 within the first 20 s; at the old pace, the others would take 80 s more.
  expect(clock.uptime()).toBeLessThan(60_000);
});

test("Retry-After is waited for by all, and by no one when it is longer than a call may take", async () => {
  const clock = virtualClock();
  const turns = createTurns(clock);
  let asked = 0;
  const once = service(clock, () => asked++ > 0, 1, "30");
  const first = exchange(call(turns), { transport: once, clock });
  const second = clock.sleep(100).then(() => exchange(call(turns), { transport: once, clock }));
  const sentBefore = clock.sleep(29_000).then(() => once.sent);
  await clock.until(Promise.all([first, second]));
  expect(await sentBefore).toBe(1);
  expect(clock.uptime()).toBeGreaterThanOrEqual(30_000);

  const fresh = virtualClock();
  const others = createTurns(fresh);
  let count = 0;
  const long = service(fresh, () => count++ > 0, 1, "3600");
  const told = await failing(exchange(call(others), { transport: long, clock: fresh }), fresh);
  expect(told).toMatchObject({ code: "FlowLimitExceeded" });
  await fresh.until(exchange(call(others), { transport: long, clock: fresh }));
  expect(fresh.uptime()).toBeLessThan(5_000);
});

describe("a call that is turned away", () => {
  test("is not given up by retries while others get through", async () => {
    const clock = virtualClock();
    const turns = createTurns(clock);
    const perSecond = window(1);
    const transport = service(clock, perSecond);
    const many = Array.from({ length: 40 }, () => exchange(call(turns, { maxRetries: 1 }), { transport, clock }));
    await clock.until(Promise.all(many));
    expect(transport.sent - transport.throttled).toBe(40);
  });

  test("is given up by retries when nobody gets through", async () => {
    const clock = virtualClock();
    const transport = service(clock, () => false);
    const error = await failing(exchange(call(createTurns(clock), { maxRetries: 3 }), { transport, clock }), clock);
    expect(error).toMatchObject({ code: "FlowLimitExceeded", effect: "none", attempts: 4 });
    expect(transport.sent).toBe(4);
  });

  test("is given up at once when it may not be sent again", async () => {
    const clock = virtualClock();
    const transport = service(clock, window(0));
    const error = await failing(exchange(call(createTurns(clock), { maxRetries: 0 }), { transport, clock }), clock);
    expect(error).toMatchObject({ code: "FlowLimitExceeded", attempts: 1 });
  });
});

test("the time allowed bounds the wait for a turn", async () => {
  const sleep = (_: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      signal?.addEventListener("abort", () => {
        resolve();
      });
    });
  const clock = virtualClock();
  const turns = createTurns({ uptime: () => 0, sleep, timeout: (ms, signal) => clock.timeout(ms, signal) });
  turns.pace.hold(0, 60_000);
  const transport = service(clock, () => true);
  const waiting = exchange(call(turns, { timeoutMs: 50 }), { transport, clock });
  await expect(clock.until(waiting)).rejects.toMatchObject({ code: "TimedOut", effect: "none", attempts: 0 });
  await expect(waiting).rejects.toThrow(/^t: TimedOut: not sent in the time allowed, as the service lets only so many/);
  const cancel = new AbortController();
  const cancelled = exchange(call(turns), { transport, clock, signal: cancel.signal });
  cancel.abort();
  await expect(cancelled).rejects.toMatchObject({ code: "Cancelled", effect: "none", attempts: 0 });
  expect(transport.sent).toBe(0);
});

describe("the pace by itself", () => {
  test("gives way by a tenth, is back within seconds, stays there, and then looks for more", () => {
    const pace = new Pace();
    for (let i = 0; i < 20; i++) pace.gotThrough(i);
    pace.turnedAway(20);
    for (let i = 0; i < 20; i++) pace.gotThrough(2_010 + 49 * i);
    pace.turnedAway(3_000);
    /** Calls a second. */
    const at = (now: number): number => {
      pace.hold(now, 0);
      pace.sent(now);
      return 1_000 / pace.wait(now);
    };
    const paces = [2, 3, 4, 5, 10].map((seconds) => at(3_000 + 1_000 * seconds));
    expect(paces.map((calls) => Math.round(10 * calls) / 10)).toEqual([20, 20, 20.2, 21.2, 58.7]);
  });

  test("starts at what got through in the second before, once that second is over", () => {
    const pace = new Pace();
    for (const at of [100, ...Array.from({ length: 20 }, (_, i) => 2_000 + i)]) pace.gotThrough(at);
    pace.turnedAway(2_100);
    // Those of this second began at 2,000.
    expect(pace.wait(2_100)).toBe(900);
    pace.sent(3_000);
    // It has nearly doubled since.
    expect(pace.wait(3_000)).toBeCloseTo(1_000 / 37.3, 0);
  });

  test("gives way once for all that was turned away within a second", () => {
    const pace = new Pace();
    for (let i = 0; i < 20; i++) pace.gotThrough(i);
    for (let i = 0; i < 50; i++) pace.turnedAway(20 + i);
    expect(pace.wait(100)).toBe(900);
  });
});

async function failing(promise: Promise<unknown>, clock: VirtualClock): Promise<VmpError> {
  return clock.until(
    promise.then(
      () => {
        throw new Error("it did not fail");
      },
      (error: unknown) => error as VmpError,
    ),
  );
}
