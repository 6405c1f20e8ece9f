import { fields } from "../../../provider/resources/contact/table";
import { changedProperties } from "../../../provider/fields/diff";
import { UNSEEN } from "../../../provider/fields/masks";
import type { Field } from "../../../provider/fields/field";
import { createBody, fromApi, isCutShort, updateBody } from "../../../provider/fields/wire";
import type { Json, JsonObject } from "../../../provider/client/types";
import { everyCombination, OPTIONAL_FIELDS, REFERENCE_EXAMPLE } from "../../support/contacts";

const ID = "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c";
const full = { name: "oncall", ...OPTIONAL_FIELDS, contactGroupIds: [ID] };

/** What an update carries for the webhooks that are not set. */
const NO_WEBHOOKS = {
  Webhook: { Address: "", Token: "" },
  LarkBotWebhook: { Address: "", SecretKey: "" },
  DingTalkBotWebhook: { Address: "", SecretKey: "", AtMobiles: [], AtUserIds: [] },
  WeComBotWebhook: { Address: "", AtUserIds: [] },
};

describe("create", () => {
  test("sends the reference's example request word for word", () => {
    expect(createBody(fields, REFERENCE_EXAMPLE)).toEqual({
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
    });
  });

  test("sends only what is set", () => {
    const inputs = {
      name: "oncall",
      email: null,
      webhook: { address: "https://a.example.com", token: null },
      contactGroupIds: [],
    };
    expect(createBody(fields, inputs)).toEqual({ Name: "oncall", Webhook: { Address: "https://a.example.com" } });
  });

  test("sends a phone number", () => {
    expect(createBody(fields, { name: "oncall", phoneNumber: OPTIONAL_FIELDS.phoneNumber })).toEqual({
      Name: "oncall",
      PhoneNumber: { CountryCode: "+86", Number: "13300000000" },
    });
  });
});

describe("update", () => {
  const update = (news: Record<string, unknown>): JsonObject =>
    updateBody(fields, ID, news, changedProperties(fields, full, news));
  const { Webhook, LarkBotWebhook, DingTalkBotWebhook, WeComBotWebhook } = createBody(fields, full);
  const webhooks = { Webhook, LarkBotWebhook, DingTalkBotWebhook, WeComBotWebhook } as JsonObject;

  test("carries all four webhooks and nothing else that did not change", () => {
    expect(update({ ...full, name: "other" })).toEqual({ Id: ID, Name: "other", ...webhooks });
  });

  test.each([
    ["webhook", "Webhook"],
    ["larkBotWebhook", "LarkBotWebhook"],
    ["dingTalkBotWebhook", "DingTalkBotWebhook"],
    ["weComBotWebhook", "WeComBotWebhook"],
  ] as const)("removes a %s by empty values in all of its parts", (property, api) => {
    expect(update({ ...full, [property]: undefined })).toEqual({ Id: ID, ...webhooks, [api]: NO_WEBHOOKS[api] });
  });

  test("empties a part of a webhook that was taken out", () => {
    const { address } = OPTIONAL_FIELDS.dingTalkBotWebhook;
    expect(update({ ...full, dingTalkBotWebhook: { address } })).toEqual({
      Id: ID,
      ...webhooks,
      DingTalkBotWebhook: { ...NO_WEBHOOKS.DingTalkBotWebhook, Address: address },
    });
  });

  test("sends an e-mail and a phone number that were taken out as empty", () => {
    expect(update({ ...full, email: undefined, phoneNumber: undefined })).toEqual({
      Id: ID,
      Email: "",
      PhoneNumber: { CountryCode: "", Number: "" },
      ...webhooks,
    });
  });

  test.each([
    ["changed", [ID, "x"], [ID, "x"]],
    ["emptied", [], []],
    ["taken out", undefined, []],
  ])("sends group ids that were %s", (_case, contactGroupIds, expected) => {
    expect(update({ ...full, contactGroupIds })).toEqual({ Id: ID, ContactGroupIds: expected, ...webhooks });
  });
});

