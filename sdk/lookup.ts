/** Lookups for programs: secrets kept, and errors without a stack. */
import * as pulumi from "@pulumi/pulumi";
import type { Fields } from "../provider/fields/field";
import { holdsSecret } from "../provider/fields/secrets";
import { listedAs, token } from "../provider/hosts/tokens";
import type { Context } from "../provider/lifecycle/operation";
import type { ResourceType } from "../provider/lifecycle/resource-type";
import type { Properties } from "../provider/values";
import { textsIn } from "../provider/values";
import { onceARun } from "./run";
import { warnOfSettings } from "./settings";

export interface Lookup {
  type: ResourceType;
  several: boolean;
}

/**
 * Finds one, or several: as the service shows them, and with their secrets in the clear.
 *
 * @param secrets texts that must stand in no message
 */
export type Ask = (lookup: Lookup, args: unknown, secrets: readonly string[]) => Promise<Properties | Properties[]>;

/**
 * The options of a lookup. Those of Pulumi's that choose a provider are the packaged provider's: `pulumi-vmp/plugin`.
 * `parent` hands a provider down, of which there is none here.
 */
export type LookupOptions = Pick<pulumi.InvokeOptions, "parent">;

/** Those of the output form. It waits for `dependsOn`: as long as that is not there, a preview's result is unknown. */
export type LookupOutputOptions = Pick<pulumi.InvokeOutputOptions, "parent" | "dependsOn">;

/** In a preview, the engine asks no provider that has a setting that is not known yet: the answer is `{}` then. */
class UnknownSettings extends Error {}

/** Fails where the service cannot be asked, in previews too. */
export async function lookUp(lookup: Lookup, args: unknown, ask: Ask): Promise<unknown> {
  try {
    return withSecretParts(lookup, await ask(lookup, args, []));
  } catch (error) {
    const advice = ` In previews like this one use vmp.${nameOf(lookup)}Output: its result is unknown then.`;
    throw runError(error, unknownForNow(error) ? advice : "");
  }
}

/**
 * Unknown in a preview as long as an argument, `dependsOn` or a setting of the provider is, and where there are no keys
 * to ask with.
 */
export function lookUpOutput(
  lookup: Lookup,
  args: object,
  ask: Ask,
  dependsOn: pulumi.InvokeOutputOptions["dependsOn"],
): pulumi.Output<unknown> {
  const given = whenThere(dependsOn).apply(() => pulumi.output(args as pulumi.Inputs));
  return given.apply(async (known: unknown): Promise<unknown> => {
    try {
      // An apply takes the outermost output apart and no other: secret parts stay secret, and the rest is not.
      return withSecretParts(lookup, await ask(lookup, known, (await pulumi.isSecret(given)) ? textsIn(known) : []));
    } catch (error) {
      if (!unknownForNow(error)) throw runError(error);
      if (!(error instanceof UnknownSettings)) warnOfMissingKeys();
      return pulumi.unknown;
    }
  });
}

const service = onceARun(async (): Promise<Context> => {
  const config = pulumi.runtime.allConfig();
  // Loaded only now: most programs look nothing up.
  const { open } = await import("../provider/lifecycle/operation");
  return open({ get: (key) => config[key] }, process.env, { signal: new AbortController().signal });
});

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

/**
 * Asks from here. In a test with Pulumi's mocks these are asked, as for every other function, and no key is looked for.
 */
export function here(opts: LookupOutputOptions): Ask {
  return (lookup, args, secrets) => {
    const others = Object.keys(opts).filter((name) => name !== "parent" && name !== "dependsOn");
    if (others.length > 0) {
      throw new Error(`a lookup takes no ${others.join(", ")}: that takes the packaged provider, "pulumi-vmp/plugin"`);
    }
    return isMocked() ? by(opts)(lookup, args, secrets) : askService(lookup, args, secrets);
  };
}

/** Of the monitors of @pulumi/pulumi, which exports none of them, the one for tests alone has mocks. */
function isMocked(): boolean {
  const monitor: unknown = pulumi.runtime.getMonitor();
  return typeof monitor === "object" && monitor !== null && "mocks" in monitor;
}

/** Asks the packaged provider, or the mocks of a test. */
export function by(opts: pulumi.InvokeOptions): Ask {
  return async (lookup, args, secrets) => {
    const name = nameOf(lookup);
    const found = await invoke(token(name), args ?? {}, opts, secrets);
    if (pulumi.runtime.isDryRun() && Object.keys(found).length === 0) {
      throw new UnknownSettings(`vmp.${name}: a setting of the provider is not known yet.`);
    }
    return lookup.several ? (found[listedAs(lookup.type)] as Properties[]) : found;
  };
}

async function invoke(
  name: string,
  args: pulumi.Inputs,
  opts: pulumi.InvokeOptions,
  secrets: readonly string[],
): Promise<Properties> {
  try {
    return (await pulumi.runtime.invoke(name, args, opts)) as Properties;
  } catch (error) {
    // Node sends the arguments of functions without the marks of what is secret, so the provider does not know it.
    const { redact } = await import("../provider/text/redact");
    throw new Error(redact((error as Error).message, secrets), { cause: error });
  }
}

/** From within the program's process, with the stack's settings. */
async function askService(
  { type, several }: Lookup,
  args: unknown,
  secrets: readonly string[],
): Promise<Properties | Properties[]> {
  warnOfSettings();
  const [{ getOne, getSeveral }, context] = await Promise.all([import("../provider/lifecycle/lookups"), service()]);
  return several ? getSeveral({ ...context, secrets }, type, args) : getOne({ ...context, secrets }, type, args);
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

function nameOf({ type, several }: Lookup): string {
  return `get${several ? type.plural : type.name}`;
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
