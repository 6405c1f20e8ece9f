/** Reads a list, page after page. Source: the API reference of VMP, ListContacts and ListContactGroups. */
import { isObject } from "../client/json";
import { PAGE_SIZE } from "../client/records/paging";
import type { Client, Json, JsonObject, Operation } from "../client/types";
import type { Kind } from "./kind";

/** As the service lists it. */
export type Found = JsonObject & { Id: string };

/** Yields each thing once, in the order in which the service lists them; a page is read when it is needed. */
export async function* list(
  client: Client,
  api: Kind["api"],
  filter: JsonObject,
  operation: Operation,
): AsyncGenerator<Found> {
  const seen = new Set<string>();
  for (let page = 1; ; page++) {
    const narrowed = Object.keys(filter).length > 0 && { Filter: filter };
    const body = { ...narrowed, PageNumber: page, PageSize: PAGE_SIZE };
    const answer = await client.call({ action: `List${api}s`, body, repeatable: true, ...operation });
    const items = Array.isArray(answer.Items) ? answer.Items.filter(isFound) : [];
    const before = seen.size;
    for (const item of items) {
      // What is made while the pages are read moves the rest on, so that some come twice.
      if (seen.has(item.Id)) continue;
      seen.add(item.Id);
      yield item;
    }
    // A service may give less than was asked for on a page. One that gives the same again and again has an end, too.
    const complete = items.length < PAGE_SIZE && typeof answer.Total === "number" && seen.size >= answer.Total;
    if (complete || seen.size === before) return;
  }
}

export async function listAll(
  client: Client,
  api: Kind["api"],
  filter: JsonObject,
  operation: Operation,
): Promise<Found[]> {
  const found: Found[] = [];
  for await (const item of list(client, api, filter, operation)) found.push(item);
  return found;
}

function isFound(item: Json): item is Found {
  return isObject(item) && typeof item.Id === "string";
}
