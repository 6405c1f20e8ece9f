import { retryAfterMs, waitBeforeRetry, type Circumstances, type Failed } from "../../../../provider/client/call/retry";

const NOW = Date.parse("2026-01-01T00:00:00Z");

function decide(failed: Partial<Failed>, more: Partial<Circumstances> = {}): number | undefined {
  return waitBeforeRetry(
    { code: "ConnectionLost", effect: "unknown", ...failed },
    { attempt: 1, maxRetries: 5, repeatable: true, timeLeftMs: 60_000, now: NOW, random: 0.5, ...more },
  );
}

describe("a call that is not repeatable", () => {
  test.each<[string, Partial<Failed>]>([
    ["a connection that could not be made", { code: "ConnectionFailed", effect: "none" }],
    ["FlowLimitExceeded", { code: "FlowLimitExceeded", effect: "none", status: 429 }],
    ["429 without a code of the service", { code: "Http429", effect: "none", status: 429 }],
    ["Throttling with another status", { code: "Throttling", effect: "none", status: 400 }],
    ["a proxy whose own connection failed", { code: "ProxyRefused", effect: "none", status: 503 }],
  ])("is sent again after %s", (_, failed) => {
    expect(decide(failed, { repeatable: false })).toBeGreaterThan(0);
  });

  test.each<[string, Partial<Failed>]>([
    ["a reset", { code: "ConnectionLost" }],
    ["no answer in time", { code: "TimedOut" }],
    ["InternalError", { code: "InternalError", status: 500 }],
    ["502 with a page of a proxy", { code: "Http502", status: 502 }],
    ["503", { code: "ServiceUnavailable", status: 503 }],
    ["504", { code: "InternalServiceTimeout", status: 504 }],
    ["half an answer", { code: "UnreadableAnswer", status: 200 }],
    ["an answer without a result", { code: "NoResult", status: 200 }],
  ])("is not sent again after %s, a repeatable one is", (_, failed) => {
    expect(decide(failed, { repeatable: false })).toBeUndefined();
    expect(decide(failed, { repeatable: true })).toBeGreaterThan(0);
  });
});

test.each<[string, Partial<Failed>]>([
  ["a code that is not known", { code: "SomethingNew", effect: "none", status: 400 }],
  ["a status that is not known", { code: "Http501", status: 501 }],
  ["Conflict.Name", { code: "Conflict.Name", effect: "none", status: 409 }],
  ["a certificate that is not trusted", { code: "TlsFailed", effect: "none" }],
  ["a proxy that asks for a password", { code: "ProxyRefused", effect: "none", status: 407 }],
  ["a quota of the service, though it says 429", { code: "LimitExceeded.Email", effect: "none", status: 429 }],
  ["a redirect", { code: "Redirected", status: 307 }],
  ["a cancellation", { code: "Cancelled" }],
])("nothing is sent again after %s", (_, failed) => {
  expect(decide(failed)).toBeUndefined();
});

describe("waits", () => {
  test("grow twofold, up to 20 s, with full jitter", () => {
    const waits = [1, 2, 3, 4, 10].map((attempt) => decide({}, { attempt, maxRetries: 20, random: 0.5 }));
    expect(waits).toEqual([150, 300, 600, 1200, 10_000]);
    expect(decide({}, { random: 0 })).toBe(0);
    expect(decide({}, { random: 0.999 })).toBeCloseTo(299.7);
  });

  test("are longer when the service has too much to do", () => {
    expect(decide({ code: "FlowLimitExceeded", effect: "none" })).toBe(500);
  });

  test("are at least as long as Retry-After asks", () => {
    expect(decide({ code: "Http429", status: 429, effect: "none", retryAfter: "7" }, { random: 0 })).toBe(7_000);
    expect(decide({ status: 503, retryAfter: "Thu, 01 Jan 2026 00:00:09 GMT" }, { random: 0 })).toBe(9_000);
  });

  test("that would outlast the time left are not begun", () => {
    expect(decide({ status: 503, retryAfter: "60" }, { timeLeftMs: 60_000 })).toBeUndefined();
    expect(decide({}, { timeLeftMs: 100 })).toBeUndefined();
    expect(decide({}, { timeLeftMs: 150 })).toBeUndefined();
    expect(decide({}, { timeLeftMs: 151 })).toBe(150);
  });
});

describe("a wait that a pace sees to", () => {
  const throttled = { code: "FlowLimitExceeded", effect: "none" } as const;

  test("is none for what was turned away once, and longer each time after that", () => {
    const waits = [1, 2, 3].map((attempt) => decide(throttled, { attempt, paced: true }));
    expect(waits).toEqual([0, 1_000, 2_000]);
  });

  test("is none but for what was turned away", () => {
    expect(decide({}, { paced: true })).toBe(150);
  });

  test("is as long as Retry-After asks all the same", () => {
    expect(decide({ ...throttled, retryAfter: "7" }, { paced: true, random: 0 })).toBe(7_000);
  });
});

test("attempts are capped", () => {
  expect(decide({}, { attempt: 5 })).toBeDefined();
  expect(decide({}, { attempt: 6 })).toBeUndefined();
  expect(decide({}, { attempt: 1, maxRetries: 0 })).toBeUndefined();
});

test.each([
  ["0", 0],
  [" 30 ", 30_000],
  ["Thu, 01 Jan 2026 00:01:00 GMT", 60_000],
  ["Wed, 31 Dec 2025 23:59:00 GMT", 0],
  ["soon", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["Sunday or so", undefined],
  ["2026-01-01 Thu", undefined],
  ["no Sat 1 Jan 2028", undefined],
  ["1234567890", undefined],
  ["", undefined],
  [undefined, undefined],
])("Retry-After %j is %j ms", (header, expected) => {
  expect(retryAfterMs(header, NOW)).toBe(expected);
});

test.each([
  ...["FlowLimitExceeded", "Throttling", "ThrottlingException", "RequestLimitExceeded", "RequestThrottled"],
  ...["RequestThrottledException", "TooManyRequestsException"],
])("%s is too much to do, whatever its status, so a create is sent again too", (code) => {
  expect(decide({ code, status: 400 }, { repeatable: false })).toBe(500);
});

test.each([
  ...["InternalError", "InternalServiceTimeout", "ServiceUnavailable", "RequestTimeout", "ResponseTimeout"],
  ...["ConnectionFailed", "ConnectionLost", "TimedOut", "AnswerTooLarge", "UnreadableAnswer", "NoResult"],
])("%s passes, so what can be sent again is", (code) => {
  expect(decide({ code, status: 200 })).toBe(150);
});
