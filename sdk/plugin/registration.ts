import * as pulumi from "@pulumi/pulumi";
import type { ResourceType } from "../../provider/lifecycle/resource-type";
import { dynamicToken, token } from "../../provider/hosts/tokens";
import { propertiesOf } from "../dynamic";

/**
 * What a resource of the packaged provider is registered with, in the order of the constructor of
 * `pulumi.CustomResource`. A stack that the dynamic provider made moves with its alias.
 *
 * What is secret comes from the provider, which marks it in the inputs and in the outputs.
 */
export function registration(
  type: ResourceType,
  name: string,
  args: object,
  opts: pulumi.CustomResourceOptions,
): [type: string, name: string, properties: pulumi.Inputs, opts: pulumi.CustomResourceOptions] {
  const defaults = { deleteBeforeReplace: true, aliases: [{ type: dynamicToken(type) }] };
  return [token(type.name), name, propertiesOf(type, args), pulumi.mergeOptions(defaults, opts)];
}
