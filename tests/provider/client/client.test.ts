import { createHash } from "node:crypto";
import { getEventListeners, getMaxListeners } from "node:events";
import { inspect } from "node:util";
import { readSettings, type Settings } from "../../../provider/settings";
import { type ClientOptions, createClient } from "../../../provider/client/client";
import type { VmpError } from "../../../provider/client/errors";
import { createSign, signHeaders } from "../../../provider/client/call/sign";
import { LIMITS } from "../../../provider/client/call/transport";
import type { ApiCall, Client, JsonObject } from "../../../provider/client/types";
import { closeAll, closeLater, ok, refuse, SECRET_KEY, startServer, testClock, testSettings } from "./server";

const CALL: ApiCall = {
  action: "CreateContact",
  body: { Name: "值班" },
  task: 'create contact "值班"',
  repeatable: false,
};

function open(endpoint: string, more: Partial<Settings> = {}, options: ClientOptions = {}): Client {
  return closeLater(createClient(testSettings(endpoint, more), { clock: testClock(), ...options }));
}

async function failing(call: Promise<unknown>): Promise<VmpError> {
  try {
    await call;
  } catch (error) {
    return error as VmpError;
  }
  throw new Error("it did not fail");
}

afterEach(closeAll);

test("a call is a signed POST with a JSON body, and its result is what it gives", async () => {
  const server = await startServer((response) => {
    ok(response, { Id: "1" });
  });
  const now = Date.parse("2026-01-01T00:00:00Z");
  const client = open(server.url, {}, { clock: testClock(() => now) });
  expect(await client.call(CALL)).toEqual({ Id: "1" });

  const [{ method, url, headers, body } = { method: "", url: "", headers: {}, body: "" }] = server.received;
  expect({ method, url, body }).toEqual({
    method: "POST",
    url: "/?Action=CreateContact&Version=2021-03-03",
    body: '{"Name":"值班"}',
  });
  const expected = signHeaders(
    {
      method,
      query: { Action: "CreateContact", Version: "2021-03-03" },
      headers: { Host: `127.0.0.1:${server.port}`, "Content-Type": "application/json" },
      body,
    },
    { accessKey: "AKcanary-0123456789", secretKey: SECRET_KEY },
    new Date(now),
    { region: "cn-beijing", service: "vmp" },
    createSign(),
  );
  expect(headers).toMatchObject(Object.fromEntries(Object.entries(expected).map(([k, v]) => [k.toLowerCase(), v])));
  expect(headers["x-content-sha256"]).toBe(createHash("sha256").update(body).digest("hex"));
});

test("temporary keys send their token", async () => {
  const server = await startServer((response) => {
    ok(response, {});
  });
  const keys = { accessKey: "AK", secretKey: "SK", sessionToken: "ST", from: "configuration" as const };
  await open(server.url, { keys }).call(CALL);
  expect(server.received[0]?.headers).toMatchObject({
    "x-security-token": "ST",
    authorization: expect.stringContaining("x-security-token") as string,
  });
});

