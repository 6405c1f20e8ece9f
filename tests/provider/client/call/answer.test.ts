import { type Failure, readAnswer, requestIdOf } from "../../../../provider/client/call/answer";
import type { FailureReason } from "../../../../provider/client/call/transport";

const META = { RequestId: "req-1" };

function read(body: unknown, status = 200, secrets: string[] = [], headers: Record<string, string> = {}): unknown {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return readAnswer({ kind: "answer", status, headers, body: Buffer.from(text) }, secrets);
}

function failure(...parameters: Parameters<typeof read>): Failure {
  return (read(...parameters) as { failure: Failure }).failure;
}

test("a success gives its result", () => {
  expect(read({ ResponseMetadata: META, Result: { Id: "1" } })).toEqual({ result: { Id: "1" } });
  expect(read({ Result: {} })).toEqual({ result: {} });
});

test("a result that is not of what was asked for is none, and may have acted", () => {
  const body = Buffer.from(JSON.stringify({ ResponseMetadata: META, Result: { Id: "other" } }));
  const reading = readAnswer({ kind: "answer", status: 200, headers: {}, body }, [], ({ Id }) => Id === "1");
  const message = "the answer (status 200) is not of what was asked for";
  expect(reading).toMatchObject({ failure: { code: "NoResult", message, effect: "unknown", requestId: "req-1" } });
});

test("an error of the service gives code, message, request and the headers that matter", () => {
  const error = { Code: " NotFound.Id ", Message: "The specified Contact is not found." };
  const headers = { date: "Thu, 01 Jan 2026 00:00:00 GMT", "retry-after": "3" };
  expect(failure({ ResponseMetadata: { ...META, Error: error } }, 404, [], headers)).toMatchObject({
    code: "NotFound.Id",
    message: "The specified Contact is not found.",
    requestId: "req-1",
    status: 404,
    effect: "none",
    date: headers.date,
    retryAfter: "3",
  });
});

test("an error without a message is told as one", () => {
  for (const Message of [undefined, "", " ", 7]) {
    expect(failure({ ResponseMetadata: { Error: { Code: "X", Message } } }, 400).message).toBe(
      "the service gave no reason",
    );
  }
});

test("what the last success can be is not that of the next status", () => {
  const body = { Result: { Id: "1" } };
  expect([299, 300].map((status) => "result" in (read(body, status) as object))).toEqual([true, false]);
});

test("a result has the time of its answer, and its request id is kept for who asks", () => {
  const date = "Thu, 01 Jan 2026 00:00:00 GMT";
  const { result } = read({ ResponseMetadata: META, Result: {} }, 200, [], { date }) as { result: object };
  expect(read({ Result: {} }, 200, [], { date })).toEqual({ result: {}, date });
  expect(requestIdOf(result as never, [])).toBe("req-1");
  expect(requestIdOf(result as never, ["req-1"])).toBe("***");
  const { result: other } = read({ Result: {} }) as { result: object };
  expect(requestIdOf(other as never, [])).toBeUndefined();
});

test("of a header that comes twice, the first counts", () => {
  const headers = { "retry-after": ["3", "9"] };
  const body = Buffer.from("");
  expect(readAnswer({ kind: "answer", status: 503, headers, body }, [])).toMatchObject({
    failure: { retryAfter: "3" },
  });
});

test("an error that comes with status 200 is an error", () => {
  const body = { ResponseMetadata: { Error: { Code: "AccessDenied", Message: "No." } }, Result: {} };
  expect(failure(body)).toMatchObject({ code: "AccessDenied", effect: "unknown" });
});

test.each([
  ["a 4xx", "InvalidParameter.Name", 400, "none"],
  ["flow control", "FlowLimitExceeded", 429, "none"],
  ["flow control with another status", "Throttling", 503, "unknown"],
  ["a code that nobody knows, with status 200", "Unheard", 200, "unknown"],
  ["a redirect", "Unheard", 302, "unknown"],
  ["an internal error", "InternalError", 500, "unknown"],
  ["an internal error with another status", "InternalError", 200, "unknown"],
  ["a time-out inside the service", "InternalServiceTimeout", 504, "unknown"],
  ["any other 5xx", "Unheard", 503, "unknown"],
  ["the first of them", "Unheard", 500, "unknown"],
  ["the first 4xx", "Unheard", 400, "none"],
  ["the last 4xx", "Unheard", 499, "none"],
  ["an internal error that comes as a 4xx", "InternalError", 400, "unknown"],
  ["a 4xx whose code only has the word in it", "InvalidParameter.InternalName", 400, "none"],
])("the effect of %s", (_, code, status, effect) => {
  expect(failure({ ResponseMetadata: { Error: { Code: code } } }, status)).toMatchObject({ code, effect });
});

