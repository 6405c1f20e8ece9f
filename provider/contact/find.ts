/**
 * Finds a contact by exactly its name. The API's own filter is fuzzy, so every page of it is read.
 *
 * Source: the API reference of VMP, ListContacts.
 */
import { isObject } from "../vmp/json";
import type { ApiCall, Client, JsonObject } from "../vmp/types";

/** A contact as the service lists it. */
export type Found = JsonObject & { Id: string };

const PAGE_SIZE = 100;

/** @returns the contact as ListContacts gives it, or `undefined` when no contact has exactly this name */
export async function findContact(
  client: Client,
  name: string,
  operation: Pick<ApiCall, "task" | "deadline">,
): Promise<Found | undefined> {
  for (let page = 1; ; page++) {
    const body = { Filter: { Name: name }, PageNumber: page, PageSize: PAGE_SIZE };
    const result = await client.call({ action: "ListContacts", body, repeatable: true, ...operation });
    const items = Array.isArray(result.Items) ? result.Items.filter(isObject) : [];
    const found = items.find((item): item is Found => item.Name === name && typeof item.Id === "string");
    if (found || items.length < PAGE_SIZE) return found;
  }
}
