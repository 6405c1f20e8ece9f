import * as pulumi from "@pulumi/pulumi";
import { NOTIFY_TEMPLATE } from "../provider/resources/notify-template";
import type { fields, NotifyTemplateProperties, outputs } from "../provider/resources/notify-template";
import { registration, withoutStacks } from "./dynamic";
import type { FoundOf, InputsOf, OutputsOf } from "./inputs";
import { here } from "./ask";
import { lookupsOf } from "./lookup";
import type { IdOrName, IdsAndName, LookupOptions, LookupOutputOptions, WithId } from "./lookup";

/** The arguments of a `vmp.NotifyTemplate`. */
export type NotifyTemplateArgs = InputsOf<NotifyTemplateProperties>;

/**
 * A notify template of VMP, Volcengine's managed Prometheus: how the messages of one channel are written.
 *
 * `id` is the Id that the API gave it: a notify policy takes it in its `channelNotifyTemplateIds`. Another channel
 * replaces it, and nothing else does. It holds no secrets.
 *
 * @example
 * ```ts
 * const template = new vmp.NotifyTemplate("lark", {
 *   name: "lark",
 *   channel: "LarkBotWebhook",
 *   active: {
 *     title: "{{ .Level }} {{ .AlertingRuleName }}",
 *     content: "{{ .PromQL }} {{ .Comparator }} {{ .Threshold }} for {{ .For }}\n{{ .AlertingRuleDetailURL }}",
 *   },
 *   resolved: { title: "Over: {{ .AlertingRuleName }}", content: "{{ .Region }}: {{ .PromQL }} is as it should be." },
 * });
 * const team = new vmp.ContactGroup("team-a", { name: "team-a" });
 * new vmp.NotifyPolicy("payments", {
 *   name: "payments",
 *   levels: [{ level: "P0", contactGroupIds: [team.id], channels: ["LarkBotWebhook"] }],
 *   channelNotifyTemplateIds: [template.id],
 * });
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- its outputs are set by Pulumi
export class NotifyTemplate extends pulumi.CustomResource {
  /**
   * @param name the resource's name in the program
   * @param args what the template is to be; checked offline, every fault at once, before anything is called
   * @param opts Pulumi's resource options, except `import` and `id`, which dynamic providers cannot serve
   */
  constructor(name: string, args: NotifyTemplateArgs, opts: pulumi.CustomResourceOptions = {}) {
    const registered = registration(NOTIFY_TEMPLATE, name, args, opts);
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
export interface NotifyTemplate extends OutputsOf<typeof fields, typeof outputs> {}

/** Which notify template is looked up: give either `id` or `name`. */
export type GetNotifyTemplateArgs = IdOrName;

/** Which notify templates are looked up: those that meet all that is given, all of the region when nothing is. */
export interface GetNotifyTemplatesArgs extends IdsAndName {}

/** The arguments of `getNotifyTemplateOutput`. */
export type GetNotifyTemplateOutputArgs = InputsOf<GetNotifyTemplateArgs>;

/** The arguments of `getNotifyTemplatesOutput`. */
export type GetNotifyTemplatesOutputArgs = InputsOf<GetNotifyTemplatesArgs>;

/** A notify template as VMP has it. */
export interface GetNotifyTemplateResult extends WithId, FoundOf<typeof fields, typeof outputs> {}

const templates = lookupsOf<GetNotifyTemplateArgs, GetNotifyTemplatesArgs, GetNotifyTemplateResult>(
  NOTIFY_TEMPLATE,
  here,
);

/**
 * Looks up one notify template, by its id or by exactly its name. No such template is an error.
 *
 * @example
 * ```ts
 * const lark = vmp.getNotifyTemplateOutput({ name: "lark" });
 * export const templateId = lark.id;
 * ```
 */
export function getNotifyTemplate(
  args: GetNotifyTemplateArgs,
  opts: LookupOptions = {},
): Promise<GetNotifyTemplateResult> {
  return templates.one(args, opts);
}

/** {@link getNotifyTemplate} for arguments that are outputs, with an output as its result. */
export function getNotifyTemplateOutput(
  args: GetNotifyTemplateOutputArgs,
  opts: LookupOutputOptions = {},
): pulumi.Output<GetNotifyTemplateResult> {
  return templates.oneOutput(args, opts);
}

/**
 * Looks up notify templates, by their ids or by a part of their name. The result is in the order of their names,
 * and empty when none meets the arguments; an id of `ids` that is not there is an error.
 *
 * @example
 * ```ts
 * const templates = vmp.getNotifyTemplatesOutput({ nameContains: "-short" });
 * export const shortTemplates = templates.apply((found) => found.map(({ name }) => name));
 * ```
 */
export function getNotifyTemplates(
  args: GetNotifyTemplatesArgs = {},
  opts: LookupOptions = {},
): Promise<GetNotifyTemplateResult[]> {
  return templates.several(args, opts);
}

/** {@link getNotifyTemplates} for arguments that are outputs, with an output as its result. */
export function getNotifyTemplatesOutput(
  args: GetNotifyTemplatesOutputArgs = {},
  opts: LookupOutputOptions = {},
): pulumi.Output<GetNotifyTemplateResult[]> {
  return templates.severalOutput(args, opts);
}
