/** Reads a list, page after page. Source: the API reference of VMP, ListContacts and ListContactGroups. */
import { isNotFound, VmpError } from "../client/errors";
import { get } from "../client/records/joined-reads";
import { PAGE_SIZE } from "../client/records/paging";
import type { ReadType } from "../client/records/record-type";
import { itemsOf, type Listed } from "../client/records/whole";
import type { Client, JsonObject, Purpose } from "../client/types";

/** A list that is another each time is nothing to rely on. */
const MOST_PASSES = 8;

/**
 * Yields what it reads, as it reads it; a page is read when it is needed.
 *
 * What is deleted while the pages are read moves the rest up, and with it one of them from a page that comes to one
 * that was read. So more than one page is read again, until two passes in a row have the same.
 *
 * @returns what there is: each once, in the order in which the service lists them
 */
async function* list(
  client: Client,
  type: ReadType,
  filter: JsonObject,
  purpose: Purpose,
): AsyncGenerator<Listed, Listed[]> {
  let before: Map<string, Listed> | undefined;
  for (let pass = 1; pass <= MOST_PASSES; pass++) {
    const { read, isOnePage } = yield* readPages(client, type, filter, purpose);
    if (isOnePage || haveTheSame(read, before)) return [...read.values()];
    before = read;
  }
  const message = `the list was another one each of the ${MOST_PASSES} times that it was read`;
  throw new VmpError({ action: type.actions.list, task: purpose.task, code: "NoResult", message, effect: "none" });
}

interface Pass {
  read: Map<string, Listed>;
  /** All came at once, by the service's own word: nothing can have moved. */
  isOnePage: boolean;
}

async function* readPages(
  client: Client,
  { actions }: ReadType,
  filter: JsonObject,
  purpose: Purpose,
): AsyncGenerator<Listed, Pass> {
  const read = new Map<string, Listed>();
  let isOnePage = false;
  for (let page = 1; ; page++) {
    const narrowed = Object.keys(filter).length > 0 && { Filter: filter };
    const body = { ...narrowed, PageNumber: page, PageSize: PAGE_SIZE };
    const answer = await client.call({ action: actions.list, body, repeatable: true, ...purpose });
    const items = itemsOf(answer);
    const before = read.size;
    for (const item of items) {
      // What is made while the pages are read moves the rest on, so that some come twice.
      read.set(item.Id, item);
      yield item;
    }
    const isAll = typeof answer.Total === "number" && read.size >= answer.Total;
    isOnePage = page === 1 ? isAll : isOnePage && read.size === before;
    // A service may give less than was asked for on a page. One that gives the same again and again has an end, too.
    if ((isAll && items.length < PAGE_SIZE) || read.size === before) return { read, isOnePage };
  }
}

function haveTheSame(read: Map<string, Listed>, before = new Map<string, Listed>()): boolean {
  return read.size === before.size && [...read.keys()].every((id) => before.has(id));
}

/** @throws VmpError, also where the list changes each time that it is read */
export async function listAll(client: Client, type: ReadType, filter: JsonObject, purpose: Purpose): Promise<Listed[]> {
  const reading = list(client, type, filter, purpose);
  for (;;) {
    const { done, value } = await reading.next();
    if (done) return value;
  }
}

/**
 * Finds what has exactly this name, as the API's own filter is fuzzy.
 *
 * A list may go on showing what is deleted, so only what the Get action shows under the name is there.
 *
 * @param gone ids that are known to be of nothing any more
 * @returns what the Get action shows; `undefined` when nothing has the name
 */
export async function findByName(
  client: Client,
  type: ReadType,
  name: string,
  purpose: Purpose,
  gone: ReadonlySet<string> = new Set(),
): Promise<Listed | undefined> {
  const looked = new Set(gone);
  for await (const { Id, Name } of list(client, type, { Name: name }, purpose)) {
    if (Name !== name || looked.has(Id)) continue;
    looked.add(Id);
    const record = await getListed(client, type, Id, purpose);
    if (record?.Name === name) return record;
  }
  return undefined;
}

/** @returns what the Get action shows of what a list shows; `undefined` when it is not there (any more) */
export async function getListed(
  client: Client,
  type: ReadType,
  id: string,
  purpose: Purpose,
): Promise<Listed | undefined> {
  try {
    return { ...(await get(client, type, { ...purpose, id })), Id: id };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