describe("what is not the service's answer is reported by status and first words", () => {
  test.each<[string, string, number, string, string]>([
    ["a page", "<html><h1>502 Bad Gateway</h1></html>", 502, "Http502", "(status 502)"],
    ["a page with 200", "<p>Welcome, log in</p>", 200, "UnreadableAnswer", 'begins "Welcome, log in"'],
    ["half a JSON text", '{"ResponseMetadata":{"Re', 200, "UnreadableAnswer", "JSON of another form, or broken"],
    ["nothing", "", 200, "UnreadableAnswer", "it is empty"],
    ["nothing but blanks", " \n", 200, "UnreadableAnswer", "it is empty"],
    ["a page with a brace in it", "<p>Hello {you", 200, "UnreadableAnswer", 'it begins "Hello {you"'],
    ["half a JSON text behind blanks", ' \n{"a', 200, "UnreadableAnswer", "JSON of another form, or broken"],
    ["JSON with the first status that is no success", "{}", 300, "Redirected", "(status 300)"],
    ["JSON with the last status that is a redirect", "{}", 399, "Redirected", "(status 399)"],
    ["JSON with the first status of a refusal", "{}", 400, "Http400", 'it begins "{}"'],
    ["nothing with 503", "", 503, "Http503", "empty"],
    ["nothing with 408", "", 408, "Http408", "empty"],
    ["a proxy's word that the client went away", "<p>Client closed request", 499, "Http499", "Client closed"],
    ["JSON that is nested too deep", `{"Result":${"[".repeat(20_000)}${"]".repeat(20_000)}}`, 200, "Unreadable", ""],
    ["a list", "[]", 200, "UnreadableAnswer", "JSON of another form, or broken"],
    ["other JSON with 403", '{"message":"blocked"}', 403, "Http403", "blocked"],
  ])("%s", (_, body, status, code, words) => {
    const found = failure(body, status);
    expect(found).toMatchObject({ code: expect.stringContaining(code) as string, effect: "unknown" });
    expect(found.message).toContain(words);
  });

  test("half a contact shows nothing of it: the request did not know its secrets", () => {
    expect(failure('{"Result":{"Webhook":{"Token":"canary-token', 200).message).not.toContain("canary");
  });

  test("invalid UTF-8", () => {
    const body = Buffer.concat([Buffer.from('{"Result":{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}}')]);
    expect(readAnswer({ kind: "answer", status: 200, headers: {}, body }, [])).toMatchObject({
      failure: { code: "UnreadableAnswer", effect: "unknown", message: expect.stringContaining("UTF-8") as string },
    });
  });

  test("a text of a megabyte is cut to its first words", () => {
    expect(failure("x".repeat(1_000_000), 502).message.length).toBeLessThan(200);
  });

  test("a redirect says why it is not followed, and not where it leads", () => {
    const found = failure("", 307, [], { location: "https://elsewhere.example/?secret" });
    expect(found).toMatchObject({ code: "Redirected", effect: "unknown" });
    expect(found.message).toContain("not sent elsewhere");
    expect(found.message).not.toContain("elsewhere.example");
  });
});

test.each([[undefined], [null], [[]], ["text"]])("a success whose result is %j may have acted", (Result) => {
  expect(failure({ ResponseMetadata: META, Result })).toMatchObject({
    code: "NoResult",
    message: "the answer (status 200) has no Result",
    effect: "unknown",
    requestId: "req-1",
  });
});

