/**
 * Reads all contacts and contact groups of the account.
 *
 * Source: the API reference of VMP, ListContacts, ListContactGroups and GetContact.
 */
import { listAll } from "../provider/lifecycle/list";
import type { ResourceType } from "../provider/lifecycle/resource-type";
import { CONTACT } from "../provider/resources/contact";
import { CONTACT_GROUP } from "../provider/resources/contact-group";
import { text } from "../provider/values";
import { isNotFound, VmpError } from "../provider/client/errors";
import type { Client, JsonObject } from "../provider/client/types";
import type { Account, Item } from "./inventory";
import { isUnclear } from "./survey";

/** Told what is being read, and how far it is; `total` only when VMP says it. */
export type ReadProgress = (what: string, done: number, total?: number) => void;

/** @throws VmpError */
export async function readAccount(client: Client, progress: ReadProgress): Promise<Account> {
  const listed = await list(client, CONTACT, progress);
  const contacts = await lookCloser(client, listed, progress);
  const groups = await list(client, CONTACT_GROUP, progress);
  return { contacts, groups };
}

async function list(client: Client, type: ResourceType, progress: ReadProgress): Promise<Item[]> {
  const { nouns, actions } = type;
  let done = 0;
  const watched: Client = {
    async call(call) {
      const answer = await client.call(call);
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

/** A list may mask or leave out what reading one contact shows. */
async function lookCloser(client: Client, listed: Item[], progress: ReadProgress): Promise<Item[]> {
  const contacts: Item[] = [];
  for (const [index, contact] of listed.entries()) {
    if (!isUnclear(contact)) {
      contacts.push(contact);
      continue;
    }
    const task = `read contact "${contact.Name}" (id ${contact.Id})`;
    const body = { Id: contact.Id };
    try {
      const answer = await client.call({ action: CONTACT.actions.get, body, task, repeatable: true });
      contacts.push({ ...contact, ...answer, Id: contact.Id, Name: contact.Name });
    } catch (error) {
      // Deleted meanwhile.
      if (!isNotFound(error)) throw error;
    }
    progress("Reading what the list does not show", index + 1, listed.length);
  }
  return contacts;
}
