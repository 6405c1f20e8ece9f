import * as pulumi from "@pulumi/pulumi";
import { NOTIFY_POLICY } from "../provider/resources/notify-policy";
import type { fields, NotifyPolicyProperties, outputs } from "../provider/resources/notify-policy";
import { registration, withoutStacks } from "./dynamic";
import type { FoundOf, InputsOf, OutputsOf } from "./inputs";
import { here } from "./ask";
import { lookupsOf } from "./lookup";
import type { IdOrName, IdsAndName, LookupOptions, LookupOutputOptions, WithId } from "./lookup";

/** The arguments of a `vmp.NotifyPolicy`. */
export type NotifyPolicyArgs = InputsOf<NotifyPolicyProperties>;

/**
 * A notify policy of VMP, Volcengine's managed Prometheus: which contact groups are told of alerts of which level, and
 * over which channels.
 *
 * `id` is the Id that the API gave it: an alerting rule takes it as its `notifyPolicyId`. No change ever replaces it.
 * It holds no secrets.
 *
 * @example
 * ```ts
 * const team = new vmp.ContactGroup("team-a", { name: "team-a" });
 * const policy = new vmp.NotifyPolicy("payments", {
 *   name: "payments",
 *   levels: [
 *     { level: "P0", contactGroupIds: [team.id], channels: ["Email", "LarkBotWebhook"], resolvedChannels: ["Email"] },
 *     { level: "P1", contactGroupIds: [team.id], channels: ["Email"] },
 *   ],
 * });
 * export const notifyPolicyId = policy.id;
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- its outputs are set by Pulumi
export class NotifyPolicy extends pulumi.CustomResource {
  /**
   * @param name the resource's name in the program
   * @param args what the policy is to be; checked offline, every fault at once, before anything is called
   * @param opts Pulumi's resource options, except `import` and `id`, which dynamic providers cannot serve
   */
  constructor(name: string, args: NotifyPolicyArgs, opts: pulumi.CustomResourceOptions = {}) {
    const registered = registration(NOTIFY_POLICY, name, args, opts);
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
export interface NotifyPolicy extends OutputsOf<typeof fields, typeof outputs> {}

/** Which notify policy is looked up: give either `id` or `name`. */
export type GetNotifyPolicyArgs = IdOrName;

/** Which notify policies are looked up: those that meet all that is given, all of the account when nothing is. */
export interface GetNotifyPoliciesArgs extends IdsAndName {}

/** The arguments of `getNotifyPolicyOutput`. */
export type GetNotifyPolicyOutputArgs = InputsOf<GetNotifyPolicyArgs>;

/** The arguments of `getNotifyPoliciesOutput`. */
export type GetNotifyPoliciesOutputArgs = InputsOf<GetNotifyPoliciesArgs>;

/** A notify policy as VMP has it. */
export interface GetNotifyPolicyResult extends WithId, FoundOf<typeof fields, typeof outputs> {}

const policies = lookupsOf<GetNotifyPolicyArgs, GetNotifyPoliciesArgs, GetNotifyPolicyResult>(NOTIFY_POLICY, here);

/**
 * Looks up one notify policy, by its id or by exactly its name. No such policy is an error.
 *
 * @example
 * ```ts
 * const payments = vmp.getNotifyPolicyOutput({ name: "payments" });
 * export const notifyPolicyId = payments.id;
 * ```
 */
export function getNotifyPolicy(args: GetNotifyPolicyArgs, opts: LookupOptions = {}): Promise<GetNotifyPolicyResult> {
  return policies.one(args, opts);
}

/** {@link getNotifyPolicy} for arguments that are outputs, with an output as its result. */
export function getNotifyPolicyOutput(
  args: GetNotifyPolicyOutputArgs,
  opts: LookupOutputOptions = {},
): pulumi.Output<GetNotifyPolicyResult> {
  return policies.oneOutput(args, opts);
}

/**
 * Looks up notify policies, by their ids or by a part of their name. The result is in the order of their names,
 * and empty when none meets the arguments; an id of `ids` that is not there is an error.
 *
 * @example
 * ```ts
 * const policies = vmp.getNotifyPoliciesOutput({ nameContains: "-night" });
 * export const nightPolicies = policies.apply((found) => found.map(({ name }) => name));
 * ```
 */
export function getNotifyPolicies(
  args: GetNotifyPoliciesArgs = {},
  opts: LookupOptions = {},
): Promise<GetNotifyPolicyResult[]> {
  return policies.several(args, opts);
}

/** {@link getNotifyPolicies} for arguments that are outputs, with an output as its result. */
export function getNotifyPoliciesOutput(
  args: GetNotifyPoliciesOutputArgs = {},
  opts: LookupOutputOptions = {},
): pulumi.Output<GetNotifyPolicyResult[]> {
  return policies.severalOutput(args, opts);
}
