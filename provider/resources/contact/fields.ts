/**
 * The one table of a contact's fields: property, name in the API, rule, secret or not.
 *
 * Source: the API reference of VMP, CreateContact, and for `phoneNumber` the vendor's Terraform provider.
 */
import {
  botAddress,
  countryCode,
  email,
  httpAddress,
  idOf,
  name,
  oneOf,
  phoneDigits,
  type TextRule,
  trueOrFalse,
} from "../../fields/rules";
import type { Field, ObjectField, SetField, TextField } from "../../fields/table";
import type { ContactProperties } from "./types";

const address = (rule: TextRule): TextField => ({ kind: "text", api: "Address", required: true, secret: true, rule });
const secretKey: TextField = { kind: "text", api: "SecretKey", secret: true };
const atUserIds: SetField = { kind: "set", api: "AtUserIds" };

const webhook = (api: string, fields: ObjectField["fields"]): ObjectField => ({
  kind: "object",
  api,
  key: "address",
  inEveryUpdate: true,
  fields,
});

const phoneNumber: ObjectField = {
  kind: "object",
  api: "PhoneNumber",
  key: "number",
  fields: {
    countryCode: { kind: "text", api: "CountryCode", required: true, rule: countryCode },
    number: { kind: "text", api: "Number", required: true, personal: true, rule: phoneDigits },
  },
};

export type ContactProperty = keyof ContactProperties;

export const FIELDS = {
  name: { kind: "text", api: "Name", required: true, rule: name },
  email: { kind: "text", api: "Email", rule: email },
  webhook: webhook("Webhook", {
    address: address(httpAddress),
    token: { kind: "text", api: "Token", secret: true },
  }),
  contactGroupIds: { kind: "set", api: "ContactGroupIds", rule: idOf("contact group"), unmanagedWhenAbsent: true },
  larkBotWebhook: webhook("LarkBotWebhook", {
    address: address(
      botAddress("Lark bot", [
        "https://open.feishu.cn/open-apis/bot/v2/hook/",
        "https://open.larksuite.com/open-apis/bot/v2/hook/",
      ]),
    ),
    secretKey,
  }),
  dingTalkBotWebhook: webhook("DingTalkBotWebhook", {
    address: address(botAddress("DingTalk robot", ["https://oapi.dingtalk.com/robot/send?access_token="])),
    secretKey,
    atMobiles: { kind: "set", api: "AtMobiles" },
    atUserIds,
  }),
  weComBotWebhook: webhook("WeComBotWebhook", {
    address: address(botAddress("WeCom bot", ["https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="])),
    atUserIds,
  }),
  phoneNumber,
  adopt: { kind: "setting", rule: trueOrFalse },
  resendValidation: { kind: "setting" },
  testOnApply: { kind: "setting", rule: oneOf(["off", "warn", "fail"]) },
} as const satisfies Record<ContactProperty, Field>;

/** The four addresses that VMP can be asked to test. */
export const WEBHOOKS = [
  "webhook",
  "larkBotWebhook",
  "dingTalkBotWebhook",
  "weComBotWebhook",
] as const satisfies ContactProperty[];

/** The fields that can carry an alert to someone. */
export const CHANNELS = ["email", ...WEBHOOKS, "phoneNumber"] as const satisfies ContactProperty[];
