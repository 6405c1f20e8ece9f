import { once } from "node:events";
import http from "node:http";
import type { Emulator, FaultRule } from "../../emulator";
import { until } from "../support/until";
import {
  apiRequest,
  closeAll,
  codeOf,
  send,
  sendSigned,
  sign,
  start,
  staysOpen,
  vendorClient,
  type RawAnswer,
} from "./support";

/** Far longer than any test takes. */
const HOUR = 3_600_000;

afterEach(closeAll);

function create(emulator: Emulator): Promise<RawAnswer> {
  return sendSigned(emulator, "CreateContact", { Name: "oncall" });
}

async function misbehaving(...rules: FaultRule[]): Promise<Emulator> {
  const emulator = await start();
  emulator.faults.set(rules);
  return emulator;
}

const answers: [FaultRule, (answer: RawAnswer) => void][] = [
  [
    { fault: "429" },
    ({ status, headers }) => {
      expect([status, headers["retry-after"]]).toEqual([429, undefined]);
    },
  ],
  [
    { fault: "429", retryAfter: 3 },
    ({ status, headers }) => {
      expect([status, headers["retry-after"]]).toEqual([429, "3"]);
    },
  ],
  [
    { fault: "flowLimit", retryAfter: "Fri, 01 Jan 2100 00:00:00 GMT" },
    (answer) => {
      expect([answer.status, codeOf(answer), answer.headers["retry-after"]]).toEqual([
        429,
        "FlowLimitExceeded",
        "Fri, 01 Jan 2100 00:00:00 GMT",
      ]);
    },
  ],
  [
    { fault: "500" },
    (answer) => {
      expect([answer.status, codeOf(answer)]).toEqual([500, "InternalError"]);
    },
  ],
  [
    { fault: "502" },
    ({ status, headers, text }) => {
      expect([status, headers["content-type"]]).toEqual([502, "text/html"]);
      expect(text).toMatch(/^<html>/);
    },
  ],
  [
    { fault: "503" },
    (answer) => {
      expect([answer.status, codeOf(answer)]).toEqual([503, "ServiceUnavailable"]);
    },
  ],
  [
    { fault: "504" },
    (answer) => {
      expect([answer.status, codeOf(answer)]).toEqual([504, "InternalServiceTimeout"]);
    },
  ],
  [
    { fault: "expiredToken" },
    (answer) => {
      expect([answer.status, codeOf(answer)]).toEqual([401, "InvalidSecretToken"]);
    },
  ],
  [
    { fault: "empty" },
    ({ status, text }) => {
      expect([status, text]).toEqual([200, ""]);
    },
  ],
  [
    { fault: "halfJson" },
    ({ status, text }) => {
      expect(status).toBe(200);
      expect(text).toMatch(/^\{"ResponseMetadata":/);
      expect(() => JSON.parse(text) as unknown).toThrow();
    },
  ],
  [
    { fault: "noResult" },
    ({ status, text }) => {
      expect(status).toBe(200);
      expect(Object.keys(JSON.parse(text) as object)).toEqual(["ResponseMetadata"]);
    },
  ],
  [
    { fault: "invalidUtf8" },
    ({ status, bytes }) => {
      expect(status).toBe(200);
      expect(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes)).toThrow();
      expect(() => JSON.parse(bytes.toString()) as unknown).not.toThrow();
    },
  ],
  [
    { fault: "redirect" },
    ({ status, headers }) => {
      expect(status).toBe(307);
      expect(headers.location).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/_emulator\/redirected$/);
    },
  ],
  [
    { fault: "redirect", to: "http://127.0.0.1:9/elsewhere", status: 302 },
    ({ status, headers }) => {
      expect([status, headers.location]).toEqual([302, "http://127.0.0.1:9/elsewhere"]);
    },
  ],
  [
    { fault: "huge", bytes: 1_000_000 },
    ({ status, bytes }) => {
      expect(status).toBe(200);
      expect(bytes.length).toBeGreaterThan(1_000_000);
      expect(bytes.length).toBeLessThan(1_000_100);
    },
  ],
];

describe.each([false, true])("a fault with an answer (act: %p)", (act) => {
  test.each(answers)("%j", async (rule, check) => {
    const emulator = await misbehaving({ ...rule, act });
    check(await create(emulator));
    expect(emulator.contacts()).toHaveLength(act ? 1 : 0);
    expect(emulator.calls).toMatchObject([{ action: "CreateContact", fault: rule.fault }]);
  });
});

describe.each([false, true])("a fault that breaks the connection (act: %p)", (act) => {
  test.each([
    ["reset", "ECONNRESET"],
    ["cut", "ECONNRESET"],
  ] as const)("%s", async (fault, code) => {
    const emulator = await misbehaving({ fault, act });
    await expect(create(emulator)).rejects.toMatchObject({ code });
    expect(emulator.contacts()).toHaveLength(act ? 1 : 0);
    expect(emulator.calls).toMatchObject([{ fault, status: 0 }]);
  });

  test.each(["hang", "stall"] as const)("%s lasts until the emulator closes", async (fault) => {
    const emulator = await misbehaving({ fault, act });
    const outcome = create(emulator).then(
      () => "answered",
      () => "broken",
    );
    await until(() => emulator.calls.length === 1);
    expect(await staysOpen(emulator, outcome)).toBe(true);
    expect(emulator.contacts()).toHaveLength(act ? 1 : 0);
    await emulator.close();
    expect(await outcome).toBe("broken");
  });
});

