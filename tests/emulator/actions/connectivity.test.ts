import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { call, closeAll, codeOf, sendSigned, start } from "../support";

afterEach(closeAll);

/** A receiver on this machine that answers with `status` and `reply`. */
async function receiver(status: number, reply: string, headers: http.OutgoingHttpHeaders = {}) {
  const received: { body: unknown; authorization: string | undefined }[] = [];
  const server = http.createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      received.push({ body: JSON.parse(text), authorization: request.headers.authorization });
      response.writeHead(status, headers).end(reply);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(server);
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

const closers: http.Server[] = [];
afterEach(() => {
  for (const server of closers.splice(0)) server.close();
});

test("TestWebhook calls an address on this machine and says what came back", async () => {
  const emulator = await start();
  const { url, received } = await receiver(201, "thanks");
  const result = await call(emulator, "TestWebhook", { Address: url, Token: "t0ken" });
  expect(result).toEqual({ StatusCode: 201, Body: "thanks", ErrorMessage: "" });
  expect(received).toEqual([{ body: { message: expect.any(String) as string }, authorization: "Bearer t0ken" }]);
});

test.each([
  ["TestLarkBotWebhook", "Lark", { code: 19021, msg: "sign match fail" }],
  ["TestDingTalkBotWebhook", "DingTalk", { errcode: 19021, errmsg: "sign match fail" }],
  ["TestWeComBotWebhook", "WeCom", { errcode: 19021, errmsg: "sign match fail" }],
])("%s passes on the bot's own code and message", async (action, bot, reply) => {
  const emulator = await start();
  const { url } = await receiver(200, JSON.stringify(reply));
  expect(await call(emulator, action, { Address: url })).toEqual({
    StatusCode: 200,
    ErrorMessage: "",
    [`${bot}Code`]: 19021,
    [`${bot}Message`]: "sign match fail",
  });
});

test("TestDingTalkBotWebhook mentions the people that it is given", async () => {
  const emulator = await start();
  const { url, received } = await receiver(200, "no JSON");
  const result = await call(emulator, "TestDingTalkBotWebhook", { Address: url, AtMobiles: ["1"], AtUserIds: ["u"] });
  expect(result).toMatchObject({ DingTalkCode: 0, DingTalkMessage: "" });
  expect(received[0]?.body).toMatchObject({ at: { atMobiles: ["1"], atUserIds: ["u"] } });
});

test.each([
  "https://www.bytedance.com/",
  "http://localhost.example.com/",
  "http://127.0.0.1.example.com/",
  "http://10.0.0.1/",
  "http://127.0.0.1@example.com/",
  "http://[bad/",
])("an address off this machine is not called: %s", async (Address) => {
  const request = jest.spyOn(http, "request");
  const emulator = await start();
  const result = await emulator.act("TestWebhook", { Address });
  expect(result).toMatchObject({ StatusCode: 0, Body: "" });
  expect(result).toHaveProperty("ErrorMessage", expect.stringMatching(/cannot be reached/));
  expect(request).not.toHaveBeenCalled();
  request.mockRestore();
});

test("a redirect is passed on, not followed", async () => {
  const emulator = await start();
  const target = await receiver(200, "");
  const { url } = await receiver(302, "", { Location: target.url });
  expect(await call(emulator, "TestWebhook", { Address: url })).toMatchObject({ StatusCode: 302 });
  expect(target.received).toEqual([]);
});

test("a port that nobody listens on is an ErrorMessage", async () => {
  const emulator = await start();
  const result = await call(emulator, "TestWebhook", { Address: "http://localhost:1/" });
  expect(result).toMatchObject({ StatusCode: 0 });
  expect(result.ErrorMessage).toMatch(/ECONNREFUSED/);
});

test.each([
  [{}, "MissingParameter.Address"],
  [{ Address: "ftp://x" }, "InvalidParameter.Address"],
  [{ Address: "http://localhost:1/", Token: 7 }, "InvalidParameter.Token"],
])("%j is refused with %s", async (body, code) => {
  expect(codeOf(await sendSigned(await start(), "TestWebhook", body))).toBe(code);
});
