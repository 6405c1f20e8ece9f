/** What a check found, in the form in which Pulumi shows it. */
import type { Problem } from "../fields/check";
import type { ResourceType } from "../lifecycle/resource-type";
import type { Properties } from "../values";

/**
 * A failure of a check. The engine prints the value of a property that it is given by name, secret or not: what may
 * hold
 * one is named in the sentence instead.
 */
export function checkFailure({ path, message, mayHoldSecret }: Problem): { property: string; reason: string } {
  return mayHoldSecret ? { property: "", reason: `${path} ${message}` } : { property: path, reason: message };
}

/** A warning of a check, as a sentence. */
export function checkWarning({ noun }: ResourceType, inputs: Properties, { path, message }: Problem): string {
  const name = typeof inputs.name === "string" ? ` "${inputs.name.slice(0, 128)}"` : "";
  return `${noun}${name}: ${path}${path && " "}${message}`;
}
