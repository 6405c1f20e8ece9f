import type { Emulator } from "../../emulator";
import { closeAll, createContact, send, sendSigned, start } from "./support";

afterEach(closeAll);

const CANARY = "canary0secret";

async function control(emulator: Emulator, method: string, path: string, body?: object, headers = {}) {
  const text = body === undefined ? "" : JSON.stringify(body);
  const answer = await send(emulator, { method, target: `/_emulator/${path}`, body: text, headers });
  return { status: answer.status, text: answer.text, value: JSON.parse(answer.text) as unknown };
}

async function withSecrets(): Promise<Emulator> {
  const emulator = await start();
  await createContact(emulator, {
    Name: "oncall",
    Webhook: { Address: `https://hooks.example.com/${CANARY}`, Token: CANARY },
    LarkBotWebhook: { Address: `https://${CANARY}@open.feishu.cn/x`, SecretKey: CANARY },
    DingTalkBotWebhook: { Address: `https://oapi.dingtalk.com/robot/send?access_token=${CANARY}`, SecretKey: CANARY },
    WeComBotWebhook: { Address: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${CANARY}` },
  });
  return emulator;
}

test("contacts are shown with their secrets masked, unless one asks for them", async () => {
  const emulator = await withSecrets();
  const shown = await control(emulator, "GET", "contacts");
  expect(shown.value).toMatchObject([{ Name: "oncall", Webhook: { Address: "https://hooks.example.com/***" } }]);
  expect(shown.text).not.toContain(CANARY);
  expect((await control(emulator, "GET", "contacts?reveal=true")).value).toEqual(emulator.contacts());
});

test("calls are shown without their bodies", async () => {
  const emulator = await withSecrets();
  const shown = await control(emulator, "GET", "calls");
  expect(shown.value).toMatchObject([{ action: "CreateContact", status: 200 }]);
  expect(shown.text).not.toContain(CANARY);
  expect(emulator.calls[0]?.body).toMatchObject({ Name: "oncall" });
});

test("groups are made and shown", async () => {
  const emulator = await start();
  const made = await control(emulator, "POST", "groups", { Id: "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c", Name: "team" });
  expect(made.value).toMatchObject({ Name: "team", ContactIds: [] });
  expect((await control(emulator, "GET", "groups")).value).toEqual([made.value]);
});

test("an address is confirmed", async () => {
  const emulator = await start();
  await createContact(emulator, { Name: "oncall", Email: "a@example.com" });
  await control(emulator, "POST", "confirm", { email: "a@example.com" });
  expect(emulator.contacts()[0]?.EmailActive).toBe(true);
});

test("faults are set, shown and cleared", async () => {
  const emulator = await start();
  const rule = { action: "ListContacts", fault: "500" };
  expect((await control(emulator, "POST", "faults", { rules: [rule] })).value).toEqual([{ rule, seen: 0, met: 0 }]);
  expect((await sendSigned(emulator, "ListContacts")).status).toBe(500);
  expect((await control(emulator, "GET", "faults")).value).toEqual([{ rule, seen: 1, met: 1 }]);
  expect((await control(emulator, "POST", "faults", { rules: [{ fault: "x" }] })).text).toMatch(/unknown fault/);
  await control(emulator, "DELETE", "faults");
  expect((await sendSigned(emulator, "ListContacts")).status).toBe(200);
});

test("the behaviour is changed and shown, and nonsense refused", async () => {
  const emulator = await start();
  const changed = await control(emulator, "POST", "behaviour", { subscribed: false, latencyMs: 1 });
  expect(changed.value).toMatchObject({ subscribed: false, latencyMs: 1, secrets: "clear" });
  expect((await control(emulator, "GET", "behaviour")).value).toEqual(emulator.behaviour);
  expect((await sendSigned(emulator, "ListContacts")).status).toBe(403);
  for (const [body, message] of [
    [{ secret: "masked" }, /unknown behaviour "secret"; there are secrets,/],
    [{ secrets: "hidden" }, /secrets cannot be "hidden"/],
    [{ latencyMs: -1 }, /latencyMs cannot be -1/],
    [{ undeletable: "x" }, /undeletable cannot be "x"/],
  ] as const) {
    const refused = await control(emulator, "POST", "behaviour", body);
    expect(refused.status).toBe(400);
    expect(refused.text.replaceAll("\\", "")).toMatch(message);
  }
});

test("an action is done behind a program's back, and not counted as a call", async () => {
  const emulator = await start();
  const made = await control(emulator, "POST", "act", { action: "CreateContact", body: { Name: "oncall" } });
  expect(made.value).toEqual({ Id: emulator.contacts()[0]?.Id });
  expect(emulator.calls).toEqual([]);
  const refused = await control(emulator, "POST", "act", { action: "CreateContact", body: { Name: "oncall" } });
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining("name conflicts")]);
});

test.each([
  ["a web page", { Origin: "https://evil.example" }],
  ["a name that was made to lead here", { Host: "evil.example" }],
])("%s may not use it", async (_, headers) => {
  const emulator = await withSecrets();
  const refused = await control(emulator, "GET", "contacts?reveal=true", undefined, headers);
  expect(refused.status).toBe(403);
  expect(refused.text).not.toContain(CANARY);
});

test.each([
  ["GET", "nothing"],
  ["PUT", "faults"],
  ["GET", "constructor"],
])("%s %s is not there, and the answer lists what is", async (method, path) => {
  const answer = await control(await start(), method, path);
  expect(answer.status).toBe(404);
  expect(answer.text).toMatch(/GET contacts/);
});
