/** What a check found, in the form in which Pulumi shows it. */
import type { Problem } from "../fields/check";
import { called, type Operation } from "../lifecycle/operation";
import type { ResourceType } from "../lifecycle/resource-type";
import type { Properties } from "../values";

/**
 * A failure of a check. The engine prints the value of a property that it is given by name, secret or not, and the one
 * of an inner property as `<nil>`: the sentence names it instead.
 */
export function checkFailure(problem: Problem): { property: string; reason: string } {
  return { property: "", reason: sentence(problem) };
}

/** A warning of a check, as a sentence. */
export function checkWarning(
  marked: Pick<Operation, "secrets">,
  type: ResourceType,
  { name }: Properties,
  problem: Problem,
): string {
  const subject = typeof name === "string" ? called(marked, type, { name }) : type.noun;
  return `${subject}: ${sentence(problem)}`;
}

function sentence({ path, message }: Problem): string {
  return `${path}${path && " "}${message}`;
}
