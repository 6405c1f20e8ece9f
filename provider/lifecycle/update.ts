/** Brings a record from what it is to what the program says: one call, unless its type does it otherwise. */
import type { Purpose } from "../client/types";
import { updateBody } from "../fields/wire";
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
  const answer = await operation.client.call({ action: type.actions.update, body, repeatable: true, ...purpose });
  return { answer, notices: [] };
}
