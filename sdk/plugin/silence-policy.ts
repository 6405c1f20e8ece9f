import * as pulumi from "@pulumi/pulumi";
import { SILENCE_POLICY } from "../../provider/resources/silence-policy";
import type { fields, outputs } from "../../provider/resources/silence-policy";
import { by } from "../ask";
import { withoutStacks } from "../dynamic";
import type { OutputsOf } from "../inputs";
import { lookupsOf } from "../lookup";
import type {
  GetSilencePoliciesArgs,
  GetSilencePoliciesOutputArgs,
  GetSilencePolicyArgs,
  GetSilencePolicyOutputArgs,
  GetSilencePolicyResult,
  SilencePolicyArgs,
} from "../silence-policy";
import { registration } from "./registration";

/** A silence policy of VMP, as `vmp.SilencePolicy` of `pulumi-vmp`, made by the packaged provider. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- its outputs are set by Pulumi
export class SilencePolicy extends pulumi.CustomResource {
  /**
   * Reads one that exists; the program does not manage it.
   *
   * @param name the resource's name in the program
   * @param id its id (a UUID)
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}): SilencePolicy {
    return new SilencePolicy(name, {} as SilencePolicyArgs, { ...opts, id });
  }

  /**
   * @param name the resource's name in the program
   * @param args what it is to be; checked offline, every fault at once, before anything is called
   * @param opts Pulumi's resource options; `import` takes the id of one that exists, `provider` a `vmp.Provider`
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

const policies = lookupsOf<GetSilencePolicyArgs, GetSilencePoliciesArgs, GetSilencePolicyResult>(SILENCE_POLICY, by);

/** Looks up one silence policy, by its id or by exactly its name. No such policy is an error. */
export function getSilencePolicy(
  args: GetSilencePolicyArgs,
  opts: pulumi.InvokeOptions = {},
): Promise<GetSilencePolicyResult> {
  return policies.one(args, opts);
}

/** {@link getSilencePolicy} for arguments that are outputs, with an output as its result. */
export function getSilencePolicyOutput(
  args: GetSilencePolicyOutputArgs,
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetSilencePolicyResult> {
  return policies.oneOutput(args, opts);
}

/** Looks up silence policies, by their ids or by a part of their name, in the order of their names. */
export function getSilencePolicies(
  args: GetSilencePoliciesArgs = {},
  opts: pulumi.InvokeOptions = {},
): Promise<GetSilencePolicyResult[]> {
  return policies.several(args, opts);
}

/** {@link getSilencePolicies} for arguments that are outputs, with an output as its result. */
export function getSilencePoliciesOutput(
  args: GetSilencePoliciesOutputArgs = {},
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetSilencePolicyResult[]> {
  return policies.severalOutput(args, opts);
}
