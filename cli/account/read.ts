/**
 * Reads all that the account has, of each resource type that is asked for.
 *
 * Source: the API reference of VMP, the List and Get actions.
 */
import { isNotFound, VmpError } from "../../provider/client/errors";
import type { Records } from "../../provider/client/records/records";
import type { Client, JsonObject } from "../../provider/client/types";
import { listAll } from "../../provider/lifecycle/list";
import { called } from "../../provider/lifecycle/operation";
import type { ResourceType } from "../../provider/lifecycle/resource-type";
import { text } from "../../provider/values";
import { type Account, type Item, listsOf } from "./inventory";
import { isUnclear } from "./survey";

/** Told what is being read, and how far it is; `total` only when VMP says it. */
export type ReadProgress = (what: string, done: number, total?: number) => void;

/** @throws VmpError */
export async function readAccount(
  client: Records,
  types: readonly ResourceType[],
  progress: ReadProgress,
): Promise<Account> {
  const found = new Map<ResourceType, Item[]>();
  for (const type of types) {
    const listed = await list(client, type, progress);
    found.set(type, await lookCloser(client, type, listed, progress));
  }
  return listsOf((type) => found.get(type) ?? []);
}

async function list(client: Client, type: ResourceType, progress: ReadProgress): Promise<Item[]> {
  const { nouns, actions } = type;
  let done = 0;
  const watched: Client = {
    async call(call) {
      const answer = await client.call(call);
      // More than one page is read more than once.
      if (call.body.PageNumber === 1) done = 0;
      done += Array.isArray(answer.Items) ? answer.Items.length : 0;
      progress(`Reading ${nouns}`, done, typeof answer.Total === "number" ? answer.Total : undefined);
      return answer;
    },
  };
  const task = `list ${nouns}`;
  const items = await listAll(watched, type, {}, { task });
  if (items.every(isItem)) return items;
  const message = "the answer lists something without a Name";
  throw new VmpError({ action: actions.list, task, code: "NoResult", message, effect: "none" });
}

function isItem(item: JsonObject): item is Item {
  return text(item.Name) !== undefined;
}

/** A list may mask or leave out what reading one by itself shows. */
async function lookCloser(
  client: Records,
  type: ResourceType,
  listed: Item[],
  progress: ReadProgress,
): Promise<Item[]> {
  const items: Item[] = [];
  for (const [index, item] of listed.entries()) {
    if (!isUnclear(type, item)) {
      items.push(item);
      continue;
    }
    const task = `read ${called({ secrets: [] }, type, { name: item.Name }, item.Id)}`;
    try {
      const answer = await client.get(type, item.Id, { task });
      items.push({ ...item, ...answer, Id: item.Id, Name: item.Name });
    } catch (error) {
      // Deleted meanwhile.
      if (!isNotFound(error)) throw error;
    }
    progress("Reading what the list does not show", index + 1, listed.length);
  }
  return items;
}
