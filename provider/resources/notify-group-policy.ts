/**
 * vmp.NotifyGroupPolicy: its table.
 *
 * Source: the API reference of VMP, CreateNotifyGroupPolicy, GetNotifyGroupPolicy, UpdateNotifyGroupPolicy,
 * DeleteNotifyGroupPolicy and ListNotifyGroupPolicies. Observed (the vendor's Terraform provider): every update carries
 * all levels.
 */
import type { Fields, PropertiesOf } from "../fields/field";
import type { ResourceType } from "../lifecycle/resource-type";
import { ALERTING_RULE } from "./alerting-rule";

export const fields = {
  /**
   * The policy's name, unique among the account's notify group policies. Required. Not secret. Documented under
   * CreateNotifyGroupPolicy, `Name`.
   */
  name: { kind: "text", api: "Name", required: true, inEveryUpdate: true },
  /** What it is for. Optional. Not secret. Documented under CreateNotifyGroupPolicy, `Description`. */
  description: { kind: "text", api: "Description" },
  /**
   * How alerts of each level are put together: `P0`, `P1` and `P2`, each once, in any order. Required. Not secret.
   * Documented under CreateNotifyGroupPolicy, `Levels`.
   */
  levels: {
    kind: "list",
    api: "Levels",
    required: true,
    inEveryUpdate: true,
    key: "level",
    complete: true,
    members: {
      /** The level. Required. Documented under `Levels`, `Level`. */
      level: { kind: "text", api: "Level", required: true, choices: ["P0", "P1", "P2"] },
      /**
       * What alerts are grouped by: `["__rule__"]`, by their rule; VMP has no other. Required. Documented under
       * `Levels`, `GroupBy`.
       */
      groupBy: { kind: "set", api: "GroupBy", required: true, choices: ["__rule__"] },
      /**
       * How long a new group is waited with before its first message, in whole seconds, as a number or as a text.
       * Required. Documented under `Levels`, `GroupWait`.
       */
      groupWait: { kind: "seconds", api: "GroupWait", required: true },
      /**
       * How long it takes at least until new alerts of a group are told of, in whole seconds, as a number or as a text.
       * Required. Documented under `Levels`, `GroupInterval`.
       */
      groupInterval: { kind: "seconds", api: "GroupInterval", required: true },
      /**
       * How long it takes until a message is repeated, in whole seconds, as a number or as a text. Required. Documented
       * under `Levels`, `RepeatInterval`.
       */
      repeatInterval: { kind: "seconds", api: "RepeatInterval", required: true },
    },
  },
  /**
   * Whether the create takes over a notify group policy of exactly this name that exists already: brings it to the
   * program's fields and keeps its id. Where nothing differs, nothing is sent. The run says so. Optional, default the
   * setting `vmp:adoptExisting`, which is `false`; then a name that is taken is an error. No part of what VMP keeps.
   * Not secret.
   */
  adopt: { kind: "flag" },
} as const satisfies Fields;

export const outputs = {
  /**
   * When the policy was made, as the service writes it; filled by the first refresh. Documented under
   * GetNotifyGroupPolicy.
   */
  createTime: { kind: "text", api: "CreateTime", read: true },
} as const satisfies Fields;

/** What a program says of a notify group policy. */
export interface NotifyGroupPolicyProperties extends PropertiesOf<typeof fields> {}

/** @internal */
export const NOTIFY_GROUP_POLICY: ResourceType<typeof fields, typeof outputs> = {
  name: "NotifyGroupPolicy",
  plural: "NotifyGroupPolicies",
  noun: "notify group policy",
  nouns: "notify group policies",
  actions: {
    create: "CreateNotifyGroupPolicy",
    update: "UpdateNotifyGroupPolicy",
    delete: "DeleteNotifyGroupPolicy",
    get: "GetNotifyGroupPolicy",
    list: "ListNotifyGroupPolicies",
  },
  deletesOne: true,
  fields,
  outputs,
  usedBy: [{ type: ALERTING_RULE, filter: "NotifyGroupPolicyIds" }],
};