describe("read", () => {
  test("gives back what was sent, in every combination of the optional fields", () => {
    for (const contact of everyCombination("oncall")) {
      expect(
        fromApi(
          fields,
          { ...NO_WEBHOOKS, PhoneNumber: { CountryCode: "", Number: "" }, ...createBody(fields, contact) },
          contact,
        ),
      ).toEqual(contact);
      expect(fromApi(fields, createBody(fields, contact), contact)).toEqual(contact);
    }
  });

  test.each(["***", "*", "https://open.feishu.cn/***", "SEC***"])(
    "keeps a secret that comes back masked as %s",
    (mask) => {
      const answer = createBody(fields, full);
      Object.assign(answer, {
        Webhook: { Address: mask, Token: mask },
        LarkBotWebhook: { Address: mask, SecretKey: mask },
      });
      expect(fromApi(fields, answer, full)).toEqual(full);
    },
  );

  test("keeps a secret that is left out, and not one that is empty", () => {
    const address = OPTIONAL_FIELDS.webhook.address;
    expect(fromApi(fields, { ...createBody(fields, full), Webhook: { Address: address } }, full)).toEqual(full);
    expect(fromApi(fields, { ...createBody(fields, full), Webhook: { Token: null } }, full)).toEqual(full);
    expect(fromApi(fields, { ...createBody(fields, full), Webhook: { Address: address, Token: "" } }, full)).toEqual({
      ...full,
      webhook: { address },
    });
  });

  test("keeps the state's order of a set, and takes the service's when the set differs", () => {
    const state = { ...full, contactGroupIds: ["b", "a"] };
    expect(
      fromApi(fields, { ...createBody(fields, full), ContactGroupIds: ["a", "b"] }, state).contactGroupIds,
    ).toEqual(["b", "a"]);
    expect(
      fromApi(fields, { ...createBody(fields, full), ContactGroupIds: ["a", "c"] }, state).contactGroupIds,
    ).toEqual(["a", "c"]);
  });

  test.each<[string, string[], string[], string[]]>([
    ["all of them", ["***", "***"], ["1", "2"], ["1", "2"]],
    ["some of them", ["2", "133***"], ["1", "2"], ["1", "2"]],
    ["more than there were", ["***", "***"], ["1"], [UNSEEN]],
    ["fewer than there were", ["***"], ["1", "2"], [UNSEEN]],
    ["beside one that is new", ["3", "***"], ["1", "2"], ["3", UNSEEN]],
    ["none but those that the state has as they are", ["***", "1"], ["1", "***"], ["1", "***"]],
    ["none", ["2", "2", "1"], ["1"], ["2", "1"]],
  ])("of a set, masked are %s", (_case, answered, known, expected) => {
    const { address } = OPTIONAL_FIELDS.weComBotWebhook;
    const state = { name: "oncall", weComBotWebhook: { address, atUserIds: known } };
    const answer = { Name: "oncall", WeComBotWebhook: { Address: address, AtUserIds: answered } };
    expect(fromApi(fields, answer, state)).toMatchObject({ weComBotWebhook: { atUserIds: expected } });
  });

  test("shows a webhook that was added or removed by hand", () => {
    const found = fromApi(
      fields,
      { Name: "oncall", Webhook: { Address: "https://a.example.com", Token: "" }, LarkBotWebhook: { Address: "" } },
      full,
    );
    expect(found).toEqual({ name: "oncall", webhook: { address: "https://a.example.com" }, contactGroupIds: [] });
  });

  test("looks at group membership only where the state has it", () => {
    expect(fromApi(fields, { Name: "oncall", ContactGroupIds: [ID] }, { name: "oncall" })).toEqual({ name: "oncall" });
    expect(fromApi(fields, { Name: "oncall", ContactGroupIds: [ID] }, { name: "oncall", contactGroupIds: [] })).toEqual(
      {
        name: "oncall",
        contactGroupIds: [ID],
      },
    );
    expect(fromApi(fields, { Name: "oncall" }, { name: "oncall", contactGroupIds: [] })).toEqual({
      name: "oncall",
      contactGroupIds: [],
    });
  });

  test("survives an answer of other types", () => {
    const answer = {
      Name: 7,
      Email: null,
      Webhook: "x",
      ContactGroupIds: "x",
      WeComBotWebhook: [],
      DingTalkBotWebhook: { Address: 1 },
    };
    expect(fromApi(fields, answer, full)).toEqual({ contactGroupIds: [], dingTalkBotWebhook: undefined });
  });
});

describe("an answer is cut short where it lacks", () => {
  const text = { kind: "text", api: "Text" } as const;
  const needed = { ...text, required: true } as const;
  const members = { needed: { ...needed, api: "Needed" }, other: { ...text, api: "Other" } };
  const object: Field = { kind: "object", api: "Object", members };
  const list: Field = { kind: "list", api: "List", members };

  test.each<[string, Field, Json | undefined, boolean]>([
    ["what nothing can be without", needed, undefined, true],
    ["what may be absent", text, undefined, false],
    ["a secret: it may be hidden", { ...needed, secret: true }, undefined, false],
    ["nothing", needed, "there", false],
    ["a part of an object", object, { Other: "there" }, true],
    ["no part of an object that has to be there", object, { Needed: "there" }, false],
    ["a part of one in a list", list, [{ Needed: "there" }, { Other: "there" }], true],
    ["no part of any in a list", list, [{ Needed: "there" }, { Needed: "there" }], false],
    ["what is no object, in a list: that is another matter", list, ["strange"], false],
  ])("%s", (_, field, value, expected) => {
    expect(isCutShort(field, value)).toBe(expected);
  });
});
