/**
 * The table of a contact: all that is known of its fields, once.
 *
 * Source of the rules: the API reference of VMP, CreateContact (version 2021-03-03); "observed" marks what only the
 * vendor's Terraform provider shows. The property names are those of the vendor's own Pulumi provider.
 */
import type { Fields, PropertiesOf, ValueOf } from "../../fields/field";
import { botAddress, email, httpAddress, notSigned } from "../../fields/addresses";
import { countryCode, mobile, name, onePerson, phoneDigits } from "../../fields/rules";

export const fields = {
  /**
   * The contact's name, unique in the account. Letters (`A-Z`, `a-z`), Chinese characters (Unicode Han), digits, `-`
   * and `_`; the first is a letter or a Chinese character; shorter than 128 characters. Required. Not secret.
   * Documented under CreateContact, `Name`.
   */
  name: { kind: "text", api: "Name", required: true, rule: name },
  /**
   * The e-mail address. VMP sends a validation mail to a new one, which its owner has 24 hours to confirm. Optional,
   * default none. Not secret. Documented under CreateContact, `Email`.
   */
  email: { kind: "text", api: "Email", rule: email, reaches: "all" },
  /**
   * A webhook to a general address. Optional, default none. Holds secrets: its address and token. Documented under
   * CreateContact, `Webhook`.
   */
  webhook: {
    kind: "object",
    api: "Webhook",
    key: "address",
    inEveryUpdate: true,
    reaches: "all",
    test: { noun: "webhook" },
    members: {
      /**
       * Where VMP posts the alert: an `http://` or `https://` URL. Required in a webhook. Secret: encrypted in the state.
       * Documented under CreateContact, `Webhook.Address`.
       */
      address: { kind: "text", api: "Address", required: true, secret: true, rule: httpAddress },
      /**
       * A token that VMP sends along, so that the receiver knows the sender. Optional, default none; never without
       * `address`. Secret: encrypted in the state. Documented under CreateContact, `Webhook.Token`.
       */
      token: { kind: "text", api: "Token", secret: true },
    },
  },
  /**
   * Ids (UUIDs) of the contact groups it belongs to. A set: the order means nothing, none may repeat. Optional. Left
   * out, membership is not managed from the contact's side and its drift is not looked at; `[]` means "in no group";
   * taken out of the program later, the contact leaves all groups. Not secret. Documented under
   * CreateContact, `ContactGroupIds`.
   */
  contactGroupIds: { kind: "set", api: "ContactGroupIds", refersTo: "contact group", unmanagedWhenAbsent: true },
  /**
   * A bot in a Lark (Feishu) group. Optional, default none. Holds secrets: its address and secret key. Documented under
   * CreateContact, `LarkBotWebhook`.
   */
  larkBotWebhook: {
    kind: "object",
    api: "LarkBotWebhook",
    key: "address",
    inEveryUpdate: true,
    reaches: "all",
    test: { noun: "Lark bot", bot: "Lark" },
    members: {
      /**
       * The bot's address, `https://open.feishu.cn/open-apis/bot/v2/hook/...` or the same under `open.larksuite.com`.
       * Another http(s) URL passes with a warning. Required in a bot. Secret, since whoever has it can post to the
       * group: encrypted in the state. Documented under CreateContact, `LarkBotWebhook.Address`.
       */
      address: {
        kind: "text",
        api: "Address",
        required: true,
        secret: true,
        rule: botAddress("Lark bot", [
          "https://open.feishu.cn/open-apis/bot/v2/hook/",
          "https://open.larksuite.com/open-apis/bot/v2/hook/",
        ]),
      },
      /**
       * The bot's signing key. Optional, default none; never without `address`. Secret: encrypted in the state.
       * Documented under CreateContact, `LarkBotWebhook.SecretKey`.
       */
      secretKey: { kind: "text", api: "SecretKey", secret: true },
    },
  },
  /**
   * A robot in a DingTalk group. Optional, default none. Holds secrets: its address and secret key. Documented under
   * CreateContact, `DingTalkBotWebhook`.
   */
  dingTalkBotWebhook: {
    kind: "object",
    api: "DingTalkBotWebhook",
    key: "address",
    inEveryUpdate: true,
    reaches: "all",
    test: { noun: "DingTalk robot", bot: "DingTalk" },
    members: {
      /**
       * The robot's address, `https://oapi.dingtalk.com/robot/send?access_token=...`. Another http(s) URL passes with a
       * warning. Required in a bot. Secret, since whoever has it can post to the group: encrypted in the state.
       * Documented under CreateContact, `DingTalkBotWebhook.Address`.
       */
      address: {
        kind: "text",
        api: "Address",
        required: true,
        secret: true,
        rule: notSigned(botAddress("DingTalk robot", ["https://oapi.dingtalk.com/robot/send?access_token="])),
      },
      /**
       * The robot's signing key (`SEC...`). Optional, default none; never without `address`. Secret: encrypted in the
       * state. Documented under CreateContact, `DingTalkBotWebhook.SecretKey`.
       */
      secretKey: { kind: "text", api: "SecretKey", secret: true },
      /**
       * Mobile numbers of the people in the group to mention. A set: the order means nothing, none may repeat.
       * Optional, default nobody. Not secret. Documented under CreateContact, `DingTalkBotWebhook.AtMobiles`.
       */
      atMobiles: { kind: "set", api: "AtMobiles", rule: mobile },
      /**
       * DingTalk user ids of the people in the group to mention. A set: the order means nothing, none may repeat.
       * Optional, default nobody. Not secret. Documented under CreateContact, `DingTalkBotWebhook.AtUserIds`.
       */
      atUserIds: { kind: "set", api: "AtUserIds", rule: onePerson },
    },
  },
  /**
   * A bot in a WeCom group. Optional, default none. Holds a secret: its address. Documented under CreateContact,
   * `WeComBotWebhook`.
   */
  weComBotWebhook: {
    kind: "object",
    api: "WeComBotWebhook",
    key: "address",
    inEveryUpdate: true,
    reaches: "all",
    test: { noun: "WeCom bot", bot: "WeCom" },
    members: {
      /**
       * The bot's address, `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=...`. Another http(s) URL passes with a
       * warning. Required in a bot. Secret, since whoever has it can post to the group: encrypted in the state.
       * Documented under CreateContact, `WeComBotWebhook.Address`.
       */
      address: {
        kind: "text",
        api: "Address",
        required: true,
        secret: true,
        rule: botAddress("WeCom bot", ["https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="]),
      },
      /**
       * WeCom user ids of the people in the group to mention. A set: the order means nothing, none may repeat.
       * Optional, default nobody. Not secret. Documented under CreateContact, `WeComBotWebhook.AtUserIds`.
       */
      atUserIds: { kind: "set", api: "AtUserIds", rule: onePerson },
    },
  },
  /**
   * A phone number. VMP sends a text message to a new one; its owner has 24 hours to confirm by the link in it, and it
   * cannot be sent again. It is called for alerts of level P0 alone. Optional, default none. Not secret. Observed; the
   * API reference does not name it.
   */
  phoneNumber: {
    kind: "object",
    api: "PhoneNumber",
    key: "number",
    reaches: "P0",
    members: {
      /** The country's calling code. `+86` is the only value. Required in a phone number. Not secret. Observed. */
      countryCode: { kind: "text", api: "CountryCode", required: true, rule: countryCode },
      /** The number, without the country code. Required in a phone number. Not secret. Observed. */
      number: { kind: "text", api: "Number", required: true, personal: true, rule: phoneDigits },
    },
  },
  /**
   * Whether the create takes over a contact of exactly this name that exists already: brings it to the program's fields
   * and keeps its id. Where nothing differs, nothing is sent. The run says so. Optional, default the setting
   * `vmp:adoptExisting`, which is `false`; then a name that is taken is an error. No part of what VMP keeps: it can
   * stay or go once the contact is in the state. Not secret.
   */
  adopt: { kind: "flag" },
  /**
   * Has VMP send the validation mail again: any value, such as a date. A new value asks for it, in an update that need
   * not change anything else; a changed `email` is sent its mail anyway. VMP sends one mail a minute to an address:
   * within that time, the update waits. Optional, default none. No part of what VMP keeps. Not secret. Documented under
   * SendValidationMessage.
   */
  resendValidation: { kind: "any" },
  /**
   * Whether VMP calls the webhooks for a test after a create or an update, those that changed and no others, and what
   * becomes of a test that fails. `"off"`: none is called. `"warn"`: a failed test is a warning. `"fail"`: it is an
   * error that keeps the contact; the next `pulumi up` repeats the tests that failed. Each test posts a message to its
   * receiver. Optional, default the setting `vmp:testOnApply`, which is `off`. No part of what VMP keeps. Not secret.
   * Documented under TestWebhook, TestLarkBotWebhook, TestDingTalkBotWebhook and TestWeComBotWebhook.
   */
  testOnApply: { kind: "text", choices: ["off", "warn", "fail"] },
} as const satisfies Fields;