test("refuse closes the connection before the body is read", async () => {
  const emulator = await misbehaving({ fault: "refuse" });
  await expect(create(emulator)).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(emulator.calls).toMatchObject([{ action: "CreateContact", status: 0, fault: "refuse" }]);
  expect(emulator.calls[0]).not.toHaveProperty("body");
});

test("stall and cut send the head and half of the body first", async () => {
  const emulator = await misbehaving({ fault: "stall", times: 1 }, { fault: "cut" });
  for (let i = 0; i < 2; i += 1) {
    const response = await listUnread(emulator);
    const [chunk] = (await once(response, "data")) as [Buffer];
    const received = [response.statusCode, chunk.toString()] as const;
    response.on("error", () => undefined);
    expect(received).toEqual([200, expect.stringMatching(/^\{"ResponseMetadata"/)]);
    expect(() => JSON.parse(received[1]) as unknown).toThrow();
  }
});

test.each([false, true])("slow answers only when its time is over, and then normally (act: %p)", async (act) => {
  const emulator = await misbehaving({ fault: "slow", ms: HOUR, act, times: 1 }, { fault: "slow", ms: 1, act });
  const outcome = create(emulator).catch(() => "broken");
  await until(() => emulator.faults.list()[0]?.met === 1);
  expect(await staysOpen(emulator, outcome)).toBe(true);
  expect(emulator.contacts()).toHaveLength(act ? 1 : 0);
  const other = await sendSigned(emulator, "CreateContact", { Name: "other" });
  expect(other.status).toBe(200);
  // Closing means that what was not carried out yet never is.
  await emulator.close();
  expect(await outcome).toBe("broken");
  expect(emulator.contacts().map(({ Name }) => Name)).toEqual(act ? ["oncall", "other"] : ["other"]);
});

test.each([30, -30])(
  "wrongClock %d min: InvalidTimestamp, and right when signed by the Date that came with it",
  async (minutes) => {
    const now = Date.UTC(2026, 0);
    const emulator = await start({ now: () => now, faults: { rules: [{ fault: "wrongClock", minutes }] } });
    const request = apiRequest("CreateContact", { Name: "oncall" });
    const refused = await send(emulator, { ...request, headers: sign(emulator, request, { date: new Date(now) }) });
    expect([refused.status, codeOf(refused)]).toEqual([400, "InvalidTimestamp"]);
    const serverTime = new Date(refused.headers.date ?? "");
    expect(serverTime.getTime()).toBe(now + minutes * 60_000);
    const again = await send(emulator, { ...request, headers: sign(emulator, request, { date: serverTime }) });
    expect(again.status).toBe(200);
    expect(emulator.contacts()).toHaveLength(1);
  },
);

test("a redirect that is followed to the emulator is counted", async () => {
  const emulator = await misbehaving({ fault: "redirect" });
  await create(emulator);
  expect(emulator.redirectsFollowed).toBe(0);
  await vendorClient(emulator)("ListContacts", {});
  expect(emulator.redirectsFollowed).toBe(1);
});

/** Sends ListContacts and gives the answer's stream, unread. */
function listUnread(emulator: Emulator): Promise<http.IncomingMessage> {
  const request = apiRequest("ListContacts");
  return new Promise((resolve, reject) => {
    const options = { method: "POST", headers: sign(emulator, request), agent: false };
    const sent = http.request(`${emulator.url}${request.target}`, options, resolve);
    sent.on("error", reject);
    sent.end(request.body);
  });
}

test("a huge body is 100 MB by default", async () => {
  const response = await listUnread(await misbehaving({ fault: "huge" }));
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) length += chunk.length;
  expect(length).toBe(100_000_000 + '{"Result":{"Id":"'.length + '"}}'.length);
});

test("a huge body is written only as fast as it is read", async () => {
  const emulator = await misbehaving({ fault: "huge" });
  const write = jest.spyOn(http.ServerResponse.prototype, "write");
  const response = await listUnread(emulator);
  // Nobody reads, so that the writing comes to a stand.
  let written = 0;
  while (written < write.mock.calls.length) {
    written = write.mock.calls.length;
    await staysOpen(emulator, Promise.resolve());
  }
  expect(written).toBeLessThan(500);
  write.mockRestore();
  response.destroy();
});

test("a fault for one action leaves the others alone", async () => {
  const emulator = await misbehaving({ action: "CreateContact", fault: "500" });
  expect((await create(emulator)).status).toBe(500);
  expect((await sendSigned(emulator, "ListContacts")).status).toBe(200);
});
