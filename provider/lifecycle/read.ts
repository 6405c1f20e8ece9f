/** Reads one thing by its id. */
import { changedProperties } from "../fields/diff";
import { fromApi } from "../fields/wire";
import type { Context } from "../resource";
import type { Properties } from "../values";
import { isNotFound } from "../client/errors";
import type { JsonObject } from "../client/types";
import { type Kind, taskOf } from "./kind";

/** @returns what the service has of it, or `undefined` when it is gone */
export async function readRecord(
  { client }: Context,
  kind: Kind,
  id: string,
  state: Properties,
): Promise<JsonObject | undefined> {
  // What a list shows may be less than there is, so nothing is called changed on its word alone.
  const accept = (record: JsonObject): boolean =>
    changedProperties(kind.fields, state, fromApi(kind.fields, record, state)).length === 0;
  try {
    return await client.get(kind.api, id, { task: taskOf("read", kind, state, id), accept });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
