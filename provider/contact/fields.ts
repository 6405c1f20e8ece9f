/**
 * The one table of a contact's fields: property, name in the API, rule, secret or not. check, diff and wire read it.
 *
 * Source: the API reference of VMP, CreateContact, and for `phoneNumber` the vendor's Terraform provider.
 */
import type { ContactProperties } from "./types";
import { botAddress, countryCode, email, groupId, httpAddress, name, phoneDigits, type TextRule } from "./rules";

/** A single text. */
export interface TextField {
  kind: "text";
  /** Its name in the API. */
  api: string;
  required?: true;
  secret?: true;
  /** No secret, but services tend to show such things masked. */
  personal?: true;
  rule?: TextRule;
}

/** A list of texts that the API treats as a set: order means nothing, duplicates are faults. */
export interface SetField {
  kind: "set";
  api: string;
  /** The rule of each item. */
  rule?: TextRule;
  /** Whether leaving it out means "not managed from here", which is not the same as the empty list. */
  unmanagedWhenAbsent?: true;
}

/** An object that counts as set when its key field is. */
export interface ObjectField {
  kind: "object";
  api: string;
  /** The field without which the object is empty: VMP takes an empty one as "remove it". */
  key: string;
  /** Whether every update has to carry it, also unchanged (observed of the four webhooks). */
  inEveryUpdate?: true;
  fields: Record<string, TextField | SetField>;
}

export type Field = TextField | SetField | ObjectField;

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

export type ContactProperty = keyof ContactProperties;

export const FIELDS: Record<ContactProperty, Field> = {
  name: { kind: "text", api: "Name", required: true, rule: name },
  email: { kind: "text", api: "Email", rule: email },
  webhook: webhook("Webhook", {
    address: address(httpAddress),
    token: { kind: "text", api: "Token", secret: true },
  }),
  contactGroupIds: { kind: "set", api: "ContactGroupIds", rule: groupId, unmanagedWhenAbsent: true },
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
  phoneNumber: {
    kind: "object",
    api: "PhoneNumber",
    key: "number",
    fields: {
      countryCode: { kind: "text", api: "CountryCode", required: true, rule: countryCode },
      number: { kind: "text", api: "Number", required: true, personal: true, rule: phoneDigits },
    },
  },
};

/** The fields that can carry an alert to someone. */
export const CHANNELS = [
  "email",
  "webhook",
  "larkBotWebhook",
  "dingTalkBotWebhook",
  "weComBotWebhook",
  "phoneNumber",
] as const satisfies ContactProperty[];

export const PROPERTIES = Object.keys(FIELDS) as ContactProperty[];

/** The top-level properties that hold a secret somewhere. */
export const SECRET_PROPERTIES: string[] = Object.entries(FIELDS)
  .filter(([, field]) => field.kind === "object" && Object.values(field.fields).some(isSecret))
  .map(([property]) => property);

export function isSecret(field: Field | undefined): boolean {
  return field?.kind === "text" && field.secret === true;
}
