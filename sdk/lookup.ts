/** Lookups for programs: secrets kept, and errors without a stack. */
import * as pulumi from "@pulumi/pulumi";
import type { Fields } from "../provider/fields/field";
import { holdsSecret } from "../provider/fields/secrets";
import type { ResourceType } from "../provider/lifecycle/resource-type";
import type { Properties } from "../provider/values";
import { textsIn } from "../provider/values";
import { nameOf, UnknownSettings } from "./ask";
import type { Ask, Lookup } from "./ask";
import type { InputsOf } from "./inputs";
import { onceARun } from "./run";

/** Which one is looked up: give either `id` or `name`. */
export type IdOrName =
  | {
      /** Its id (a UUID). Documented under the type's Get action, `Id`. */
      id: string;
    }
  | {
      /** Exactly its name, upper and lower case told apart. Documented under the type's List action, `Filter.Name`. */
      name: string;
    };

/** What several of any type can be looked up by. */
export interface IdsAndName {
  /**
   * The ids (UUIDs). Each has to be there. `[]` gives nothing. Optional. Documented under the List action,
   * `Filter.Ids`.
   */
  ids?: string[] | undefined;
  /**
   * A part of the name, upper and lower case told apart. Optional. Documented under the List action, `Filter.Name`;
   * checked again on this side.
   */
  nameContains?: string | undefined;
}

/** What each result begins with. */
export interface WithId {
  /** Its id. Documented under the type's Get action, `Id`. */
  id: string;
}

/**
 * The options of a lookup. Those of Pulumi's that choose a provider are the packaged provider's: `pulumi-vmp/plugin`.
 * `parent` hands a provider down, of which there is none here.
 */
export type LookupOptions = Pick<pulumi.InvokeOptions, "parent">;

/** Those of the output form. It waits for `dependsOn`: as long as that is not there, a preview's result is unknown. */
export type LookupOutputOptions = Pick<pulumi.InvokeOutputOptions, "parent" | "dependsOn">;

/**
 * What the lookup functions of a resource type do.
 *
 * @internal
 */
export function lookupsOf<One, Several, Found>(type: ResourceType, ask: (opts: pulumi.InvokeOutputOptions) => Ask) {
  const one = { type, several: false };
  const several = { type, several: true };
  return {
    one: (args: One, opts: pulumi.InvokeOptions) => lookUp<Found>(one, args, ask(opts)),
    oneOutput: (args: InputsOf<One>, opts: pulumi.InvokeOutputOptions) =>
      lookUpOutput<Found>(one, args, ask(opts), opts.dependsOn),
    several: (args: Several, opts: pulumi.InvokeOptions) => lookUp<Found[]>(several, args, ask(opts)),
    severalOutput: (args: InputsOf<Several>, opts: pulumi.InvokeOutputOptions) =>
      lookUpOutput<Found[]>(several, args, ask(opts), opts.dependsOn),
  };
}

/** Fails where the service cannot be asked, in previews too. */
async function lookUp<Found>(lookup: Lookup, args: unknown, ask: Ask): Promise<Found> {
  try {
    return withSecretParts(lookup, await ask(lookup, args, [])) as Found;
  } catch (error) {
    const advice = ` In previews like this one use vmp.${nameOf(lookup)}Output: its result is unknown then.`;
    throw runError(error, unknownForNow(error) ? advice : "");
  }
}

/**
 * Unknown in a preview as long as an argument, `dependsOn` or a setting of the provider is, and where there are no keys
 * to ask with.
 */
function lookUpOutput<Found>(
  lookup: Lookup,
  args: unknown,
  ask: Ask,
  dependsOn: pulumi.InvokeOutputOptions["dependsOn"],
): pulumi.Output<Found> {
  const given = whenThere(dependsOn).apply(() => pulumi.output(args as pulumi.Inputs));
  const found = given.apply(async (known: unknown): Promise<unknown> => {
    try {
      // An apply takes the outermost output apart and no other: secret parts stay secret, and the rest is not.
      return withSecretParts(lookup, await ask(lookup, known, (await pulumi.isSecret(given)) ? textsIn(known) : []));
    } catch (error) {
      if (!unknownForNow(error)) throw runError(error);
      if (!(error instanceof UnknownSettings)) warnOfMissingKeys();
      return pulumi.unknown;
    }
  });
  return found as pulumi.Output<Found>;
}

/** Known when all of the resources are there, and in a preview when they were there before. */
function whenThere(dependsOn: pulumi.InvokeOutputOptions["dependsOn"] = []): pulumi.Output<unknown> {
  // Resources are left as they are; the types take them apart.
  const resources = pulumi.output(dependsOn as pulumi.Input<unknown>) as pulumi.Output<unknown>;
  return resources.apply((found) => pulumi.all([found].flat().flatMap((each) => signsOf(each as pulumi.Resource))));
}

/** What a resource that is there has. A component is there when all that it consists of is. */
function signsOf(resource: pulumi.Resource): pulumi.Output<string>[] {
  if (pulumi.CustomResource.isInstance(resource)) return [resource.id];
  const { __childResources: children = [] } = resource as { __childResources?: Iterable<pulumi.Resource> };
  return [resource.urn, ...[...children].flatMap(signsOf)];
}

function withSecretParts({ type: { fields } }: Lookup, found: Properties | Properties[]): unknown {
  return Array.isArray(found) ? found.map((each) => withSecrets(fields, each)) : withSecrets(fields, found);
}

function withSecrets(fields: Fields, found: Properties): Properties {
  const secret = Object.keys(fields).filter((property) => holdsSecret(fields[property]));
  return { ...found, ...Object.fromEntries(secret.map((property) => [property, pulumi.secret(found[property])])) };
}

function unknownForNow(error: unknown): boolean {
  if (error instanceof UnknownSettings) return true;
  const { code, message } = error as Error & { code?: unknown };
  // What comes from another process has no code of ours.
  return pulumi.runtime.isDryRun() && (code === "NoCredentials" || message.includes(": NoCredentials: "));
}

/**
 * An error of which Pulumi prints the sentence alone. For a promise that nobody handles it prints the stack where there
 * is one, and on Node 20 it takes half a minute to look at that.
 */
function runError(error: unknown, advice = ""): pulumi.RunError {
  const message = error instanceof Error ? error.message : String(error);
  return Object.assign(new pulumi.RunError(message + advice), { stack: "" });
}

const warnOfMissingKeys = onceARun(() => {
  void pulumi.log.warn(
    "VMP is not asked in this preview, as there are no keys: what the program looks up is unknown, " +
      "and what depends on it is shown as if it changed.",
  );
});
