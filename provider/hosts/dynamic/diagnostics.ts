/**
 * Speaking to the person who runs Pulumi, from inside the provider host.
 *
 * Source: `cmd/dynamic-provider` of @pulumi/pulumi. It is started with the engine's address as its first argument, and
 * prints the stack of an error that check, diff, read or delete throws.
 */
import { told } from "../../text/own-fault";

export type Severity = "info" | "warn";

/** Shows a sentence in the run's diagnostics; on stderr where no engine listens. */
export async function show(severity: Severity, message: string): Promise<void> {
  const engineAddress = process.argv[2];
  if (engineAddress === undefined || !/^[\w.[\]:]+:\d+$/.test(engineAddress)) {
    console.warn(`${severity === "warn" ? "warning" : severity}: ${message}`);
    return;
  }
  // Loaded only now: most runs have nothing to warn of.
  const { log, runtime } = await import("@pulumi/pulumi");
  if (runtime.getEngine() === undefined) runtime.resetOptions("", "", 1, engineAddress, "", false, "");
  await log[severity](message);
}

/** Runs a step of the lifecycle; an error leaves it with its sentence alone, without a stack for the host to print. */
export async function withoutStack<Result>(step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    throw Object.assign(new Error(told(error)), { stack: "" });
  }
}
