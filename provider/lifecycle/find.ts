/** Finds a contact or a group by exactly its name. The API's own filter is fuzzy: it only narrows what is read. */
import type { Client, Operation } from "../client/types";
import type { Kind } from "./kind";
import { type Found, list } from "./list";

/** @returns `undefined` when none has exactly this name */
export async function findByName(
  client: Client,
  { api }: Kind,
  name: string,
  operation: Operation,
): Promise<Found | undefined> {
  for await (const item of list(client, api, { Name: name }, operation)) {
    if (item.Name === name) return item;
  }
  return undefined;
}
