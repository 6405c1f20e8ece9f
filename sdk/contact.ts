import * as pulumi from "@pulumi/pulumi";
import { CONTACT } from "../provider/resources/contact";
import type {
  ContactProperties,
  DingTalkBotWebhook,
  fields,
  LarkBotWebhook,
  outputs,
  PhoneNumber,
  WeComBotWebhook,
  Webhook,
} from "../provider/resources/contact/table";
import { registration, withoutStacks } from "./dynamic";
import type { InputsOf, OutputsOf } from "./inputs";

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
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- its outputs are set by Pulumi
export class Contact extends pulumi.CustomResource {
  /**
   * @param name the resource's name in the program
   * @param args what the contact is to be; checked offline, every fault at once, before anything is called
   * @param opts Pulumi's resource options, except `import` and `id`, which dynamic providers cannot serve
   */
  constructor(name: string, args: ContactArgs, opts: pulumi.CustomResourceOptions = {}) {
    const registered = registration(CONTACT, name, args, opts);
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

/** Its outputs: the arguments that VMP keeps, and what it adds to them. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the constructor of Pulumi sets them
export interface Contact extends OutputsOf<typeof fields, typeof outputs> {}
