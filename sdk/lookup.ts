/** A lookup from within the program's process: with the stack's settings, secrets kept, and errors without a stack. */
import * as pulumi from "@pulumi/pulumi";
import { type FieldTable, holdsSecret } from "../provider/fields/table";
import type { LOOKUPS, Service } from "../provider/lookups";
import type { Properties } from "../provider/values";
import { warnOfPlainKeys } from "./keys";

export interface Lookup {
  name: keyof typeof LOOKUPS;
  /** Of what is looked up: says what is secret. */
  fields: FieldTable;
}

/** Fails where the service cannot be asked, in previews too. */
export async function lookUp(lookup: Lookup, args: unknown): Promise<unknown> {
  try {
    return await ask(lookup, args);
  } catch (error) {
    const advice = ` In previews without keys use vmp.${lookup.name}Output: its result is unknown then.`;
    throw runError(error, unknownForNow(error) ? advice : "");
  }
}

/** Unknown in a preview as long as an argument is, and where there are no keys to ask with. */
export function lookUpOutput(lookup: Lookup, args: object): pulumi.Output<unknown> {
  return pulumi.output(args as pulumi.Inputs).apply(async (known: unknown): Promise<unknown> => {
    try {
      // An apply takes the outermost output apart and no other: secret parts stay secret, and the rest is not.
      return await ask(lookup, known);
    } catch (error) {
      if (!unknownForNow(error)) throw runError(error);
      warnOfMissingKeys();
      return pulumi.unknown;
    }
  });
}

/** By the stack's configuration: programs of several stacks can run in one process. */
const services = new Map<string, Service>();

async function ask({ name, fields }: Lookup, args: unknown): Promise<unknown> {
  warnOfPlainKeys();
  const config = pulumi.runtime.allConfig();
  // Loaded only now: most programs look nothing up.
  const { connect, LOOKUPS: lookups } = await import("../provider/lookups");
  const stack = JSON.stringify(config);
  const service = services.get(stack) ?? connect({ get: (key) => config[key] }, process.env);
  services.set(stack, service);
  const found = await lookups[name](service, args);
  return Array.isArray(found) ? found.map((each) => withSecrets(fields, each)) : withSecrets(fields, found);
}

function withSecrets(fields: FieldTable, found: Properties): Properties {
  const secret = Object.keys(fields).filter((property) => holdsSecret(fields[property]));
  return { ...found, ...Object.fromEntries(secret.map((property) => [property, pulumi.secret(found[property])])) };
}

function unknownForNow(error: unknown): boolean {
  return pulumi.runtime.isDryRun() && (error as { code?: unknown }).code === "NoCredentials";
}

/**
 * An error of which Pulumi prints the sentence alone. For a promise that nobody handles it prints the stack where there
 * is one, and on Node 20 it takes half a minute to look at that.
 */
function runError(error: unknown, advice = ""): pulumi.RunError {
  const message = error instanceof Error ? error.message : String(error);
  return Object.assign(new pulumi.RunError(message + advice), { stack: "" });
}

let warned = false;

function warnOfMissingKeys(): void {
  if (warned) return;
  warned = true;
  void pulumi.log.warn(
    "VMP is not asked in this preview, as there are no keys: what the program looks up is unknown, " +
      "and what depends on it is shown as if it changed.",
  );
}
