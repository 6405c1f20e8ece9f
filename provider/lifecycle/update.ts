/** Brings a record from what it is to what the program says: one call, unless its type does it otherwise. */
import type { Purpose } from "../client/types";
import { updateBody } from "../fields/wire";
import { type JsonObject, text } from "../values";
import type { Operation } from "./operation";
import type { Change, ResourceType, Sent } from "./resource-type";

export async function send(
  operation: Operation,
  type: ResourceType,
  id: string,
  change: Change,
  purpose: Purpose,
): Promise<Sent> {
  const { inputs, changed } = change;
  if (changed.length === 0) return { answer: {}, notices: [] };
  const special = await type.special?.();
  if (special?.send) return special.send(operation, id, change, purpose);
  const body = updateBody(type.fields, id, inputs, changed);
  const call = { action: type.actions.update, body, repeatable: true, fits: isOf(id), ...purpose };
  return { answer: await operation.client.call(call), notices: [] };
}

/** Whether a result is of an id: an update's need not name it. */
export function isOf(id: string): (result: JsonObject) => boolean {
  return ({ Id }) => text(Id) === undefined || Id === id;
}
