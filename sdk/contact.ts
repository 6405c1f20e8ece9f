import * as pulumi from "@pulumi/pulumi";
import { FIELDS } from "../provider/resources/contact/fields";
import type {
  ContactProperties,
  DingTalkBotWebhook,
  LarkBotWebhook,
  PhoneNumber,
  WeComBotWebhook,
  Webhook,
} from "../provider/resources/contact/types";
import { registration, withoutStacks } from "./dynamic";
import type { InputsOf } from "./inputs";

/** The arguments of a `vmp.Contact`. */
export type ContactArgs = InputsOf<ContactProperties>;

/** The arguments of a webhook to a general address. */
export type WebhookArgs = InputsOf<Webhook>;

/** The arguments of a bot in a Lark (Feishu) group. */
export type LarkBotWebhookArgs = InputsOf<LarkBotWebhook>;

/** The arguments of a robot in a DingTalk group. */
export type DingTalkBotWebhookArgs = InputsOf<DingTalkBotWebhook>;

/** The arguments of a bot in a WeCom group. */
export type WeComBotWebhookArgs = InputsOf<WeComBotWebhook>;

/** The arguments of a phone number. */
export type PhoneNumberArgs = InputsOf<PhoneNumber>;

/**
 * An alert contact of VMP, Volcengine's managed Prometheus.
 *
 * `id` is the Id that the API gave it. No change ever replaces it. Tokens, secret keys and all four webhook addresses
 * are encrypted in the state.
 *
 * @example
 * ```ts
 * const config = new pulumi.Config();
 * new vmp.Contact("oncall", {
 *   name: "oncall",
 *   email: "oncall@example.com",
 *   larkBotWebhook: {
 *     address: config.requireSecret("larkAddress"),
 *     secretKey: config.requireSecret("larkSecretKey"),
 *   },
 * });
 * ```
 */
export class Contact extends pulumi.CustomResource {
  /** The name, unique in the account. */
  declare readonly name: pulumi.Output<string>;
  /** The e-mail address. */
  declare readonly email: pulumi.Output<string | undefined>;
  /** The webhook to a general address. Secret. */
  declare readonly webhook: pulumi.Output<Webhook | undefined>;
  /** The ids of the contact groups it belongs to, when membership is managed from the contact's side. */
  declare readonly contactGroupIds: pulumi.Output<string[] | undefined>;
  /** The bot in a Lark (Feishu) group. Secret. */
  declare readonly larkBotWebhook: pulumi.Output<LarkBotWebhook | undefined>;
  /** The robot in a DingTalk group. Secret. */
  declare readonly dingTalkBotWebhook: pulumi.Output<DingTalkBotWebhook | undefined>;
  /** The bot in a WeCom group. Secret. */
  declare readonly weComBotWebhook: pulumi.Output<WeComBotWebhook | undefined>;
  /** The phone number. */
  declare readonly phoneNumber: pulumi.Output<PhoneNumber | undefined>;
  /**
   * What became of the validation mail at the last create, change of the e-mail or `resendValidation`: `MessageSucceed.Email` sent,
   * `AlreadyActive.Email` confirmed already, `MessageFailed.Email` sending failed, `LimitExceeded.Email` asked for too
   * often. Absent when the service said nothing. Documented under CreateContact, `SendStatus`.
   */
  declare readonly sendStatus: pulumi.Output<string | undefined>;
  /** The reason that goes with `sendStatus`. Documented under CreateContact, `Message`. */
  declare readonly sendMessage: pulumi.Output<string | undefined>;
  /**
   * When VMP last said that it sent the validation mail, ISO 8601 in UTC, by this machine's clock; its owner has 24 hours
   * from then. Absent when that is not known, such as after a take-over. Our own, from `SendStatus`.
   */
  declare readonly validationSentTime: pulumi.Output<string | undefined>;
  /** Whether the owner has confirmed the e-mail address; filled by the first refresh. Documented under GetContact. */
  declare readonly emailActive: pulumi.Output<boolean | undefined>;
  /** When the contact was made, as the service writes it; filled by the first refresh. Documented under GetContact. */
  declare readonly createTime: pulumi.Output<string | undefined>;

  /**
   * @param name the resource's name in the program
   * @param args what the contact is to be; checked offline, every fault at once, before anything is called
   * @param opts Pulumi's resource options, except `import` and `id`, which dynamic providers cannot serve
   */
  constructor(name: string, args: ContactArgs, opts: pulumi.CustomResourceOptions = {}) {
    const outputs = ["sendStatus", "sendMessage", "validationSentTime", "emailActive", "createTime"];
    const declaration = { type: "Contact", provider: "contact", fields: FIELDS, outputs } as const;
    const registered = registration(declaration, name, args, opts);
    const stacks = withoutStacks(new.target);
    try {
      super(...registered);
    } catch (error) {
      stacks.fail(error);
    } finally {
      stacks.restore();
    }
  }
}
