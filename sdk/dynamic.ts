import * as pulumi from "@pulumi/pulumi";
import { apiFields } from "../provider/fields/walk";
import { NOTES, RESOURCE, SECRET_INPUTS } from "../provider/hosts/notes";
import type { ResourceType } from "../provider/lifecycle/resource-type";
import { dynamicToken, token } from "../provider/hosts/tokens";
import { warnOfSettings } from "./settings";
import { markedAsSecret, withSecrets } from "./secrets";

/**
 * What a dynamic resource is registered with, in the order of the constructor of `pulumi.CustomResource`.
 *
 * The provider stands in the state as one constant text, the same for every resource, version and installer, with no
 * code and no secret of anybody's in it. It rests on this contract of the provider host (`cmd/dynamic-provider` of
 * @pulumi/pulumi): the host compiles the text as a module that resolves `require` from the program's folder, and takes
 * what `exports.handler()` returns for the provider. `pulumi.dynamic.Resource` does nothing but serialize a provider
 * into such a text; writing it by hand spares the serializer, which would store our code or the path of a package
 * manager's store, and change with every version. tests/host guards the contract against the oldest and the newest
 * @pulumi/pulumi that we support.
 */
export function registration(
  type: ResourceType,
  name: string,
  args: object,
  opts: pulumi.CustomResourceOptions,
): [type: string, name: string, properties: pulumi.Inputs, opts: pulumi.CustomResourceOptions] {
  if (opts.import !== undefined || opts.id !== undefined) {
    const message =
      `vmp.${type.name} "${name}" cannot be imported or looked up by its id: Pulumi does not offer that to dynamic providers. ` +
      `Declare it with adopt: true, under the name it has: the create takes it over. To only read it: vmp.get${type.name}.`;
    // Without a stack of its own, Node 20 shows it at once.
    throw Object.assign(new pulumi.RunError(message), { stack: "" });
  }
  warnOfSettings();
  const marked = markedAsSecret(type.fields, args);
  const notes = (names: string[]): object => ({
    [RESOURCE]: name,
    ...(names.length > 0 && { [SECRET_INPUTS]: names }),
  });
  const properties = {
    ...propertiesOf(type, args),
    [NOTES]: marked?.then(notes) ?? notes([]),
    __provider: `exports.handler=()=>require("pulumi-vmp/provider").${providerName(type)}`,
  };
  // A stack that was moved to the packaged provider moves back.
  const defaults = { deleteBeforeReplace: true, aliases: [{ type: token(type.name) }] };
  return [dynamicToken(type), name, properties, pulumi.mergeOptions(defaults, opts)];
}

/** The arguments of a resource, with everything secret marked, and its outputs. */
export function propertiesOf({ fields, outputs }: ResourceType, args: object): pulumi.Inputs {
  const shown = Object.keys(outputs).filter((output) => !outputs[output]?.internal);
  // Naming a property here, be it as undefined, is what makes it an output of the resource.
  const declared = [...apiFields(fields).map(([property]) => property), ...shown];
  return { ...Object.fromEntries(declared.map((output) => [output, undefined])), ...withSecrets(fields, args) };
}

/** What `pulumi-vmp/provider` exports for it. */
export function providerName({ name }: Pick<ResourceType, "name">): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/**
 * Has a resource constructed without the stacks that nobody reads.
 *
 * @pulumi/pulumi writes one for each of the four promises behind each output, to tell where a promise comes from that
 * never settles: that was most of the time of a preview of a thousand contacts. They are shown when
 * PULUMI_DEBUG_PROMISE_LEAKS is set, and are written then. A base class cannot do this, as the engine takes what calls
 * the constructor of a class right under `pulumi.CustomResource` for the resource's place in the program.
 *
 * @param resource the class, whose callers the stack of an error begins with
 */
export function withoutStacks(resource: new (...args: never[]) => unknown): Stacks {
  const usual = Error.stackTraceLimit;
  if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) Error.stackTraceLimit = 0;
  const restore = (): void => {
    Error.stackTraceLimit = usual;
  };
  return {
    restore,
    fail(error) {
      restore();
      if (error instanceof Error) Error.captureStackTrace(error, resource);
      throw error;
    },
  };
}

interface Stacks {
  /** Errors have stacks again. */
  restore(): void;
  /** Throws it on, with its stack. */
  fail(error: unknown): never;
}
