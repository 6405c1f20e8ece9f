/**
 * vmp.NotifyTemplate: its table.
 *
 * Source: the API reference of VMP, CreateNotifyTemplate, UpdateNotifyTemplate, DeleteNotifyTemplate and
 * ListNotifyTemplates; there is no action that reads one, and an update takes no channel. Observed (the vendor's
 * Terraform provider): every update carries both messages.
 */
import type { Fields, PropertiesOf } from "../fields/field";
import { goTemplate } from "../fields/go-template";
import type { ResourceType } from "../lifecycle/resource-type";
import { NOTIFY_POLICY } from "./notify-policy";

/** Documented, by example; the reference does not say that there are no more. */
const rule = goTemplate([
  "Region",
  "AlertingRuleName",
  "AlertingRuleDetailURL",
  "Level",
  "PromQL",
  "Comparator",
  "Threshold",
  "For",
]);

export const fields = {
  /**
   * The template's name, unique among the notify templates of the region. Required. Not secret. Documented under
   * CreateNotifyTemplate, `Name`.
   */
  name: { kind: "text", api: "Name", required: true, inEveryUpdate: true },
  /** What it is for. Optional. Not secret. Documented under CreateNotifyTemplate, `Description`. */
  description: { kind: "text", api: "Description" },
  /**
   * The channel whose messages it is for. VMP changes it of no template, so another channel replaces the template: it
   * is deleted, and another one is made. One that a notify policy uses cannot be deleted: for another channel, give the
   * program another template of another name in its place. Required. Not secret. Documented under
   * CreateNotifyTemplate, `Channel`.
   */
  channel: {
    kind: "text",
    api: "Channel",
    required: true,
    replaces: true,
    choices: ["LarkBotWebhook", "DingTalkBotWebhook", "WeComBotWebhook"],
  },
  /** The message of an alert. Required. Not secret. Documented under CreateNotifyTemplate, `Active`. */
  active: {
    kind: "object",
    api: "Active",
    required: true,
    inEveryUpdate: true,
    members: {
      /**
       * Its title, a Go template such as `{{ .Level }} {{ .AlertingRuleName }}`. Required. Documented under `Active`,
       * `Title`.
       */
      title: { kind: "text", api: "Title", required: true, template: true, rule },
      /** Its text, a Go template, of as many lines as you like. Required. Documented under `Active`, `Content`. */
      content: { kind: "text", api: "Content", required: true, template: true, rule },
    },
  },
  /** The message that it is over. Required. Not secret. Documented under CreateNotifyTemplate, `Resolved`. */
  resolved: {
    kind: "object",
    api: "Resolved",
    required: true,
    inEveryUpdate: true,
    members: {
      /** Its title, a Go template. Required. Documented under `Resolved`, `Title`. */
      title: { kind: "text", api: "Title", required: true, template: true, rule },
      /** Its text, a Go template, of as many lines as you like. Required. Documented under `Resolved`, `Content`. */
      content: { kind: "text", api: "Content", required: true, template: true, rule },
    },
  },
  /**
   * Whether the create takes over a notify template of exactly this name that exists already: brings it to the
   * program's fields and keeps its id. Where nothing differs, nothing is sent. One of another channel is an error.
   * The run says so. Optional, default the setting `vmp:adoptExisting`, which is `false`; then a name that is taken is
   * an error. No part of what VMP keeps. Not secret.
   */
  adopt: { kind: "flag" },
} as const satisfies Fields;

export const outputs = {
  /**
   * When the template was made, as the service writes it; filled by the first refresh. Documented under
   * ListNotifyTemplates.
   */
  createTime: { kind: "text", api: "CreateTime", read: true },
} as const satisfies Fields;

/** What a program says of a notify template. */
export interface NotifyTemplateProperties extends PropertiesOf<typeof fields> {}

/** @internal */
export const NOTIFY_TEMPLATE: ResourceType<typeof fields, typeof outputs> = {
  name: "NotifyTemplate",
  plural: "NotifyTemplates",
  noun: "notify template",
  nouns: "notify templates",
  actions: {
    create: "CreateNotifyTemplate",
    update: "UpdateNotifyTemplate",
    delete: "DeleteNotifyTemplate",
    list: "ListNotifyTemplates",
  },
  deletesOne: true,
  fields,
  outputs,
  usedBy: [{ type: NOTIFY_POLICY, filter: "ChannelNotifyTemplateIds" }],
};
