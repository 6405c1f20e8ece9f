import * as pulumi from "@pulumi/pulumi";
import type { PropertiesOf } from "../provider/fields/field";
import { CONTACT } from "../provider/resources/contact";
import type {
  ContactProperties,
  DingTalkBotWebhook,
  fields,
  filters,
  LarkBotWebhook,
  outputs,
  PhoneNumber,
  WeComBotWebhook,
  Webhook,
} from "../provider/resources/contact/table";
import { registration, withoutStacks } from "./dynamic";
import type { FoundOf, InputsOf, OutputsOf } from "./inputs";
import { here } from "./ask";
import { lookupsOf } from "./lookup";
import type { IdOrName, IdsAndName, LookupOptions, LookupOutputOptions, WithId } from "./lookup";

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

/** Which contact is looked up: give either `id` or `name`. */
export type GetContactArgs = IdOrName;

/** Which contacts are looked up: those that meet all that is given, all of the account when nothing is. */
export interface GetContactsArgs extends IdsAndName, PropertiesOf<typeof filters> {}

/** The arguments of `getContactOutput`. */
export type GetContactOutputArgs = InputsOf<GetContactArgs>;

/** The arguments of `getContactsOutput`. */
export type GetContactsOutputArgs = InputsOf<GetContactsArgs>;

/** A contact as VMP has it. */
export interface GetContactResult extends WithId, FoundOf<typeof fields, typeof outputs> {}

const contacts = lookupsOf<GetContactArgs, GetContactsArgs, GetContactResult>(CONTACT, here);

/**
 * Looks up one contact, by its id or by exactly its name. No such contact is an error.
 *
 * @example
 * ```ts
 * const oncall = vmp.getContactOutput({ name: "oncall" });
 * new vmp.ContactGroup("team-a", { name: "team-a", contactIds: [oncall.id] });
 * ```
 */
export function getContact(args: GetContactArgs, opts: LookupOptions = {}): Promise<GetContactResult> {
  return contacts.one(args, opts);
}

/** {@link getContact} for arguments that are outputs, with an output as its result. */
export function getContactOutput(
  args: GetContactOutputArgs,
  opts: LookupOutputOptions = {},
): pulumi.Output<GetContactResult> {
  return contacts.oneOutput(args, opts);
}

/**
 * Looks up contacts, by their ids or by parts of what they hold. The result is in the order of their names, and empty
 * when none meets the arguments; an id of `ids` that is not there is an error.
 *
 * @example
 * ```ts
 * const teamA = vmp.getContactsOutput({ nameContains: "team-a-" });
 * new vmp.ContactGroup("team-a", { name: "team-a", contactIds: teamA.apply((found) => found.map(({ id }) => id)) });
 * ```
 */
export function getContacts(args: GetContactsArgs = {}, opts: LookupOptions = {}): Promise<GetContactResult[]> {
  return contacts.several(args, opts);
}

/** {@link getContacts} for arguments that are outputs, with an output as its result. */
export function getContactsOutput(
  args: GetContactsOutputArgs = {},
  opts: LookupOutputOptions = {},
): pulumi.Output<GetContactResult[]> {
  return contacts.severalOutput(args, opts);
}
