import * as pulumi from "@pulumi/pulumi";
import { NOTIFY_GROUP_POLICY } from "../../provider/resources/notify-group-policy";
import type { fields, outputs } from "../../provider/resources/notify-group-policy";
import { by } from "../ask";
import { withoutStacks } from "../dynamic";
import type { OutputsOf } from "../inputs";
import { lookupsOf } from "../lookup";
import type {
  GetNotifyGroupPoliciesArgs,
  GetNotifyGroupPoliciesOutputArgs,
  GetNotifyGroupPolicyArgs,
  GetNotifyGroupPolicyOutputArgs,
  GetNotifyGroupPolicyResult,
  NotifyGroupPolicyArgs,
} from "../notify-group-policy";
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
export interface NotifyGroupPolicy extends OutputsOf<typeof fields, typeof outputs> {}

const policies = lookupsOf<GetNotifyGroupPolicyArgs, GetNotifyGroupPoliciesArgs, GetNotifyGroupPolicyResult>(
  NOTIFY_GROUP_POLICY,
  by,
);

/** Looks up one notify group policy, by its id or by exactly its name. No such policy is an error. */
export function getNotifyGroupPolicy(
  args: GetNotifyGroupPolicyArgs,
  opts: pulumi.InvokeOptions = {},
): Promise<GetNotifyGroupPolicyResult> {
  return policies.one(args, opts);
}

/** {@link getNotifyGroupPolicy} for arguments that are outputs, with an output as its result. */
export function getNotifyGroupPolicyOutput(
  args: GetNotifyGroupPolicyOutputArgs,
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetNotifyGroupPolicyResult> {
  return policies.oneOutput(args, opts);
}

/** Looks up notify group policies, by their ids or by a part of their name, in the order of their names. */
export function getNotifyGroupPolicies(
  args: GetNotifyGroupPoliciesArgs = {},
  opts: pulumi.InvokeOptions = {},
): Promise<GetNotifyGroupPolicyResult[]> {
  return policies.several(args, opts);
}

/** {@link getNotifyGroupPolicies} for arguments that are outputs, with an output as its result. */
export function getNotifyGroupPoliciesOutput(
  args: GetNotifyGroupPoliciesOutputArgs = {},
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetNotifyGroupPolicyResult[]> {
  return policies.severalOutput(args, opts);
}
