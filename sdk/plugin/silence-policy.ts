import * as pulumi from "@pulumi/pulumi";
import { SILENCE_POLICY } from "../../provider/resources/silence-policy";
import { withoutStacks } from "../dynamic";
import type { OutputsOf } from "../inputs";
import { by, lookUp, lookUpOutput } from "../lookup";
import type {
  GetSilencePolicyArgs,
  GetSilencePolicyOutputArgs,
  GetSilencePolicyResult,
  GetSilencePoliciesArgs,
  GetSilencePoliciesOutputArgs,
  SilencePolicyArgs,
} from "../silence-policy";

import type { Options, OutputOptions } from "./lookups";
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
export interface SilencePolicy extends OutputsOf<
  (typeof SILENCE_POLICY)["fields"],
  (typeof SILENCE_POLICY)["outputs"]
> {}

/** Looks up one silence policy, by its id or by exactly its name. No such policy is an error. */
export function getSilencePolicy(args: GetSilencePolicyArgs, opts: Options = {}): Promise<GetSilencePolicyResult> {
  return lookUp({ type: SILENCE_POLICY, several: false }, args, by(opts)) as Promise<GetSilencePolicyResult>;
}

/** {@link getSilencePolicy} for arguments that are outputs, with an output as its result. */
export function getSilencePolicyOutput(
  args: GetSilencePolicyOutputArgs,
  opts: OutputOptions = {},
): pulumi.Output<GetSilencePolicyResult> {
  return lookUpOutput(
    { type: SILENCE_POLICY, several: false },
    args,
    by(opts),
    opts.dependsOn,
  ) as pulumi.Output<GetSilencePolicyResult>;
}

/** Looks up silence policies, by their ids or by a part of their name, in the order of their names. */
export function getSilencePolicies(
  args: GetSilencePoliciesArgs = {},
  opts: Options = {},
): Promise<GetSilencePolicyResult[]> {
  return lookUp({ type: SILENCE_POLICY, several: true }, args, by(opts)) as Promise<GetSilencePolicyResult[]>;
}

/** {@link getSilencePolicies} for arguments that are outputs, with an output as its result. */
export function getSilencePoliciesOutput(
  args: GetSilencePoliciesOutputArgs = {},
  opts: OutputOptions = {},
): pulumi.Output<GetSilencePolicyResult[]> {
  return lookUpOutput({ type: SILENCE_POLICY, several: true }, args, by(opts), opts.dependsOn) as pulumi.Output<
    GetSilencePolicyResult[]
  >;
}