describe("a wrong clock", () => {
  const service = Date.parse("2026-01-01T12:00:00Z");
  const answering = (): ReturnType<typeof startServer> =>
    startServer((response, { headers }) => {
      response.sendDate = false;
      response.setHeader("Date", new Date(service).toUTCString());
      if (headers["x-date"] === "20260101T120000Z") ok(response, {});
      else refuse(response, 400, "InvalidTimestamp");
    });

  test("is learnt from the answer, the request signed anew, and later calls are right at once", async () => {
    const server = await answering();
    const client = open(server.url, {}, { clock: testClock(() => service - 5 * 3_600_000) });
    await client.call(CALL);
    expect(server.received).toHaveLength(2);
    await client.call(CALL);
    expect(server.received).toHaveLength(3);
  });

  test("is learnt anew when the first answer came from a machine that was wrong itself", async () => {
    const server = await startServer((response, _, count) => {
      if (count === 3) {
        ok(response, {});
        return;
      }
      response.sendDate = false;
      response.setHeader("Date", new Date(service + (count === 1 ? 3_600_000 : 0)).toUTCString());
      refuse(response, 400, "InvalidTimestamp");
    });
    await open(server.url, {}, { clock: testClock(() => service) }).call(CALL);
    expect(server.received.map(({ headers }) => headers["x-date"])).toEqual([
      "20260101T120000Z",
      "20260101T130000Z",
      "20260101T120000Z",
    ]);
  });

  test("is not chased after for ever", async () => {
    const server = await startServer((response, _, count) => {
      response.sendDate = false;
      response.setHeader("Date", new Date(service + count * 3_600_000).toUTCString());
      refuse(response, 400, "InvalidTimestamp");
    });
    const error = await failing(open(server.url).call(CALL));
    expect(server.received).toHaveLength(3);
    expect(error).toMatchObject({ code: "InvalidTimestamp", effect: "none" });
    expect(error.message).toContain("clock");
  });

  test("is not what is wrong when the times agree, and nothing is sent again", async () => {
    const server = await startServer((response) => {
      refuse(response, 400, "InvalidTimestamp");
    });
    expect(await failing(open(server.url).call(CALL))).toMatchObject({ code: "InvalidTimestamp" });
    expect(server.received).toHaveLength(1);
  });

  test("is not learnt from a date at the end of time", async () => {
    const server = await startServer((response) => {
      response.sendDate = false;
      response.setHeader("Date", "Sat, 13 Sep 275760 00:00:00 GMT");
      refuse(response, 400, "InvalidTimestamp");
    });
    expect(await failing(open(server.url).call(CALL))).toMatchObject({ code: "InvalidTimestamp" });
    expect(server.received).toHaveLength(1);
  });

  test("is not mended without a date in the answer", async () => {
    const server = await startServer((response) => {
      response.sendDate = false;
      refuse(response, 400, "InvalidTimestamp");
    });
    expect(await failing(open(server.url).call(CALL))).toMatchObject({ code: "InvalidTimestamp" });
    expect(server.received).toHaveLength(1);
  });
});

test("without any key nothing is sent, and the error lists the links, and where the ways are told", async () => {
  const server = await startServer((response) => {
    ok(response, {});
  });
  const config: Record<string, string> = { "vmp:endpoint": server.url };
  const env = { HOME: "/nowhere", VOLCENGINE_ECS_METADATA_DISABLED: "true" };
  const client = closeLater(createClient(readSettings({ get: (key) => config[key] }, env)));
  const error = await failing(client.call(CALL));
  expect(error).toMatchObject({ code: "NoCredentials", effect: "none" });
  for (const words of [
    "vmp:accessKey",
    "VOLCENGINE_ACCESS_KEY",
    "OIDC",
    "/nowhere/.volcengine",
    "ECS",
    "docs/configuration.md",
  ]) {
    expect(error.message).toContain(words);
  }
  expect(server.received).toHaveLength(0);
});

test("keys that were given outright and are refused are not asked for again", async () => {
  const server = await startServer((response) => {
    refuse(response, 401, "InvalidSecretToken");
  });
  expect(await failing(open(server.url).call(CALL))).toMatchObject({ code: "InvalidSecretToken" });
  expect(server.received).toHaveLength(1);
});