/** What the service adds, and what the provider notes. None of it is ever a change. */
export const outputs = {
  /**
   * What became of the validation mail at the last create, change of the e-mail or `resendValidation`:
   * `MessageSucceed.Email` sent, `AlreadyActive.Email` confirmed already, `MessageFailed.Email` sending failed,
   * `LimitExceeded.Email` asked for too often. Absent when the service said nothing. Documented under CreateContact,
   * `SendStatus`.
   */
  sendStatus: { kind: "text" },
  /** The reason that goes with `sendStatus`. Documented under CreateContact, `Message`. */
  sendMessage: { kind: "text" },
  /**
   * When VMP last said that it sent the validation mail, ISO 8601 in UTC, by this machine's clock; its owner has 24
   * hours from then. Absent when that is not known, such as after a take-over. Our own, from `SendStatus`.
   */
  validationSentTime: { kind: "text" },
  /** Whether the owner has confirmed the e-mail address; filled by the first refresh. Documented under GetContact. */
  emailActive: { kind: "flag", api: "EmailActive", read: true },
  /** When the contact was made, as the service writes it; filled by the first refresh. Documented under GetContact. */
  createTime: { kind: "text", api: "CreateTime", read: true },
  /**
   * The Feishu group that was bound to the contact in the VMP console, where alone that can be done: alerts reach it
   * too. Filled by a refresh that asks for this contact alone: of a program's only contact, and of each that has
   * neither an e-mail nor a webhook. `chatId`, `groupName` and `tenantKey`; absent when there is none. Documented under
   * GetContact, `LarkBot`.
   */
  larkBot: {
    kind: "object",
    api: "LarkBot",
    read: true,
    key: "chatId",
    members: {
      /** The group's chat id. Documented under GetContact, `LarkBot.ChatID`. */
      chatId: { kind: "text", api: "ChatID" },
      /** The group's name. Documented under GetContact, `LarkBot.GroupName`. */
      groupName: { kind: "text", api: "GroupName" },
      /** Whose Feishu it is. Documented under GetContact, `LarkBot.TenantKey`. */
      tenantKey: { kind: "text", api: "TenantKey" },
    },
  },
  /** The address is not the one that the contact was made with, so `createTime` says nothing of its mail. */
  emailChanged: { kind: "flag", internal: true },
  /** The webhooks that failed their test; the next update tests them again. */
  failedTests: { kind: "set", internal: true },
  /** What was taken out of the program and may be kept by the service, by property. */
  removed: {
    kind: "object",
    internal: true,
    members: { email: fields.email, phoneNumber: fields.phoneNumber },
  },
} as const satisfies Fields;

