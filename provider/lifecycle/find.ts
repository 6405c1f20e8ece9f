/**
 * Finds a contact or a group by exactly its name. The API's own filter is fuzzy, so every page of it is read.
 *
 * Source: the API reference of VMP, ListContacts and ListContactGroups.
 */
import { isObject } from "../vmp/json";
import type { Client, JsonObject } from "../vmp/types";
import type { Kind, Operation } from "./kind";

/** As the service lists it. */
export type Found = JsonObject & { Id: string };

const PAGE_SIZE = 100;

/** @returns `undefined` when none has exactly this name */
export async function findByName(
  client: Client,
  kind: Kind,
  name: string,
  operation: Operation,
): Promise<Found | undefined> {
  for (let page = 1; ; page++) {
    const body = { Filter: { Name: name }, PageNumber: page, PageSize: PAGE_SIZE };
    const result = await client.call({ action: `List${kind.api}s`, body, repeatable: true, ...operation });
    const items = Array.isArray(result.Items) ? result.Items.filter(isObject) : [];
    const found = items.find((item): item is Found => item.Name === name && typeof item.Id === "string");
    if (found || items.length < PAGE_SIZE) return found;
  }
}
