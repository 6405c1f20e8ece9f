/** Reads a whole list. Source: the API reference of VMP, ListContacts and ListContactGroups. */
import type { Found } from "../lifecycle/find";
import type { Kind } from "../lifecycle/kind";
import { isObject } from "../vmp/json";
import type { Client, Json, JsonObject } from "../vmp/types";

/** The most that is documented. */
const PAGE_SIZE = 100;

/** @returns each thing once, in the order in which the service lists them */
export async function listAll(client: Client, api: Kind["api"], filter: JsonObject, task: string): Promise<Found[]> {
  const found = new Map<string, Found>();
  for (let page = 1; ; page++) {
    const narrowed = Object.keys(filter).length > 0 && { Filter: filter };
    const body = { ...narrowed, PageNumber: page, PageSize: PAGE_SIZE };
    const answer = await client.call({ action: `List${api}s`, body, task, repeatable: true });
    const items = Array.isArray(answer.Items) ? answer.Items.filter(isFound) : [];
    const before = found.size;
    // What is made while the pages are read moves the rest on, so that some come twice.
    for (const item of items) found.set(item.Id, item);
    // A service may give less than was asked for on a page. One that gives the same again and again has an end, too.
    const complete = items.length < PAGE_SIZE && typeof answer.Total === "number" && found.size >= answer.Total;
    if (complete || found.size === before) return [...found.values()];
  }
}

function isFound(item: Json): item is Found {
  return isObject(item) && typeof item.Id === "string";
}