describe("no secret is in an error, whatever the other side does", () => {
  const CANARIES = ["token-canary-1", "secret-canary-2", "hook-canary-3", "access-canary-4", "AKcanary", "SKcanary"];
  const call: ApiCall = {
    ...CALL,
    repeatable: true,
    body: {
      Name: "x",
      Webhook: { Address: "https://example.com/hook-canary-3", Token: "token-canary-1" },
      DingTalkBotWebhook: {
        Address: "https://oapi.dingtalk.com/robot/send?access_token=access-canary-4",
        SecretKey: "secret-canary-2",
      },
    },
    secrets: [
      "token-canary-1",
      "secret-canary-2",
      "https://example.com/hook-canary-3",
      "https://oapi.dingtalk.com/robot/send?access_token=access-canary-4",
    ],
  };
  type Server = Parameters<typeof startServer>[0];
  const echo = (headers: object, body: string): string => `${SECRET_KEY} ${body.slice(10)} ${JSON.stringify(headers)}`;

  test.each<[string, Server]>([
    [
      "an error that repeats the request",
      (response, { headers, body }) => {
        refuse(response, 400, "InvalidParameter.Webhook", echo(headers, body));
      },
    ],
    [
      "a page that repeats the request",
      (response, { headers, body }) => {
        response.writeHead(502).end(`<html>${encodeURIComponent(body)} ${echo(headers, body)}`);
      },
    ],
    ["a text with 200 that repeats the request", (response, { headers, body }) => response.end(echo(headers, body))],
    ["a redirect", (response) => response.writeHead(302, { Location: "/?token=token-canary-1" }).end()],
    ["what is no HTTP", (response, { body }) => response.socket?.end(`HTTP/1.1 ${body}`)],
    ["a reset", (response) => response.socket?.resetAndDestroy()],
    ["a huge body", (response, { body }) => response.end(body.repeat(1_000))],
  ])("%s", async (_, answer) => {
    const server = await startServer(answer);
    const client = open(server.url, { maxRetries: 1 }, { limits: { ...LIMITS, bytes: 50_000 } });
    const error = await failing(client.call(call));
    // What a log would show: the message, the stack, every property and the cause.
    const shown = inspect(error, { depth: 10, showHidden: true });
    for (const canary of CANARIES) expect(shown).not.toContain(canary);
    expect(error.message).not.toContain("Version=");
  });

  test("what the call names as secret is taken out, whatever its member is called", async () => {
    const server = await startServer((response, { body }) => {
      refuse(response, 400, "InvalidParameter", `${body} and state-canary-2`);
    });
    const secrets = ["https://example.com/hook-canary-1", "state-canary-2"];
    const error = await failing(open(server.url).call({ ...CALL, body: { Slack: "/hook-canary-1" }, secrets }));
    expect(error.message).toContain('{"Slack":"/***"} and ***');
  });
});

test("a close ends calls in flight", async () => {
  const server = await startServer(() => {
    void client.close();
  });
  const client = createClient(testSettings(server.url, { maxRetries: 0 }));
  expect(await failing(client.call(CALL))).toMatchObject({ code: "ConnectionLost", effect: "unknown" });
});

test("a hundred calls at once each get their own answer, and leave nothing behind on the signal", async () => {
  const server = await startServer((response, { body }) => {
    ok(response, JSON.parse(body));
  });
  const { signal } = new AbortController();
  const client = open(server.url, {}, { signal });
  const names = Array.from({ length: 100 }, (_, i) => `c${i}`);
  const results = await Promise.all(
    names.map((Name, i) => client.call({ ...CALL, body: { Name }, repeatable: i % 2 === 0 })),
  );
  expect(results).toEqual(names.map((Name) => ({ Name })));
  // No warning of a leak at the eleventh call, and no leak.
  expect(getMaxListeners(signal)).toBe(Infinity);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

describe("a result that is not of the call", () => {
  const fits = ({ Id }: JsonObject): boolean => Id === "1";

  test("is asked for again, and in the end may have acted", async () => {
    const server = await startServer((response, _, count) => {
      ok(response, { Id: count === 2 ? "1" : "2" });
    });
    expect(await open(server.url).call({ ...CALL, repeatable: true, fits })).toEqual({ Id: "1" });
    expect(server.received).toHaveLength(2);
    const error = await failing(open(server.url).call({ ...CALL, fits }));
    expect(error).toMatchObject({ code: "NoResult", effect: "unknown" });
  });

  test("that breaks what reads it may have acted, and is told in a sentence", async () => {
    const server = await startServer((response) => {
      ok(response, {});
    });
    const broken = (): boolean => {
      throw new RangeError("Invalid time value");
    };
    const error = await failing(open(server.url).call({ ...CALL, fits: broken }));
    expect(error).toMatchObject({ code: "Unexpected", effect: "unknown" });
    expect(error.message).toMatch(/\(RangeError at tests\/provider\/client\/client\.test\.ts:\d+:\d+\)/);
  });
});
