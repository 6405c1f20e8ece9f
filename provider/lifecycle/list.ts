/** Reads a list, page after page. Source: the API reference of VMP, ListContacts and ListContactGroups. */
import { isObject } from "../client/json";
import { PAGE_SIZE } from "../client/records/paging";
import type { RecordType } from "../client/records/record-type";
import type { Client, Json, JsonObject, Purpose } from "../client/types";

/** As the service lists it. */
export type Listed = JsonObject & { Id: string };

/** Yields each record once, in the order in which the service lists them; a page is read when it is needed. */
export async function* list(
  client: Client,
  { actions }: RecordType,
  filter: JsonObject,
  purpose: Purpose,
): AsyncGenerator<Listed> {
  const seen = new Set<string>();
  for (let page = 1; ; page++) {
    const narrowed = Object.keys(filter).length > 0 && { Filter: filter };
    const body = { ...narrowed, PageNumber: page, PageSize: PAGE_SIZE };
    const answer = await client.call({ action: actions.list, body, repeatable: true, ...purpose });
    const items = Array.isArray(answer.Items) ? answer.Items.filter(isListed) : [];
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
  type: RecordType,
  filter: JsonObject,
  purpose: Purpose,
): Promise<Listed[]> {
  const found: Listed[] = [];
  for await (const item of list(client, type, filter, purpose)) found.push(item);
  return found;
}

/** @returns the one of exactly this name, as the API's own filter is fuzzy; `undefined` when none has it */
export async function findByName(
  client: Client,
  type: RecordType,
  name: string,
  purpose: Purpose,
): Promise<Listed | undefined> {
  for await (const item of list(client, type, { Name: name }, purpose)) {
    if (item.Name === name) return item;
  }
  return undefined;
}

function isListed(item: Json): item is Listed {
  return isObject(item) && typeof item.Id === "string";
}
