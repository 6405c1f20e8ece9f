/**
 * The contract of `vmp.Contact`: its properties, as a program writes them and as the state keeps them.
 *
 * Source of the rules: the API reference of VMP, CreateContact (version 2021-03-03); "observed" marks what only the
 * vendor's Terraform provider shows. The property names are those of the vendor's own Pulumi provider.
 */

/** A webhook to a general address: VMP posts each alert to it. */
export interface Webhook {
  /**
   * Where VMP posts the alert: an `http://` or `https://` URL. Required in a webhook. Secret: encrypted in the state.
   * Documented under CreateContact, `Webhook.Address`.
   */
  address: string;
  /**
   * A token that VMP sends along, so that the receiver knows the sender. Optional, default none; never without
   * `address`. Secret: encrypted in the state. Documented under CreateContact, `Webhook.Token`.
   */
  token?: string | undefined;
}

/** A bot in a Lark (Feishu) group. */
export interface LarkBotWebhook {
  /**
   * The bot's address, `https://open.feishu.cn/open-apis/bot/v2/hook/...` or the same under `open.larksuite.com`.
   * Another http(s) URL passes with a warning. Required in a bot. Secret, since whoever has it can post to the group:
   * encrypted in the state. Documented under CreateContact, `LarkBotWebhook.Address`.
   */
  address: string;
  /**
   * The bot's signing key. Optional, default none; never without `address`. Secret: encrypted in the state.
   * Documented under CreateContact, `LarkBotWebhook.SecretKey`.
   */
  secretKey?: string | undefined;
}

/** A robot in a DingTalk group. */
export interface DingTalkBotWebhook {
  /**
   * The robot's address, `https://oapi.dingtalk.com/robot/send?access_token=...`. Another http(s) URL passes with a
   * warning. Required in a bot. Secret, since whoever has it can post to the group: encrypted in the state.
   * Documented under CreateContact, `DingTalkBotWebhook.Address`.
   */
  address: string;
  /**
   * The robot's signing key (`SEC...`). Optional, default none; never without `address`. Secret: encrypted in the
   * state. Documented under CreateContact, `DingTalkBotWebhook.SecretKey`.
   */
  secretKey?: string | undefined;
  /**
   * Mobile numbers of the people in the group to mention. A set: the order means nothing, none may repeat. Optional,
   * default nobody. Not secret. Documented under CreateContact, `DingTalkBotWebhook.AtMobiles`.
   */
  atMobiles?: string[] | undefined;
  /**
   * DingTalk user ids of the people in the group to mention. A set: the order means nothing, none may repeat.
   * Optional, default nobody. Not secret. Documented under CreateContact, `DingTalkBotWebhook.AtUserIds`.
   */
  atUserIds?: string[] | undefined;
}

/** A bot in a WeCom (WeChat Work) group. */
export interface WeComBotWebhook {
  /**
   * The bot's address, `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=...`. Another http(s) URL passes with a
   * warning. Required in a bot. Secret, since whoever has it can post to the group: encrypted in the state.
   * Documented under CreateContact, `WeComBotWebhook.Address`.
   */
  address: string;
  /**
   * WeCom user ids of the people in the group to mention. A set: the order means nothing, none may repeat. Optional,
   * default nobody. Not secret. Documented under CreateContact, `WeComBotWebhook.AtUserIds`.
   */
  atUserIds?: string[] | undefined;
}

/** A phone number (observed; the API reference does not name it). */
export interface PhoneNumber {
  /** The country's calling code. `+86` is the only value. Required in a phone number. Not secret. Observed. */
  countryCode: string;
  /** The number, without the country code. Required in a phone number. Not secret. Observed. */
  number: string;
}

/** What a program says of a contact. */
export interface ContactProperties {
  /**
   * The contact's name, unique in the account. Letters (`A-Z`, `a-z`), Chinese characters (Unicode Han), digits, `-`
   * and `_`; the first is a letter or a Chinese character; shorter than 128 characters. Required. Not secret.
   * Documented under CreateContact, `Name`.
   */
  name: string;
  /**
   * The e-mail address. VMP sends a validation mail to a new one, which its owner has 24 hours to confirm. Optional,
   * default none. Not secret. Documented under CreateContact, `Email`.
   */
  email?: string | undefined;
  /**
   * A webhook to a general address. Optional, default none. Holds secrets: its address and token. Documented under
   * CreateContact, `Webhook`.
   */
  webhook?: Webhook | undefined;
  /**
   * Ids (UUIDs) of the contact groups it belongs to. A set: the order means nothing, none may repeat. Optional. Left
   * out, membership is not managed from the contact's side and its drift is not looked at; `[]` means "in no group";
   * taken out of the program later, the contact leaves all groups. Not secret. Documented under
   * CreateContact, `ContactGroupIds`.
   */
  contactGroupIds?: string[] | undefined;
  /**
   * A bot in a Lark (Feishu) group. Optional, default none. Holds secrets: its address and secret key. Documented under
   * CreateContact, `LarkBotWebhook`.
   */
  larkBotWebhook?: LarkBotWebhook | undefined;
  /**
   * A robot in a DingTalk group. Optional, default none. Holds secrets: its address and secret key. Documented under
   * CreateContact, `DingTalkBotWebhook`.
   */
  dingTalkBotWebhook?: DingTalkBotWebhook | undefined;
  /**
   * A bot in a WeCom group. Optional, default none. Holds a secret: its address. Documented under CreateContact,
   * `WeComBotWebhook`.
   */
  weComBotWebhook?: WeComBotWebhook | undefined;
  /** A phone number. Optional, default none. Not secret. Observed; the API reference does not name it. */
  phoneNumber?: PhoneNumber | undefined;
  /**
   * Whether the create takes over a contact of exactly this name that exists already: brings it to the program's fields
   * and keeps its id. Where nothing differs, nothing is sent. The run says so. Optional, default the setting
   * `vmp:adoptExisting`, which is `false`; then a name that is taken is an error. No part of what VMP keeps: it can stay
   * or go once the contact is in the state. Not secret.
   */
  adopt?: boolean | undefined;
  /**
   * Has VMP send the validation mail again: any value, such as a date. A new value asks for it, in an update that need not
   * change anything else; a changed `email` is sent its mail anyway. VMP sends one mail a minute to an address: within that
   * time, the update waits. Optional, default none. No part of what VMP keeps. Not secret. Documented under
   * SendValidationMessage.
   */
  resendValidation?: unknown;
  /**
   * Whether VMP calls the webhooks for a test after a create or an update, those that changed and no others, and what
   * becomes of a test that fails. `"off"`: none is called. `"warn"`: a failed test is a warning. `"fail"`: it is an error
   * that keeps the contact; the next `pulumi up` repeats the tests that failed. Each test posts a message to its
   * receiver. Optional, default the setting `vmp:testOnApply`, which is `off`. No part of what VMP keeps. Not secret.
   * Documented under TestWebhook, TestLarkBotWebhook, TestDingTalkBotWebhook and TestWeComBotWebhook.
   */
  testOnApply?: "off" | "warn" | "fail" | undefined;
}
