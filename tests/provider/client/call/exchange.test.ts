import { getEventListeners } from "node:events";
import { type Clock, systemClock } from "../../../../provider/client/clock";
import type { VmpError } from "../../../../provider/client/errors";
import { exchange, type Exchange, type Surroundings } from "../../../../provider/client/call/exchange";
import { createTransport } from "../../../../provider/client/call/transport";
import { closeAll, closedPort, closeLater, ok, refuse, startServer, testClock } from "../server";
import { virtualClock } from "../virtual-clock";

const TRANSPORT = (clock?: Clock): Surroundings["transport"] =>
  closeLater(createTransport({ https: "", http: "", none: "" }, undefined, clock));

/** As good as never: a wait that is not ended early would outlast the test. */
const HOUR = 3_600_000;

function to(url: string, more: Partial<Exchange> = {}): Exchange {
  return {
    action: "GetContact",
    task: 'read contact "oncall"',
    repeatable: true,
    timeoutMs: 20_000,
    maxRetries: 3,
    prepare: () =>
      Promise.resolve({ request: { method: "POST", url: new URL(url), headers: {}, body: "{}" }, secrets: [] }),
    ...more,
  };
}

async function failing(call: Exchange, surroundings: Surroundings): Promise<VmpError> {
  try {
    await exchange(call, surroundings);
  } catch (error) {
    return error as VmpError;
  }
  throw new Error("it did not fail");
}

afterEach(closeAll);

test("a passing failure is repeated until there is a result, each time prepared anew", async () => {
  const server = await startServer((response, _, count) => {
    if (count < 3) refuse(response, 500, "InternalError");
    else ok(response, { Id: "1" });
  });
  const clock = testClock();
  let prepared = 0;
  const call = to(server.url);
  const result = await exchange(
    { ...call, prepare: () => (prepared++, call.prepare()) },
    { transport: TRANSPORT(), clock },
  );
  expect(result).toEqual({ Id: "1" });
  expect(clock.waits).toEqual([150, 300]);
  expect(prepared).toBe(3);
});

test("repetition ends at its cap, with the last error", async () => {
  const server = await startServer((response) => {
    refuse(response, 500, "InternalError", "Oops.");
  });
  const error = await failing(to(server.url), { transport: TRANSPORT(), clock: testClock() });
  expect(server.received).toHaveLength(4);
  expect(error).toMatchObject({ code: "InternalError", effect: "unknown", status: 500, requestId: "req-1" });
  expect(error.message).toMatch(/^read contact "oncall": InternalError: Oops\. \(request req-1\)\. /);
});

describe("a call that is not repeatable", () => {
  test("is sent once when its answer is lost", async () => {
    const server = await startServer((response) => response.socket?.resetAndDestroy());
    const call = to(server.url, { repeatable: false });
    const error = await failing(call, { transport: TRANSPORT(), clock: testClock() });
    expect(server.received).toHaveLength(1);
    expect(error).toMatchObject({ code: "ConnectionLost", effect: "unknown" });
  });

  test("is sent again when the service did nothing", async () => {
    const server = await startServer((response, _, count) => {
      if (count === 1) response.writeHead(429, { "Retry-After": "2" }).end("slow down");
      else if (count === 2) refuse(response, 429, "FlowLimitExceeded");
      else ok(response, {});
    });
    const clock = testClock();
    await exchange(to(server.url, { repeatable: false }), { transport: TRANSPORT(), clock });
    expect(clock.waits).toEqual([2_500, 1_000]);
  });

  test("waits for longer than after another failure where the service has too much to do", async () => {
    const server = await startServer((response, _, count) => {
      if (count === 1) refuse(response, 429, "FlowLimitExceeded");
      else ok(response, {});
    });
    const clock = testClock();
    await exchange(to(server.url, { repeatable: false }), { transport: TRANSPORT(), clock });
    expect(clock.waits).toEqual([500]);
  });

  test("is tried again when it could not connect, and certainly did nothing", async () => {
    const clock = testClock();
    const call = to(`http://127.0.0.1:${await closedPort()}`, { repeatable: false });
    const error = await failing(call, { transport: TRANSPORT(), clock });
    expect(clock.waits).toHaveLength(3);
    expect(error).toMatchObject({ code: "ConnectionFailed", effect: "none" });
    expect(error.message).toContain("(ECONNREFUSED)");
  });
});

