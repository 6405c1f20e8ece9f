import { TESTABLE, testWebhook } from "../../../../provider/resources/contact/connectivity";
import type { Properties } from "../../../../provider/values";
import { OPTIONAL_FIELDS } from "../../../support/contacts";
import { closeAll, closedPort, ok, startServer } from "../../client/server";
import { contact, actionsOf, callsOf, contextFor, failureOf } from "../../support";
import { SECRETS, webhooksAt } from "./receivers";
import { create, emulator, receivers, start, update, webhooks } from "./tested";

beforeEach(start);

afterEach(closeAll);

test("a create has every webhook that is set called once, with its own fields", async () => {
  const { properties, notices, failures } = await create(webhooks);
  const [first, second, ...tests] = callsOf(emulator);
  expect([first?.[0], second?.[0]]).toEqual(["CreateContact", "GetContact"]);
  expect(Object.fromEntries(tests)).toEqual({
    TestWebhook: { Address: webhooks.webhook.address, Token: SECRETS.token },
    TestLarkBotWebhook: { Address: webhooks.larkBotWebhook.address, SecretKey: SECRETS.larkKey },
    TestDingTalkBotWebhook: {
      Address: webhooks.dingTalkBotWebhook.address,
      SecretKey: SECRETS.dingKey,
      AtMobiles: ["13300000001"],
      AtUserIds: ["user-a"],
    },
    TestWeComBotWebhook: { Address: webhooks.weComBotWebhook.address, AtUserIds: ["user-b"] },
  });
  expect(receivers.got.sort()).toEqual(["ding", "lark", "webhook", "wecom"]);
  expect({ notices, failures }).toEqual({ notices: [], failures: [] });
  expect(properties).not.toHaveProperty("failedTests");
});

test.each([
  ["off", undefined, 0, 0],
  ["off", "warn", 1, 0],
  ["fail", "off", 0, 0],
  ["fail", "warn", 1, 0],
  ["warn", "fail", 0, 1],
  ["warn", undefined, 1, 0],
  ["fail", undefined, 0, 1],
] as const)(
  "with %s for the stack and %s of its own: %i warnings, %i failures",
  async (testOnApply, own, warnings, failed) => {
    receivers.broken.add("lark");
    const inputs = { larkBotWebhook: webhooks.larkBotWebhook, ...(own && { testOnApply: own }) };
    const { notices, failures } = await create(inputs, { testOnApply });
    expect([notices.length, failures.length]).toEqual([warnings, failed]);
    const tested = warnings + failed > 0 ? ["TestLarkBotWebhook"] : [];
    expect(actionsOf(emulator)).toEqual(["CreateContact", "GetContact", ...tested]);
  },
);

describe("an update", () => {
  test.each<[string, Properties, string[]]>([
    ["of the name", { name: "renamed" }, []],
    ["of the e-mail", { email: "oncall@example.com" }, []],
    [
      "of a secret key",
      { larkBotWebhook: { address: "http://127.0.0.1:1/x", secretKey: "new" } },
      ["TestLarkBotWebhook"],
    ],
    ["of the people to mention", { weComBotWebhook: { address: "http://127.0.0.1:1/x" } }, ["TestWeComBotWebhook"]],
    ["that takes a webhook out", { webhook: undefined }, []],
  ])("%s calls the webhooks that changed and no others", async (_case, changes, tests) => {
    const { id, properties } = await create(webhooks, {});
    actionsOf(emulator);
    const { inputs } = contact.check({ name: "oncall", ...webhooks, ...changes });
    await update(id, properties, inputs);
    expect(actionsOf(emulator)).toEqual(["GetContact", "UpdateContact", ...tests]);
  });

  test("that takes over calls those that it changed", async () => {
    await create({ webhook: webhooks.webhook, larkBotWebhook: webhooks.larkBotWebhook }, {});
    actionsOf(emulator);
    await create({ ...webhooks, adopt: true });
    expect(actionsOf(emulator).sort()).toEqual(
      ["ListContacts", "GetContact", "UpdateContact", "TestDingTalkBotWebhook", "TestWeComBotWebhook"].sort(),
    );
  });
});

