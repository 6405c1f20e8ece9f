import * as pulumi from "@pulumi/pulumi";
import { NOTIFY_GROUP_POLICY } from "../../provider/resources/notify-group-policy";
import { withoutStacks } from "../dynamic";
import type { OutputsOf } from "../inputs";
import { by, lookUp, lookUpOutput } from "../lookup";
import type {
  GetNotifyGroupPolicyArgs,
  GetNotifyGroupPolicyOutputArgs,
  GetNotifyGroupPolicyResult,
  GetNotifyGroupPoliciesArgs,
  GetNotifyGroupPoliciesOutputArgs,
  NotifyGroupPolicyArgs,
} from "../notify-group-policy";
import type { Options, OutputOptions } from "./lookups";

import { registration } from "./registration";

/** A notify group policy of VMP, as `vmp.NotifyGroupPolicy` of `pulumi-vmp`, made by the packaged provider. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- its outputs are set by Pulumi
export class NotifyGroupPolicy extends pulumi.CustomResource {
  /**
   * Reads one that exists; the program does not manage it.
   *
   * @param name the resource's name in the program
   * @param id its id (a UUID)
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}): NotifyGroupPolicy {
    return new NotifyGroupPolicy(name, {} as NotifyGroupPolicyArgs, { ...opts, id });
  }

  /**
   * @param name the resource's name in the program
   * @param args what it is to be; checked offline, every fault at once, before anything is called
   * @param opts Pulumi's resource options; `import` takes the id of one that exists, `provider` a `vmp.Provider`
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
export interface NotifyGroupPolicy extends OutputsOf<
  (typeof NOTIFY_GROUP_POLICY)["fields"],
  (typeof NOTIFY_GROUP_POLICY)["outputs"]
> {}

/** Looks up one notify group policy, by its id or by exactly its name. No such policy is an error. */
export function getNotifyGroupPolicy(
  args: GetNotifyGroupPolicyArgs,
  opts: Options = {},
): Promise<GetNotifyGroupPolicyResult> {
  return lookUp({ type: NOTIFY_GROUP_POLICY, several: false }, args, by(opts)) as Promise<GetNotifyGroupPolicyResult>;
}

/** {@link getNotifyGroupPolicy} for arguments that are outputs, with an output as its result. */
export function getNotifyGroupPolicyOutput(
  args: GetNotifyGroupPolicyOutputArgs,
  opts: OutputOptions = {},
): pulumi.Output<GetNotifyGroupPolicyResult> {
  return lookUpOutput(
    { type: NOTIFY_GROUP_POLICY, several: false },
    args,
    by(opts),
    opts.dependsOn,
  ) as pulumi.Output<GetNotifyGroupPolicyResult>;
}

/** Looks up notify group policies, by their ids or by a part of their name, in the order of their names. */
export function getNotifyGroupPolicies(
  args: GetNotifyGroupPoliciesArgs = {},
  opts: Options = {},
): Promise<GetNotifyGroupPolicyResult[]> {
  return lookUp({ type: NOTIFY_GROUP_POLICY, several: true }, args, by(opts)) as Promise<GetNotifyGroupPolicyResult[]>;
}

/** {@link getNotifyGroupPolicies} for arguments that are outputs, with an output as its result. */
export function getNotifyGroupPoliciesOutput(
  args: GetNotifyGroupPoliciesOutputArgs = {},
  opts: OutputOptions = {},
): pulumi.Output<GetNotifyGroupPolicyResult[]> {
  return lookUpOutput({ type: NOTIFY_GROUP_POLICY, several: true }, args, by(opts), opts.dependsOn) as pulumi.Output<
    GetNotifyGroupPolicyResult[]
  >;
}
