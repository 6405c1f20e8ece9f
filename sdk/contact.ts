import * as pulumi from "@pulumi/pulumi";
import { PROPERTIES, SECRET_PROPERTIES } from "../provider/contact/fields";
import type {
  ContactProperties,
  DingTalkBotWebhook,
  LarkBotWebhook,
  PhoneNumber,
  WeComBotWebhook,
  Webhook,
} from "../provider/contact/types";
import type { InputsOf } from "./inputs";
import { warnOfPlainKeys } from "./keys";
import { withSecrets } from "./secrets";

/**
 * The provider as the state keeps it: one constant text, the same for every contact, version and installer, with no
 * code and no secret of anybody's in it.
 *
 * It rests on this contract of the provider host (`cmd/dynamic-provider` of @pulumi/pulumi): the host compiles the text
 * as a module that resolves `require` from the program's folder, and takes what `exports.handler()` returns for the
 * provider. `pulumi.dynamic.Resource` does nothing but serialize a provider into such a text; writing it by hand spares
 * the serializer, which would store our code or the path of a package manager's store, and change with every version.
 * tests/host guards the contract against the oldest and the newest @pulumi/pulumi that we support.
 */
const PROVIDER_TEXT = 'exports.handler=()=>require("pulumi-vmp/provider").contact';

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
   * What became of the validation mail at the last create or change of the e-mail: `MessageSucceed.Email` sent,
   * `AlreadyActive.Email` confirmed already, `MessageFailed.Email` sending failed, `LimitExceeded.Email` asked for too
   * often. Absent when the service said nothing. Documented under CreateContact, `SendStatus`.
   */
  declare readonly sendStatus: pulumi.Output<string | undefined>;
  /** The reason that goes with `sendStatus`. Documented under CreateContact, `Message`. */
  declare readonly sendMessage: pulumi.Output<string | undefined>;
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
    if (opts.import !== undefined || opts.id !== undefined) {
      throw new pulumi.RunError(
        `vmp.Contact "${name}" cannot be imported or looked up by its id: Pulumi does not offer that to dynamic providers. ` +
          "Set vmp:adoptExisting to true and declare the contact under the name it has: the create takes it over.",
      );
    }
    warnOfPlainKeys();
    // Naming a property here, be it as undefined, is what makes it an output of the resource.
    const outputs = [...PROPERTIES, "sendStatus", "sendMessage", "emailActive", "createTime"];
    const properties = {
      ...Object.fromEntries(outputs.map((output) => [output, undefined])),
      ...withSecrets(args),
      __provider: PROVIDER_TEXT,
    };
    // Names are unique in the account: a contact that is replaced by hand has to go before its successor can come.
    const defaults = { deleteBeforeReplace: true, additionalSecretOutputs: SECRET_PROPERTIES };
    super("pulumi-nodejs:dynamic/vmp:Contact", name, properties, pulumi.mergeOptions(defaults, opts));
  }
}