describe("what a receiver refuses", () => {
  test.each<[string, string, RegExp]>([
    [
      "webhook",
      "webhook",
      /^test the webhook of contact "oncall" \(id \S+\): TestFailed: its answer has the status 500: the answer begins "out of order" \(request \S+\)\. Correct webhook, or what receives its messages\.$/,
    ],
    [
      "larkBotWebhook",
      "lark",
      /^test the Lark bot of .*: TestFailed: its answer has the status 200, the Lark bot gives the code 19001: param invalid: incoming webhook access token invalid \(request \S+\)\. Correct larkBotWebhook/,
    ],
    [
      "dingTalkBotWebhook",
      "ding",
      /^test the DingTalk robot of .*: its answer has the status 200, the DingTalk robot gives the code 310000: sign not match \(request \S+\)\. Correct dingTalk/,
    ],
    [
      "weComBotWebhook",
      "wecom",
      /^test the WeCom bot of .*: its answer has the status 200, the WeCom bot gives the code 93000: invalid webhook url \(request \S+\)\. Correct weCom/,
    ],
  ])("is told of the %s", async (property, kind, sentence) => {
    receivers.broken.add(kind);
    const { notices, properties } = await create(webhooks, { testOnApply: "warn" });
    expect(notices).toEqual([expect.stringMatching(sentence)]);
    expect(properties).not.toHaveProperty("failedTests");
    const { id, failures, ...failed } = await create({ ...webhooks, name: "other" });
    expect(failures).toEqual([expect.stringContaining("The contact is there, as the program says; the next")]);
    expect(failed.properties.failedTests).toEqual([property]);
    expect(emulator.contacts()).toContainEqual(expect.objectContaining({ Id: id, Name: "other" }));
  });

  test("is told of all of them at once", async () => {
    receivers.broken = new Set(["webhook", "lark", "ding", "wecom"]);
    const { failures, properties } = await create(webhooks);
    expect(failures).toHaveLength(4);
    expect(properties).toMatchObject({ ...webhooks, failedTests: Object.keys(webhooks) });
  });

  test("a receiver that cannot be reached", async () => {
    const { notices } = await create(webhooksAt(`http://127.0.0.1:${await closedPort()}`), { testOnApply: "warn" });
    expect(notices).toHaveLength(4);
    for (const notice of notices) expect(notice).toMatch(/TestFailed: VMP got no answer from it: .*ECONNREFUSED/);
  });
});

/** VMP's own answer to a test, where the emulator has one form only. */
test.each<[string, string, object, boolean]>([
  ["the figures are texts", "larkBotWebhook", { StatusCode: "200", LarkCode: "0" }, true],
  ["the bot's code is absent", "weComBotWebhook", { StatusCode: 200 }, true],
  ["the bot's code is empty", "weComBotWebhook", { StatusCode: 200, WeComCode: "" }, true],
  ["the bot's code is another text", "dingTalkBotWebhook", { StatusCode: 200, DingTalkCode: "310000" }, false],
  ["another bot's code stands there", "larkBotWebhook", { StatusCode: 200, LarkCode: 0, WeComCode: 1 }, true],
  ["the status is a redirect", "webhook", { StatusCode: 302 }, false],
  ["the status is absent", "webhook", { Body: "ok" }, false],
  ["the status only begins as that of a success", "webhook", { StatusCode: "2000" }, false],
  ["the status only ends as that of a success", "webhook", { StatusCode: 1200 }, false],
  ["the bot takes it with a status that is none", "larkBotWebhook", { StatusCode: 0, LarkCode: 0 }, false],
])("when %s", async (_case, property, answer, passes) => {
  const vmp = await startServer((response, { url }) => {
    ok(response, url.includes("CreateContact") ? { Id: "id-1" } : answer);
  });
  const inputs = { name: "oncall", [property]: webhooks[property as keyof typeof webhooks] };
  const { failures } = await contact.create(contextFor(vmp, { testOnApply: "fail" }), inputs);
  expect(failures).toHaveLength(passes ? 0 : 1);
});

