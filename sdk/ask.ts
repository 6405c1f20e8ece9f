/** Whom a lookup asks: VMP from here, or the packaged provider. */
import * as pulumi from "@pulumi/pulumi";
import { listedAs, token } from "../provider/hosts/tokens";
import type { Context } from "../provider/lifecycle/operation";
import type { ResourceType } from "../provider/lifecycle/resource-type";
import type { Properties } from "../provider/values";
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

/** In a preview, the engine asks no provider that has a setting that is not known yet: the answer is `{}` then. */
export class UnknownSettings extends Error {}

/**
 * Asks from here. In a test with Pulumi's mocks these are asked, as for every other function, and no key is looked for.
 */
export function here(opts: pulumi.InvokeOutputOptions): Ask {
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

const service = onceARun(async (): Promise<Context> => {
  const config = pulumi.runtime.allConfig();
  // Loaded only now: most programs look nothing up.
  const { open } = await import("../provider/lifecycle/operation");
  return open({ get: (key) => config[key] }, process.env, { signal: new AbortController().signal });
});

/** What the function is called. */
export function nameOf({ type, several }: Lookup): string {
  return `get${several ? type.plural : type.name}`;
}