describe("secrets that the other side repeats are taken out", () => {
  const secret = "canary-canary-1";

  test.each<[string, unknown]>([
    ["the message", { ResponseMetadata: { Error: { Code: "X", Message: `bad ${secret}` } } }],
    ["the code", { ResponseMetadata: { Error: { Code: `X.${secret}`, Message: "bad" } } }],
    ["the request id", { ResponseMetadata: { RequestId: secret, Error: { Code: "X" } } }],
    ["a page", `<p>you sent ${secret}`],
    ["a page that ends within it", `${"<p>".repeat(3_330)}${secret}`],
  ])("in %s", (_, body) => {
    expect(JSON.stringify(failure(body, 400, [secret]))).not.toContain("canary");
  });

  test("a code stays what programs go by when a secret is a word in it", () => {
    expect(failure({ ResponseMetadata: { Error: { Code: "NotFound.Id" } } }, 404, ["NotFound"]).code).toBe(
      "NotFound.Id",
    );
  });
});

test("messages of the service are one line, of a bearable length", () => {
  const Message = `a\u001b[31m\n${"b".repeat(5_000)}`;
  const { message } = failure({ ResponseMetadata: { Error: { Code: "X", Message } } }, 400);
  expect(message).toMatch(/^a \[31m b+…$/);
  expect(message.length).toBeLessThan(600);
});

test.each<[FailureReason, boolean, string, string, string]>([
  ["connect", false, "ConnectionFailed", "none", "no connection to the service"],
  ["tls", false, "TlsFailed", "none", "the service's certificate or TLS cannot be relied on"],
  ["reset", true, "ConnectionLost", "unknown", "the connection broke before the answer was there"],
  ["silence", true, "TimedOut", "unknown", "the service stopped sending before the answer was there"],
  ["tooLarge", true, "AnswerTooLarge", "unknown", "the answer is larger than any of the service's, and was cut off"],
  ["deadline", true, "TimedOut", "unknown", "no answer within the time allowed"],
  ["deadline", false, "TimedOut", "none", "no answer within the time allowed"],
  ["cancelled", true, "Cancelled", "unknown", "cancelled"],
  ["cancelled", false, "Cancelled", "none", "cancelled"],
])("the wire's %s (may have arrived: %s) is %s, effect %s", (reason, mayHaveArrived, code, effect, sentence) => {
  const cause = Object.assign(new Error("detail with a secret"), { code: "ECODE" });
  const failed = (more: object): unknown => readAnswer({ kind: "failure", reason, mayHaveArrived, ...more }, []);
  expect(failed({ cause })).toMatchObject({ failure: { code, effect, cause, message: `${sentence} (ECODE)` } });
  expect(failed({})).toMatchObject({ failure: { message: sentence } });
});

test("of a proxy that refuses, its status says more than the system", () => {
  const cause = Object.assign(new Error(), { code: "ECODE" });
  const failed = (more: object): unknown =>
    readAnswer({ kind: "failure", reason: "proxy", mayHaveArrived: false, cause, ...more }, []);
  const message = "the proxy refused to connect to the service (status ";
  const proxy = { code: "ProxyRefused", effect: "none" };
  expect(failed({ status: 407 })).toMatchObject({ failure: { ...proxy, message: `${message}407)`, status: 407 } });
  expect(failed({})).toMatchObject({ failure: { ...proxy, message: `${message}0)` } });
});

test("the system's code is left out where it says no more than the sentence", () => {
  const shown = (reason: "connect" | "reset", code: string): string => {
    const cause = Object.assign(new Error(), { code });
    const reading = readAnswer({ kind: "failure", reason, mayHaveArrived: false, cause }, []);
    return (reading as { failure: Failure }).failure.message;
  };
  expect(shown("reset", "ECONNRESET")).toBe("the connection broke before the answer was there");
  expect(shown("reset", "EPIPE")).toBe("the connection broke before the answer was there (EPIPE)");
  expect(shown("connect", "ECONNRESET")).toBe("no connection to the service (ECONNRESET)");
});

test("the system's code for a failure is named", () => {
  const cause = Object.assign(new Error("connect ECONNREFUSED 10.1.2.3:443"), { code: "ECONNREFUSED" });
  expect(readAnswer({ kind: "failure", reason: "connect", mayHaveArrived: false, cause }, [])).toMatchObject({
    failure: { message: "no connection to the service (ECONNREFUSED)" },
  });
});

test("a result is as the service gave it: whoever shows a part of it cleans that", () => {
  const Result = { Id: "1", Message: "a secret\u001b" };
  expect(read({ ResponseMetadata: META, Result }, 200, ["secret"])).toEqual({ result: Result });
});
