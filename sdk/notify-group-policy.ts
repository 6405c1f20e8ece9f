import * as pulumi from "@pulumi/pulumi";
import { NOTIFY_GROUP_POLICY } from "../provider/resources/notify-group-policy";
import type { fields, NotifyGroupPolicyProperties, outputs } from "../provider/resources/notify-group-policy";
import { registration, withoutStacks } from "./dynamic";
import type { FoundOf, InputsOf, OutputsOf } from "./inputs";
import { here } from "./ask";
import { lookupsOf } from "./lookup";
import type { IdOrName, IdsAndName, LookupOptions, LookupOutputOptions, WithId } from "./lookup";

/** The arguments of a `vmp.NotifyGroupPolicy`. */
export type NotifyGroupPolicyArgs = InputsOf<NotifyGroupPolicyProperties>;

/**
 * A notify group policy of VMP, Volcengine's managed Prometheus: how the alerts of each level are put together into
 * messages, and how often those are repeated.
 *
 * `id` is the Id that the API gave it: an alerting rule takes it as its `notifyGroupPolicyId`. No change ever replaces
 * it. It holds no secrets. All seconds are whole; VMP keeps them as texts, and takes `30` and `"30"` for the same.
 *
 * @example
 * ```ts
 * const levels = (["P0", "P1", "P2"] as const).map((level) => ({
 *   level,
 *   groupBy: ["__rule__" as const],
 *   groupWait: 30,
 *   groupInterval: level === "P0" ? 60 : 300,
 *   repeatInterval: level === "P0" ? 600 : 3600,
 * }));
 * const grouping = new vmp.NotifyGroupPolicy("by-rule", { name: "by-rule", levels });
 * export const notifyGroupPolicyId = grouping.id;
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- its outputs are set by Pulumi
export class NotifyGroupPolicy extends pulumi.CustomResource {
  /**
   * @param name the resource's name in the program
   * @param args what the policy is to be; checked offline, every fault at once, before anything is called
   * @param opts Pulumi's resource options, except `import` and `id`, which dynamic providers cannot serve
   */
  constructor(name: string, args: NotifyGroupPolicyArgs, opts: pulumi.CustomResourceOptions = {}) {
    const registered = registration(NOTIFY_GROUP_POLICY, name, args, opts);
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
export interface NotifyGroupPolicy extends OutputsOf<typeof fields, typeof outputs> {}

/** Which notify group policy is looked up: give either `id` or `name`. */
export type GetNotifyGroupPolicyArgs = IdOrName;

/** Which notify group policies are looked up: those that meet all that is given, all of the account when nothing is. */
export interface GetNotifyGroupPoliciesArgs extends IdsAndName {}

/** The arguments of `getNotifyGroupPolicyOutput`. */
export type GetNotifyGroupPolicyOutputArgs = InputsOf<GetNotifyGroupPolicyArgs>;

/** The arguments of `getNotifyGroupPoliciesOutput`. */
export type GetNotifyGroupPoliciesOutputArgs = InputsOf<GetNotifyGroupPoliciesArgs>;

/** A notify group policy as VMP has it. */
export interface GetNotifyGroupPolicyResult extends WithId, FoundOf<typeof fields, typeof outputs> {}

const policies = lookupsOf<GetNotifyGroupPolicyArgs, GetNotifyGroupPoliciesArgs, GetNotifyGroupPolicyResult>(
  NOTIFY_GROUP_POLICY,
  here,
);

/**
 * Looks up one notify group policy, by its id or by exactly its name. No such policy is an error.
 *
 * @example
 * ```ts
 * const usual = vmp.getNotifyGroupPolicyOutput({ name: "default" });
 * export const notifyGroupPolicyId = usual.id;
 * ```
 */
export function getNotifyGroupPolicy(
  args: GetNotifyGroupPolicyArgs,
  opts: LookupOptions = {},
): Promise<GetNotifyGroupPolicyResult> {
  return policies.one(args, opts);
}

/** {@link getNotifyGroupPolicy} for arguments that are outputs, with an output as its result. */
export function getNotifyGroupPolicyOutput(
  args: GetNotifyGroupPolicyOutputArgs,
  opts: LookupOutputOptions = {},
): pulumi.Output<GetNotifyGroupPolicyResult> {
  return policies.oneOutput(args, opts);
}

/**
 * Looks up notify group policies, by their ids or by a part of their name. The result is in the order of their names,
 * and empty when none meets the arguments; an id of `ids` that is not there is an error.
 *
 * @example
 * ```ts
 * const policies = vmp.getNotifyGroupPoliciesOutput({ nameContains: "-night" });
 * export const nightPolicies = policies.apply((found) => found.map(({ name }) => name));
 * ```
 */
export function getNotifyGroupPolicies(
  args: GetNotifyGroupPoliciesArgs = {},
  opts: LookupOptions = {},
): Promise<GetNotifyGroupPolicyResult[]> {
  return policies.several(args, opts);
}

/** {@link getNotifyGroupPolicies} for arguments that are outputs, with an output as its result. */
export function getNotifyGroupPoliciesOutput(
  args: GetNotifyGroupPoliciesOutputArgs = {},
  opts: LookupOutputOptions = {},
): pulumi.Output<GetNotifyGroupPolicyResult[]> {
  return policies.severalOutput(args, opts);
}
