import * as pulumi from "@pulumi/pulumi";
import { NOTIFY_POLICY } from "../../provider/resources/notify-policy";
import type { fields, outputs } from "../../provider/resources/notify-policy";
import { by } from "../ask";
import { withoutStacks } from "../dynamic";
import type { OutputsOf } from "../inputs";
import { lookupsOf } from "../lookup";
import type {
  GetNotifyPoliciesArgs,
  GetNotifyPoliciesOutputArgs,
  GetNotifyPolicyArgs,
  GetNotifyPolicyOutputArgs,
  GetNotifyPolicyResult,
  NotifyPolicyArgs,
} from "../notify-policy";
import { registration } from "./registration";

/** A notify policy of VMP, as `vmp.NotifyPolicy` of `pulumi-vmp`, made by the packaged provider. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- its outputs are set by Pulumi
export class NotifyPolicy extends pulumi.CustomResource {
  /**
   * Reads one that exists; the program does not manage it.
   *
   * @param name the resource's name in the program
   * @param id its id (a UUID)
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}): NotifyPolicy {
    return new NotifyPolicy(name, {} as NotifyPolicyArgs, { ...opts, id });
  }

  /**
   * @param name the resource's name in the program
   * @param args what it is to be; checked offline, every fault at once, before anything is called
   * @param opts Pulumi's resource options; `import` takes the id of one that exists, `provider` a `vmp.Provider`
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

const policies = lookupsOf<GetNotifyPolicyArgs, GetNotifyPoliciesArgs, GetNotifyPolicyResult>(NOTIFY_POLICY, by);

/** Looks up one notify policy, by its id or by exactly its name. No such policy is an error. */
export function getNotifyPolicy(
  args: GetNotifyPolicyArgs,
  opts: pulumi.InvokeOptions = {},
): Promise<GetNotifyPolicyResult> {
  return policies.one(args, opts);
}

/** {@link getNotifyPolicy} for arguments that are outputs, with an output as its result. */
export function getNotifyPolicyOutput(
  args: GetNotifyPolicyOutputArgs,
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetNotifyPolicyResult> {
  return policies.oneOutput(args, opts);
}

/** Looks up notify policies, by their ids or by a part of their name, in the order of their names. */
export function getNotifyPolicies(
  args: GetNotifyPoliciesArgs = {},
  opts: pulumi.InvokeOptions = {},
): Promise<GetNotifyPolicyResult[]> {
  return policies.several(args, opts);
}

/** {@link getNotifyPolicies} for arguments that are outputs, with an output as its result. */
export function getNotifyPoliciesOutput(
  args: GetNotifyPoliciesOutputArgs = {},
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetNotifyPolicyResult[]> {
  return policies.severalOutput(args, opts);
}