/** What contacts are looked up by, beside their ids and names. */
export const filters = {
  /**
   * A part of the e-mail address, upper and lower case told apart. Optional. Documented under ListContacts,
   * `Filter.Email`; checked again on this side.
   */
  emailContains: { kind: "text", api: "Email" },
  /**
   * Ids (UUIDs) of contact groups: contacts that are in at least one of them. `[]` gives no contact. Optional.
   * Documented under ListContacts, `Filter.ContactGroupIds`.
   */
  contactGroupIds: { kind: "set", api: "ContactGroupIds", refersTo: "contact group" },
} as const satisfies Fields;

/** Its rows. */
type Rows = typeof fields;

/** What a program says of a contact. */
export interface ContactProperties extends PropertiesOf<Rows> {}

/** What the state has of a contact: what the program said, and what the service and the provider added. */
export interface ContactState extends ContactProperties, PropertiesOf<typeof outputs> {}

/** A webhook to a general address: VMP posts each alert to it. */
export interface Webhook extends ValueOf<Rows["webhook"]> {}

/** A bot in a Lark (Feishu) group. */
export interface LarkBotWebhook extends ValueOf<Rows["larkBotWebhook"]> {}

/** A robot in a DingTalk group. */
export interface DingTalkBotWebhook extends ValueOf<Rows["dingTalkBotWebhook"]> {}

/** A bot in a WeCom (WeChat Work) group. */
export interface WeComBotWebhook extends ValueOf<Rows["weComBotWebhook"]> {}

/** A Feishu group that was bound to a contact in the VMP console. */
export interface LarkBot extends ValueOf<(typeof outputs)["larkBot"]> {}

/** A phone number (observed; the API reference does not name it). */
export interface PhoneNumber extends ValueOf<Rows["phoneNumber"]> {}
