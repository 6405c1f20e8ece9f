import * as pulumi from "@pulumi/pulumi";
import { SETTINGS } from "../../provider/settings/table";
import type { ProviderProperties } from "../../provider/settings/table";
import type { InputsOf } from "../inputs";
import { withSecrets } from "../secrets";

/** The arguments of a `vmp.Provider`. */
export type ProviderArgs = InputsOf<ProviderProperties>;

/**
 * An account and a region of VMP, for the resources that have it as their `provider`. Without one, resources have the
 * settings of the stack's configuration.
 *
 * @example
 * ```ts
 * const shanghai = new vmp.Provider("shanghai", { region: "cn-shanghai", profile: "shanghai" });
 * new vmp.Contact("oncall", { name: "oncall", email: "oncall@example.com" }, { provider: shanghai });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  /**
   * @param name the provider's name in the program
   * @param args its settings; what is left out has its default, and keys come from the rest of the chain
   */
  constructor(name: string, args: ProviderArgs = {}, opts: pulumi.ResourceOptions = {}) {
    super("vmp", name, withSecrets(SETTINGS, args), opts);
  }
}
