/**
 * vmp.NotifyPolicy: its table.
 *
 * Source: the API reference of VMP, CreateNotifyPolicy, GetNotifyPolicy, UpdateNotifyPolicy, DeleteNotifyPolicy and
 * ListNotifyPolicies. Observed (the vendor's Terraform provider): every update carries all levels and templates.
 */
import type { Fields, PropertiesOf } from "../fields/field";
import type { ResourceType } from "../lifecycle/resource-type";
import { ALERTING_RULE } from "./alerting-rule";
import { oddLevels } from "./reach";

export const fields = {
  /**
   * The policy's name, unique among the account's notify policies. Required. Not secret. Documented under
   * CreateNotifyPolicy, `Name`.
   */
  name: { kind: "text", api: "Name", required: true, inEveryUpdate: true },
  /** What it is for. Optional. Not secret. Documented under CreateNotifyPolicy, `Description`. */
  description: { kind: "text", api: "Description" },
  /**
   * Who is told of alerts of which level, and how: at least one of `P0`, `P1` and `P2`, each at most once, in any
   * order. Required. Not secret. Documented under CreateNotifyPolicy, `Levels`.
   */
  levels: {
    kind: "list",
    api: "Levels",
    required: true,
    inEveryUpdate: true,
    key: "level",
    least: 1,
    members: {
      /** The level. Required. Documented under `Levels`, `Level`. */
      level: { kind: "text", api: "Level", required: true, choices: ["P0", "P1", "P2"] },
      /**
       * Ids (UUIDs) of the contact groups that are told, at least one. A set. Required. Documented under `Levels`,
       * `ContactGroupIds`.
       */
      contactGroupIds: { kind: "set", api: "ContactGroupIds", required: true, refersTo: "contact group" },
      /**
       * How they are told of an alert, at least one of `Email`, `Webhook`, `LarkBotWebhook`, `DingTalkBotWebhook` and
       * `WeComBotWebhook`; others pass with a warning. A set. Required. Documented under `Levels`, `Channels`.
       */
      channels: {
        kind: "set",
        api: "Channels",
        required: true,
        usual: ["Email", "Webhook", "LarkBotWebhook", "DingTalkBotWebhook", "WeComBotWebhook"],
      },
      /**
       * How they are told that it is over, by the same names. A set. Optional. Documented under `Levels`,
       * `ResolvedChannels`.
       */
      resolvedChannels: {
        kind: "set",
        api: "ResolvedChannels",
        usual: ["Email", "Webhook", "LarkBotWebhook", "DingTalkBotWebhook", "WeComBotWebhook"],
      },
    },
  },
  /**
   * Ids (UUIDs) of the notify templates that messages are written by. A set. Optional: VMP's own. Not secret.
   * Documented under CreateNotifyPolicy, `ChannelNotifyTemplateIds`.
   */
  channelNotifyTemplateIds: {
    kind: "set",
    api: "ChannelNotifyTemplateIds",
    inEveryUpdate: true,
    refersTo: "notify template",
  },
  /**
   * Whether the create takes over a notify policy of exactly this name that exists already: brings it to the program's
   * fields and keeps its id. Where nothing differs, nothing is sent. The run says so. Optional, default the setting
   * `vmp:adoptExisting`, which is `false`; then a name that is taken is an error. No part of what VMP keeps. Not
   * secret.
   */
  adopt: { kind: "flag" },
} as const satisfies Fields;

export const outputs = {
  /**
   * When the policy was made, as the service writes it; filled by the first refresh. Documented under GetNotifyPolicy.
   */
  createTime: { kind: "text", api: "CreateTime", read: true },
} as const satisfies Fields;

/** What a program says of a notify policy. */
export interface NotifyPolicyProperties extends PropertiesOf<typeof fields> {}

/** @internal */
export const NOTIFY_POLICY: ResourceType<typeof fields, typeof outputs> = {
  name: "NotifyPolicy",
  plural: "NotifyPolicies",
  noun: "notify policy",
  nouns: "notify policies",
  actions: {
    create: "CreateNotifyPolicy",
    update: "UpdateNotifyPolicy",
    delete: "DeleteNotifyPolicy",
    get: "GetNotifyPolicy",
    list: "ListNotifyPolicies",
  },
  deletesOne: true,
  fields,
  outputs,
  usedBy: [{ type: ALERTING_RULE, filter: "NotifyPolicyIds" }],
  oddities: ({ levels }, _state, program) => oddLevels(levels, program),
};
