import type { Emulator } from "../../../emulator";
import { EXAMPLE_GROUP } from "../../../emulator";
import { call, closeAll, createContact, sendSigned, start, type ApiAnswer } from "../support";

afterEach(closeAll);

/** The reference's example request of CreateContact, word for word. */
const EXAMPLE = {
  Name: "user-demo",
  Email: "user-demo@example.com",
  Webhook: { Token: "3KSxxx", Address: "https://www.bytedance.com/" },
  ContactGroupIds: ["e28ae750-bbb8-4ff4-abf4-1e0e0f88808c"],
  LarkBotWebhook: { Address: "https://open.feishu.cn/open-apis/bot/v2/hook/***", SecretKey: "6KKxxx" },
  DingTalkBotWebhook: {
    Address: "https://oapi.dingtalk.com/robot/send?access_token=***",
    AtMobiles: ["133********"],
    AtUserIds: ["********"],
    SecretKey: "SECxxx",
  },
  WeComBotWebhook: {
    Address: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=xxxxxxx",
    AtUserIds: ["********"],
  },
};

const NO_WEBHOOKS = {
  Webhook: { Address: "", Token: "" },
  LarkBotWebhook: { Address: "", SecretKey: "" },
  DingTalkBotWebhook: { Address: "", SecretKey: "", AtMobiles: [], AtUserIds: [] },
  WeComBotWebhook: { Address: "", AtUserIds: [] },
};

function get(emulator: Emulator, Id: string) {
  return call(emulator, "GetContact", { Id });
}

async function errorOf(emulator: Emulator, action: string, body: object) {
  const { status, text } = await sendSigned(emulator, action, body);
  return [status, (JSON.parse(text) as ApiAnswer).ResponseMetadata.Error?.Code];
}

describe("CreateContact", () => {
  test("takes the reference's example and says that the mail was sent", async () => {
    const emulator = await start({ groups: [EXAMPLE_GROUP] });
    const { Id, ...rest } = await call(emulator, "CreateContact", EXAMPLE);
    expect(Id).toMatch(/^[0-9a-f-]{36}$/);
    expect(rest).toEqual({ SendStatus: "MessageSucceed.Email", Message: "" });
    expect(await get(emulator, Id as string)).toMatchObject({ Id, ...EXAMPLE, EmailActive: false });
  });

  test("says nothing of a mail when there is no address", async () => {
    const emulator = await start();
    expect(Object.keys(await call(emulator, "CreateContact", { Name: "oncall" }))).toEqual(["Id"]);
  });

  test("refuses a name that is taken", async () => {
    const emulator = await start();
    await createContact(emulator, { Name: "oncall" });
    expect(await errorOf(emulator, "CreateContact", { Name: "oncall" })).toEqual([409, "Conflict.Name"]);
    expect(emulator.contacts()).toHaveLength(1);
  });

  test("keeps the contact when the mail cannot be sent", async () => {
    const emulator = await start({ behaviour: { validationMail: "failed" } });
    const result = await call(emulator, "CreateContact", { Name: "oncall", Email: "a@example.com" });
    expect(result).toMatchObject({ SendStatus: "MessageFailed.Email" });
    expect(result.Message).toMatch(/could not/);
    expect(emulator.contacts()).toHaveLength(1);
  });

  test("keeps the contact when the address had a mail within the minute, and says so", async () => {
    const emulator = await start();
    await createContact(emulator, { Name: "first", Email: "a@example.com" });
    const result = await call(emulator, "CreateContact", { Name: "second", Email: "a@example.com" });
    expect(result).toMatchObject({ SendStatus: "LimitExceeded.Email" });
    expect(result.Message).toMatch(/once in 1 minute/);
    expect(emulator.contacts()).toHaveLength(2);
  });

  test("answers ProductUnsubscribed while the account has not opened VMP", async () => {
    const emulator = await start({ behaviour: { subscribed: false } });
    expect(await errorOf(emulator, "CreateContact", { Name: "oncall" })).toEqual([403, "ProductUnsubscribed"]);
  });
});