/** What is told of it: the parts that the answer has. */
test.each<[string, object, string]>([
  ["webhook", {}, "VMP got no answer from it"],
  ["webhook", { StatusCode: 0, ErrorMessage: "no route" }, "VMP got no answer from it: no route"],
  [
    "webhook",
    { StatusCode: 500, ErrorMessage: "bad", Body: "out of order" },
    'its answer has the status 500: bad: the answer begins "out of order"',
  ],
  [
    "larkBotWebhook",
    { StatusCode: 500, LarkCode: 1, LarkMessage: "no", Body: "{}" },
    "its answer has the status 500, the Lark bot gives the code 1: no",
  ],
  ["weComBotWebhook", { LarkCode: 1, LarkMessage: "no" }, "VMP got no answer from it"],
])("of the %s, an answer of %j is told as it is", async (property, answer, reason) => {
  const vmp = await startServer((response) => {
    ok(response, answer);
  });
  const testable = TESTABLE.find(([each]) => each === property);
  if (testable === undefined) throw new Error("VMP cannot test it");
  const failure = await failureOf(testWebhook(contextFor(vmp).client, testable, {}, { task: "test it", secrets: [] }));
  expect(failure).toMatchObject({ code: "TestFailed", reason, effect: "none", requestId: "req-1" });
});

test("a phone number is none that VMP can call for a test", async () => {
  const { phoneNumber } = OPTIONAL_FIELDS;
  expect((await create({ phoneNumber })).failures).toEqual([]);
  expect(actionsOf(emulator)).toEqual(["CreateContact", "GetContact"]);
});

describe("a test that cannot be made", () => {
  test("does not lose the contact, and is told with the reason", async () => {
    const vmp = await startServer((response, { url }) => {
      if (url.includes("CreateContact")) ok(response, { Id: "id-1" });
      else {
        response.writeHead(404).end(
          JSON.stringify({
            ResponseMetadata: {
              RequestId: "req-2",
              Error: { Code: "InvalidActionOrVersion", Message: "No such action." },
            },
          }),
        );
      }
    });
    const inputs = { name: "oncall", larkBotWebhook: webhooks.larkBotWebhook };
    const { id, failures } = await contact.create(contextFor(vmp, { testOnApply: "fail" }), inputs);
    expect(id).toBe("id-1");
    expect(failures).toEqual([
      expect.stringMatching(
        /^test the Lark bot of contact "oncall" \(id id-1\): InvalidActionOrVersion: No such action\. \(request req-2\)/,
      ),
    ]);
  });

  test("is not repeated when its answer is lost, as the message may be there", async () => {
    emulator.faults.set([{ fault: "reset", action: "TestLarkBotWebhook", act: true }]);
    const { failures } = await create({ larkBotWebhook: webhooks.larkBotWebhook });
    expect(failures).toEqual([expect.stringContaining("ConnectionLost")]);
    expect(receivers.got).toEqual(["lark"]);
  });

  test("is repeated when VMP had too much to do and did nothing", async () => {
    emulator.faults.set([{ fault: "flowLimit", action: "TestLarkBotWebhook", times: 1 }]);
    const { failures } = await create({ larkBotWebhook: webhooks.larkBotWebhook });
    expect(failures).toEqual([]);
    expect(receivers.got).toEqual(["lark"]);
  });
});

test("no secret is shown, whatever a receiver repeats, and no body in full", async () => {
  const echo = await startServer((response, { url, headers }) => {
    const said = `${url} ${headers.authorization ?? ""} ${JSON.stringify(SECRETS)} ${"long ".repeat(200)}`;
    if (url.endsWith("webhook")) response.writeHead(400).end(said);
    else response.end(JSON.stringify({ code: 1, msg: said, errcode: 1, errmsg: said }));
  });
  const { failures } = await create(webhooksAt(echo.url));
  expect(failures).toHaveLength(4);
  for (const failure of failures) {
    for (const secret of Object.values(SECRETS)) expect(failure).not.toContain(secret);
    expect(failure).toContain("***");
    expect(failure.replace(/ \(request \S+\)/, "").length).toBeLessThan(800);
  }
});
