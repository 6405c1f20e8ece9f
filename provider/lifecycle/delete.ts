/** Deletes a contact or a group. */
import type { Context } from "../resource";
import { own, type Properties } from "../values";
import { type Kind, taskOf } from "./kind";

/** @returns what the person who runs this should know */
export async function deleteRecord(
  { client, found }: Context,
  kind: Kind,
  id: string,
  state: Properties,
): Promise<string[]> {
  if (found.delete(id)) {
    const name = String(own(state, "name"));
    return [`${kind.noun} "${name}" (id ${id}) is kept: another resource of the program took it over.`];
  }
  await client.delete(kind.api, id, { task: taskOf("delete", kind, state, id) });
  return [];
}