describe("GetContact", () => {
  test("returns what is not set as empty objects, and leaves an empty ContactGroupIds out", async () => {
    const now = Date.now();
    const emulator = await start({ now: () => now });
    const Id = await createContact(emulator, { Name: "oncall" });
    expect(await get(emulator, Id)).toEqual({
      Id,
      Name: "oncall",
      Email: "",
      EmailActive: false,
      ...NO_WEBHOOKS,
      PhoneNumber: { CountryCode: "", Number: "" },
      CreateTime: `${new Date(now).toISOString().slice(0, 19)}Z`,
      LarkBot: { ChatID: "", GroupName: "", TenantKey: "" },
    });
  });

  test("leaves what is not set out when told to", async () => {
    const emulator = await start({ behaviour: { unset: "absent" } });
    const contact = await get(emulator, await createContact(emulator, { Name: "oncall" }));
    expect(Object.keys(contact)).toEqual(["Id", "Name", "Email", "EmailActive", "CreateTime", "LarkBot"]);
  });

  test("masks or omits secrets when told to", async () => {
    const emulator = await start({ groups: [EXAMPLE_GROUP] });
    const Id = await createContact(emulator, EXAMPLE);
    emulator.behaviour.secrets = "masked";
    expect(await get(emulator, Id)).toMatchObject({
      Webhook: { Address: "https://www.bytedance.com/***", Token: "******" },
      LarkBotWebhook: { Address: "https://open.feishu.cn/***", SecretKey: "******" },
      DingTalkBotWebhook: { Address: "https://oapi.dingtalk.com/***", SecretKey: "******", AtMobiles: ["133********"] },
      WeComBotWebhook: { Address: "https://qyapi.weixin.qq.com/***" },
    });
    emulator.behaviour.secrets = "omitted";
    const omitted = await get(emulator, Id);
    expect(omitted.Webhook).toEqual({ Address: "https://www.bytedance.com/" });
    expect(omitted.LarkBotWebhook).not.toHaveProperty("SecretKey");
    emulator.behaviour.secrets = "clear";
    expect(await get(emulator, Id)).toMatchObject(EXAMPLE);
  });

  test("answers 404 for a contact that is not there, and 400 without an Id", async () => {
    const emulator = await start();
    expect(await errorOf(emulator, "GetContact", { Id: "x" })).toEqual([404, "NotFound.Id"]);
    expect(await errorOf(emulator, "GetContact", {})).toEqual([400, "MissingParameter.Id"]);
    expect(await errorOf(emulator, "GetContact", { Id: 7 })).toEqual([400, "InvalidParameter.Id"]);
  });
});

