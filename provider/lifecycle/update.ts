/** Brings a record from what it is to what the program says: one read and one call. */
import type { ApiCall, Purpose } from "../client/types";
import { updateBody } from "../fields/wire";
import { type JsonObject, type Properties, text } from "../values";
import { carry } from "./carry";
import type { Operation } from "./operation";
import type { Change, ResourceType, Sent } from "./resource-type";

export async function send(
  operation: Operation,
  type: ResourceType,
  id: string,
  change: Change,
  purpose: Purpose,
): Promise<Sent> {
  // Switches have actions of their own.
  const changed = change.changed.filter((property) => type.fields[property]?.kind !== "switch");
  if (changed.length === 0) return { answer: {}, notices: [] };
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