test("what an earlier attempt may have done stays possible", async () => {
  const server = await startServer((response, _, count) => {
    if (count === 1) response.socket?.resetAndDestroy();
    else refuse(response, 403, "AccessDenied");
  });
  const error = await failing(to(server.url), { transport: TRANSPORT(), clock: testClock() });
  expect(error).toMatchObject({ code: "AccessDenied", effect: "unknown" });
});

describe("the time allowed", () => {
  test("bounds a service that hangs", async () => {
    const clock = virtualClock();
    const server = await startServer(() => {
      clock.pass(1_600);
    });
    const error = await failing(to(server.url, { timeoutMs: 1_600 }), { transport: TRANSPORT(clock), clock });
    expect(error).toMatchObject({ code: "TimedOut", effect: "unknown" });
    expect(error.message).toContain("no answer within the time allowed (1.6 s in all)");
  });

  test("is said in full, also of a call that others of its operation left little of it", async () => {
    const clock = virtualClock();
    const server = await startServer(() => {
      clock.pass(2_000);
    });
    const call = to(server.url, { timeoutMs: 5_000, deadline: clock.uptime() + 2_000 });
    const error = await failing(call, { transport: TRANSPORT(clock), clock });
    expect(clock.uptime()).toBe(2_000);
    expect(error.message).toContain("no answer within the time allowed (5 s in all)");
  });

  test("is over before anything is prepared where there is none", async () => {
    const prepare = jest.fn<ReturnType<Exchange["prepare"]>, []>();
    const surroundings = { transport: TRANSPORT(), clock: virtualClock() };
    const error = await failing(to("http://127.0.0.1:1", { prepare, timeoutMs: 0 }), surroundings);
    expect(error).toMatchObject({ code: "TimedOut", effect: "none" });
    expect(prepare).not.toHaveBeenCalled();
  });

  test("bounds the preparation", async () => {
    const call = to("http://127.0.0.1:1", { prepare: () => new Promise(() => undefined) });
    const clock = virtualClock();
    const error = await clock.until(failing(call, { transport: TRANSPORT(clock), clock }));
    expect(error).toMatchObject({ code: "TimedOut", effect: "none" });
    expect(clock.uptime()).toBe(20_000);
  });

  test("bounds all attempts together", async () => {
    let uptime = 0;
    const server = await startServer((response) => {
      uptime += 4_000;
      refuse(response, 503, "ServiceUnavailable");
    });
    const clock = { ...testClock(), uptime: () => uptime };
    const call = to(server.url, { timeoutMs: 10_000, maxRetries: 20 });
    expect(await failing(call, { transport: TRANSPORT(), clock })).toMatchObject({ code: "ServiceUnavailable" });
    expect(server.received).toHaveLength(3);
  });

  test("is not spent on a wait that would outlast it", async () => {
    const server = await startServer((response) => response.writeHead(503, { "Retry-After": "60" }).end());
    const clock = testClock();
    const error = await failing(to(server.url), { transport: TRANSPORT(), clock });
    expect(error.code).toBe("Http503");
    expect(clock.waits).toEqual([]);
  });
});