describe("UpdateContact", () => {
  async function exampleWith(behaviour = {}) {
    const emulator = await start({ groups: [EXAMPLE_GROUP], behaviour });
    const Id = await createContact(emulator, {
      ...EXAMPLE,
      PhoneNumber: { CountryCode: "+86", Number: "13300000000" },
    });
    return { emulator, Id, update: (fields: object) => call(emulator, "UpdateContact", { Id, ...fields }) };
  }

  test("leaves everything that it is not given as it is", async () => {
    const { emulator, Id, update } = await exampleWith();
    const before = emulator.contacts();
    await update({ Name: "renamed" });
    expect(emulator.contacts()).toEqual([{ ...before[0], Name: "renamed" }]);
    expect(await get(emulator, Id)).toMatchObject({ ...EXAMPLE, Name: "renamed" });
  });

  test.each(["Webhook", "LarkBotWebhook", "DingTalkBotWebhook", "WeComBotWebhook"] as const)(
    "removes %s, and only it, when its Address is empty",
    async (name) => {
      const { emulator, update } = await exampleWith();
      await update({ [name]: NO_WEBHOOKS[name] });
      const { [name]: removed, ...others } = EXAMPLE;
      expect(removed).toBeDefined();
      expect(emulator.contacts()[0]).toMatchObject(others);
      expect(emulator.contacts()[0]).not.toHaveProperty(name);
    },
  );

  test("replaces a webhook as a whole", async () => {
    const { emulator, update } = await exampleWith();
    await update({ DingTalkBotWebhook: { Address: "https://oapi.dingtalk.com/new" } });
    expect(emulator.contacts()[0]?.DingTalkBotWebhook).toEqual({
      Address: "https://oapi.dingtalk.com/new",
      SecretKey: "",
      AtMobiles: [],
      AtUserIds: [],
    });
  });

  test("removes the webhooks that it is not given when told to, but none when it is given none", async () => {
    const { emulator, update } = await exampleWith({ absentWebhooks: "removed" });
    await update({ Name: "renamed" });
    expect(emulator.contacts()[0]).toHaveProperty("LarkBotWebhook");
    await update({ Webhook: EXAMPLE.Webhook });
    expect(emulator.contacts()[0]).toHaveProperty("Webhook");
    expect(emulator.contacts()[0]).not.toHaveProperty("LarkBotWebhook");
  });

  test.each([
    ["Email", { Email: "" }, "emailRemoval"],
    ["PhoneNumber", { PhoneNumber: { CountryCode: "", Number: "" } }, "phoneRemoval"],
  ] as const)("removes, refuses or ignores an empty %s, as told", async (field, change, switchName) => {
    const { emulator, Id, update } = await exampleWith({ [switchName]: "refused" });
    expect(await errorOf(emulator, "UpdateContact", { Id, ...change })).toEqual([400, `InvalidParameter.${field}`]);
    emulator.behaviour[switchName] = "ignored";
    await update({ ...change, Name: "renamed" });
    expect(emulator.contacts()[0]).toHaveProperty(field);
    expect(emulator.contacts()[0]?.Name).toBe("renamed");
    emulator.behaviour[switchName] = "accepted";
    await update(change);
    expect(emulator.contacts()[0]).not.toHaveProperty(field);
  });

  test("replaces the group ids", async () => {
    const { emulator, update } = await exampleWith();
    emulator.addGroup("11111111-1111-4111-8111-111111111111", "other");
    await update({ ContactGroupIds: ["11111111-1111-4111-8111-111111111111"] });
    expect(emulator.groups().map(({ ContactIds }) => ContactIds.length)).toEqual([0, 1]);
    await update({ ContactGroupIds: [] });
    expect(emulator.contacts()[0]?.ContactGroupIds).toEqual([]);
  });

  test("sends a mail to a changed address, and none to the same one", async () => {
    const { update } = await exampleWith();
    expect(await update({ Email: EXAMPLE.Email })).not.toHaveProperty("SendStatus");
    expect(await update({ Email: "other@example.com" })).toMatchObject({ SendStatus: "MessageSucceed.Email" });
  });

  test("refuses another contact's name but takes its own", async () => {
    const { emulator, Id, update } = await exampleWith();
    await createContact(emulator, { Name: "other" });
    expect(await errorOf(emulator, "UpdateContact", { Id, Name: "other" })).toEqual([409, "Conflict.Name"]);
    expect(await update({ Name: EXAMPLE.Name })).toEqual({ Id });
  });

  test("changes nothing when one parameter is wrong", async () => {
    const { emulator, Id } = await exampleWith();
    const before = emulator.contacts();
    const body = { Id, Name: "renamed", Webhook: { Token: "alone" } };
    expect(await errorOf(emulator, "UpdateContact", body)).toEqual([400, "MissingParameter.Webhook.Address"]);
    expect(emulator.contacts()).toEqual(before);
  });

  test("answers 404 for a contact that is gone", async () => {
    const emulator = await start();
    expect(await errorOf(emulator, "UpdateContact", { Id: "x", Name: "a" })).toEqual([404, "NotFound.Id"]);
  });
});

describe("DeleteContacts", () => {
  test("answers 200 and tells each id's fate", async () => {
    const emulator = await start();
    const free = await createContact(emulator, { Name: "free" });
    const used = await createContact(emulator, { Name: "used" });
    emulator.behaviour.undeletable.push(used);
    const result = await call(emulator, "DeleteContacts", { Ids: [free, used, "gone"] });
    expect(result).toMatchObject({
      SuccessfulItems: [free],
      UnsuccessfulItems: [
        { Id: used, Error: { Code: "OperationDenied.InUse" } },
        { Id: "gone", Error: { Code: "NotFound.Ids", Data: {} } },
      ],
    });
    expect(emulator.contacts().map(({ Id }) => Id)).toEqual([used]);
  });

  test("needs ids", async () => {
    const emulator = await start();
    expect(await errorOf(emulator, "DeleteContacts", {})).toEqual([400, "MissingParameter.Ids"]);
    expect(await errorOf(emulator, "DeleteContacts", { Ids: "x" })).toEqual([400, "InvalidParameter.Ids"]);
  });
});
