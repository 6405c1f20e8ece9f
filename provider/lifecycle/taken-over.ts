/**
 * The sentence that tells that a create took over what exists. To the engine it is a create like any other: of what an
 * `up` did, this sentence alone tells the two apart.
 */
import { foreignId } from "../text/foreign";

/** @param changed the properties that had to be sent */
export function takenOver(task: string, noun: string, id: string, changed: readonly string[]): string {
  const what = changed.length === 0 ? "nothing had to be changed" : `changed: ${changed.join(", ")}`;
  return `${task}: took over the ${noun} of this name that exists already (id ${foreignId(id)}); ${what}.`;
}

/** The id of what a message tells to be taken over; `undefined` for any other. */
export function readTakenOver(message: string): string | undefined {
  return /: took over the [a-z ]+ of this name that exists already \(id ([\w-]+)\); /.exec(message)?.[1];
}
