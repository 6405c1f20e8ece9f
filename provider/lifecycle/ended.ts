/**
 * What ends by itself, and is deleted by VMP some time after. That it is gone then is no drift: it stays in the state,
 * and is made anew when the program gives it another time.
 */
import type { Problem } from "../fields/check";
import { changedProperties, propertyOf } from "../fields/diff";
import { own, type Properties } from "../values";
import { called, type Operation } from "./operation";
import type { Found, Inputs, ResourceType } from "./resource-type";

/** Of a record that is not there any more: what a read makes of it, when it had ended. */
export function ended(operation: Operation, type: ResourceType, id: string, state: Inputs): Found | undefined {
  const { client, clock } = operation;
  const { ends } = type;
  // A state that was given in part, as `get` takes it, may not say when it ends.
  if (ends === undefined || own(state, ends.by) === undefined) return undefined;
  if (!ends.isOver(state, client.serviceTime(clock.uptime()) ?? clock.now())) return undefined;
  const inputs = Object.entries(state).filter(([property]) => Object.hasOwn(type.fields, property));
  const notice =
    `${called(operation, type, state, id)} was over, and VMP has deleted it. It stays in the state, and nothing is ` +
    `made anew until its ${ends.by} changes.`;
  return {
    found: Object.fromEntries(inputs) as Inputs,
    outputs: { gone: true },
    notices: isGone(type, state) ? [] : [notice],
  };
}

/** Whether a refresh found that it had ended and is gone. */
export function isGone({ ends }: ResourceType, state: Properties): boolean {
  return ends !== undefined && own(state, "gone") === true;
}

/** Whether the paths are of changes that are made when it is made anew, and not before. */
export function mustWait(type: ResourceType, state: Properties, paths: readonly string[]): boolean {
  return isGone(type, state) && !paths.some((path) => propertyOf(path) === type.ends?.by);
}

/** What is said of changes that must wait. */
export function waiting(type: ResourceType, state: Properties, inputs: Inputs): Problem[] {
  const changed = changedProperties(type.fields, state, inputs);
  if (changed.length === 0 || !mustWait(type, state, changed)) return [];
  const message =
    `is over and gone from VMP, so its ${changed.join(" and ")} cannot change: change ${type.ends?.by ?? ""} too, which makes ` +
    "it anew, or take it out of the program";
  return [{ path: "", message }];
}