describe("cancelling", () => {
  test("ends a call in flight at once; it may have acted", async () => {
    const cancel = new AbortController();
    const server = await startServer(() => {
      cancel.abort();
    });
    const surroundings = { transport: TRANSPORT(), clock: systemClock, signal: cancel.signal };
    const error = await failing(to(server.url), surroundings);
    expect(error).toMatchObject({ code: "Cancelled", effect: "unknown" });
    expect(error.message).toBe('read contact "oncall": Cancelled: stopped before the answer was there.');
  });

  test("gives a create in flight a moment more, and then ends it", async () => {
    const cancel = new AbortController();
    const answered = await startServer((response) => {
      cancel.abort();
      setImmediate(() => {
        ok(response, { Id: "1" });
      });
    });
    const patient = { transport: TRANSPORT(), clock: virtualClock(), signal: cancel.signal };
    expect(await exchange(to(answered.url, { repeatable: false }), patient)).toEqual({ Id: "1" });

    const again = new AbortController();
    const silent = await startServer(() => {
      again.abort();
    });
    const clock = testClock();
    const error = await failing(to(silent.url, { repeatable: false }), { ...patient, clock, signal: again.signal });
    expect(error).toMatchObject({ code: "Cancelled", effect: "unknown" });
    expect(clock.waits).toEqual([5_000]);
  });

  test("ends a wait at once; the refused call did nothing", async () => {
    const cancel = new AbortController();
    const server = await startServer((response) => {
      response.setHeader("Retry-After", "15");
      refuse(response, 429, "FlowLimitExceeded");
    });
    const sleep: Clock["sleep"] = (_ms, signal) => {
      setImmediate(() => {
        cancel.abort();
      });
      return systemClock.sleep(HOUR, signal);
    };
    const surroundings = { transport: TRANSPORT(), clock: { ...systemClock, sleep }, signal: cancel.signal };
    const call = to(server.url, { repeatable: false });
    const prepare = jest.fn(() => call.prepare());
    const error = await failing({ ...call, prepare }, surroundings);
    expect(error).toMatchObject({ code: "Cancelled", effect: "none" });
    expect(server.received).toHaveLength(1);
    expect(prepare).toHaveBeenCalledTimes(1);
  });

  test("ends a preparation at once", async () => {
    const cancel = new AbortController();
    const call = to("http://127.0.0.1:1", { prepare: () => new Promise(() => undefined) });
    setImmediate(() => {
      cancel.abort();
    });
    const surroundings = { transport: TRANSPORT(), clock: virtualClock(), signal: cancel.signal };
    expect(await failing(call, surroundings)).toMatchObject({ code: "Cancelled", effect: "none" });
  });

  test.each([true, false])("nothing is left on the run's signal by a call (repeatable %s)", async (repeatable) => {
    const { signal } = new AbortController();
    const server = await startServer((response) => {
      ok(response, {});
    });
    await exchange(to(server.url, { repeatable }), { transport: TRANSPORT(), clock: systemClock, signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("lets no later call begin", async () => {
    const server = await startServer((response) => {
      ok(response, {});
    });
    const surroundings = { transport: TRANSPORT(), clock: systemClock, signal: AbortSignal.abort() };
    expect(await failing(to(server.url), surroundings)).toMatchObject({ code: "Cancelled", effect: "none" });
    expect(server.received).toHaveLength(0);
  });
});

test("what is mended is sent again at once, without a wait", async () => {
  const server = await startServer((response, _, count) => {
    if (count === 1) refuse(response, 400, "InvalidTimestamp");
    else ok(response, {});
  });
  const clock = testClock();
  const call = to(server.url, { repeatable: false });
  const prepare: Exchange["prepare"] = async () => ({
    ...((await call.prepare()) as { request: never; secrets: [] }),
    mend: ({ code }) => code === "InvalidTimestamp",
  });
  await exchange({ ...call, prepare }, { transport: TRANSPORT(), clock });
  expect(server.received).toHaveLength(2);
  expect(clock.waits).toEqual([]);
});

test("a problem of the preparation is the error, and nothing is sent", async () => {
  const prepare = (): ReturnType<Exchange["prepare"]> =>
    Promise.resolve({ failure: { code: "NoCredentials", message: "none." } });
  const error = await failing(to("http://127.0.0.1:1", { prepare }), { transport: TRANSPORT(), clock: systemClock });
  expect(error).toMatchObject({
    code: "NoCredentials",
    effect: "none",
    message: 'read contact "oncall": NoCredentials: none.',
  });
});

test("what is ready only when its time is over is not sent", async () => {
  const server = await startServer((response) => {
    ok(response, {});
  });
  let uptime = 0;
  const surroundings = { transport: TRANSPORT(), clock: { ...systemClock, uptime: () => uptime } };
  const call = to(server.url, { repeatable: false });
  // The connection is there now, so that a request could leave at once.
  await exchange(call, surroundings);
  const prepare: Exchange["prepare"] = () => {
    uptime = 20_000;
    return call.prepare();
  };
  expect(await failing({ ...call, prepare }, surroundings)).toMatchObject({ code: "TimedOut", effect: "none" });
  expect(server.received).toHaveLength(1);
});

test("the error of the wire is the cause", async () => {
  const call = to(`http://127.0.0.1:${await closedPort()}`, { maxRetries: 0 });
  const error = await failing(call, { transport: TRANSPORT(), clock: systemClock });
  expect(error.cause).toMatchObject({ code: "ECONNREFUSED" });
});
