import * as pulumi from "@pulumi/pulumi";
import { SILENCE_POLICY } from "../provider/resources/silence-policy";
import type { fields, outputs, SilencePolicyProperties } from "../provider/resources/silence-policy";
import { registration, withoutStacks } from "./dynamic";
import type { FoundOf, InputsOf, OutputsOf } from "./inputs";
import { here } from "./ask";
import { lookupsOf } from "./lookup";
import type { IdOrName, IdsAndName, LookupOptions, LookupOutputOptions, WithId } from "./lookup";

/** The arguments of a `vmp.SilencePolicy`. */
export type SilencePolicyArgs = InputsOf<SilencePolicyProperties>;

/**
 * A silence policy of VMP, Volcengine's managed Prometheus: which alerts nobody is told of, and when.
 *
 * `id` is the Id that the API gave it. No change replaces it, but for one: a policy whose last time is over stays in
 * the state, also when VMP has deleted it. Nothing happens then, until its `timeRangeMatchers` change: that makes it
 * anew. One that was made in Feishu, by the bot there, is left alone: it is not taken over, imported or exported. It
 * holds no secrets.
 *
 * @example
 * ```ts
 * new vmp.SilencePolicy("payments-move", {
 *   name: "payments-move",
 *   description: "the move to the new cluster",
 *   metricLabelMatchers: [{ matchers: [{ label: "app", value: "payments-.*", operator: "RegexpEqual" }] }],
 *   timeRangeMatchers: [{ location: "Asia/Shanghai", date: "2027-01-09 22:00~2027-01-10 06:00" }],
 * });
 * new vmp.SilencePolicy("nights", {
 *   name: "nights",
 *   metricLabelMatchers: [{ matchers: [{ label: "env", value: "test" }] }],
 *   timeRangeMatchers: [
 *     { location: "Asia/Shanghai", periodicDate: { time: "00:00~08:00" } },
 *     { location: "Asia/Shanghai", periodicDate: { weekday: "6,7" } },
 *   ],
 * });
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- its outputs are set by Pulumi
export class SilencePolicy extends pulumi.CustomResource {
  /**
   * @param name the resource's name in the program
   * @param args what the policy is to be; checked offline, every fault at once, before anything is called
   * @param opts Pulumi's resource options, except `import` and `id`, which dynamic providers cannot serve
   */
  constructor(name: string, args: SilencePolicyArgs, opts: pulumi.CustomResourceOptions = {}) {
    const registered = registration(SILENCE_POLICY, name, args, opts);
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
export interface SilencePolicy extends OutputsOf<typeof fields, typeof outputs> {}

/** Which silence policy is looked up: give either `id` or `name`. */
export type GetSilencePolicyArgs = IdOrName;

/** Which silence policies are looked up: those that meet all that is given, all of the account when nothing is. */
export interface GetSilencePoliciesArgs extends IdsAndName {}

/** The arguments of `getSilencePolicyOutput`. */
export type GetSilencePolicyOutputArgs = InputsOf<GetSilencePolicyArgs>;

/** The arguments of `getSilencePoliciesOutput`. */
export type GetSilencePoliciesOutputArgs = InputsOf<GetSilencePoliciesArgs>;

/** A silence policy as VMP has it. */
export interface GetSilencePolicyResult extends WithId, FoundOf<typeof fields, typeof outputs> {}

const policies = lookupsOf<GetSilencePolicyArgs, GetSilencePoliciesArgs, GetSilencePolicyResult>(SILENCE_POLICY, here);

/**
 * Looks up one silence policy, by its id or by exactly its name. No such policy is an error.
 *
 * @example
 * ```ts
 * const move = vmp.getSilencePolicyOutput({ name: "payments-move" });
 * export const isOver = move.apply(({ status }) => status === "Expired");
 * ```
 */
export function getSilencePolicy(
  args: GetSilencePolicyArgs,
  opts: LookupOptions = {},
): Promise<GetSilencePolicyResult> {
  return policies.one(args, opts);
}

/** {@link getSilencePolicy} for arguments that are outputs, with an output as its result. */
export function getSilencePolicyOutput(
  args: GetSilencePolicyOutputArgs,
  opts: LookupOutputOptions = {},
): pulumi.Output<GetSilencePolicyResult> {
  return policies.oneOutput(args, opts);
}

/**
 * Looks up silence policies, by their ids or by a part of their name. The result is in the order of their names,
 * and empty when none meets the arguments; an id of `ids` that is not there is an error.
 *
 * @example
 * ```ts
 * const policies = vmp.getSilencePoliciesOutput({ nameContains: "payments" });
 * export const statuses = policies.apply((found) => found.map(({ name, status }) => `${name}: ${status ?? ""}`));
 * ```
 */
export function getSilencePolicies(
  args: GetSilencePoliciesArgs = {},
  opts: LookupOptions = {},
): Promise<GetSilencePolicyResult[]> {
  return policies.several(args, opts);
}

/** {@link getSilencePolicies} for arguments that are outputs, with an output as its result. */
export function getSilencePoliciesOutput(
  args: GetSilencePoliciesOutputArgs = {},
  opts: LookupOutputOptions = {},
): pulumi.Output<GetSilencePolicyResult[]> {
  return policies.severalOutput(args, opts);
}
