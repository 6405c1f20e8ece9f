/** Brings a record from what it is to what the program says: one read and one call. */
import { VmpError } from "../client/errors";
import type { ApiCall, Purpose } from "../client/types";
import { unchangeable } from "../fields/diff";
import { updateBody } from "../fields/wire";
import { foreignId } from "../text/foreign";
import { type JsonObject, type Properties, text } from "../values";
import { carry } from "./carry";
import type { Operation, OperationPurpose } from "./operation";
import type { Change, ResourceType, Sent } from "./resource-type";

export async function send(
  operation: Operation,
  type: ResourceType,
  id: string,
  change: Change,
  purpose: OperationPurpose,
): Promise<Sent> {
  // Switches have actions of their own.
  const changed = change.changed.filter((property) => type.fields[property]?.kind !== "switch");
  if (changed.length === 0) return { answer: {}, notices: [] };
  const fixed = unchangeable(type.fields, changed);
  if (fixed.length > 0) throw notChanged(type, id, fixed, purpose);
  const { inputs, purpose: known, notices } = await carry(operation, type, id, change, purpose);
  const special = await type.special?.();
  const sent = special?.send
    ? await special.send(operation, id, { ...change, changed, inputs }, known)
    : { answer: await operation.client.call(updateCall(type, id, inputs, changed, known)), notices: [] };
  return { ...sent, notices: [...notices, ...sent.notices] };
}

/** @param changed the properties of `inputs` that the update is about */
export function updateCall(
  { fields, actions }: Pick<ResourceType, "fields" | "actions">,
  id: string,
  inputs: Properties,
  changed: readonly string[],
  purpose: Purpose,
): ApiCall {
  const body = updateBody(fields, id, inputs, changed);
  // An update's result need not name the id, but must name no other.
  const fits = ({ Id }: JsonObject): boolean => text(Id) === undefined || Id === id;
  return { action: actions.update, body, repeatable: true, fits, ...purpose };
}

/** Of what a create takes over: where the program has such a change, another record takes the place of this one. */
function notChanged({ noun, actions }: ResourceType, id: string, properties: string[], { task }: Purpose): VmpError {
  const what = properties.join(" and ");
  return new VmpError({
    action: actions.update,
    task,
    code: "NotChangeable",
    message: `the ${noun} that exists already (id ${foreignId(id)}) has another ${what}, which VMP changes of none; nothing was sent`,
    effect: "none",
    next: `Give it another name, or the ${what} that the existing one has; or delete that ${noun} in the VMP console.`,
  });
}
