/**
 * Finds contacts and contact groups that exist, for a program that did not make them.
 *
 * Source: the API reference of VMP, GetContact, ListContacts, GetContactGroup and ListContactGroups. The service's own
 * filters are fuzzy: they only narrow what is read, and what was asked for is found on our side.
 */
import { CONTACT } from "./resources/contact";
import { CONTACT_GROUP } from "./resources/contact-group";
import type { Kind } from "./lifecycle/kind";
import { type Found, listAll } from "./lifecycle/list";
import {
  type Filter,
  GET_CONTACT,
  GET_CONTACT_GROUP,
  GET_CONTACT_GROUPS,
  GET_CONTACTS,
  type IdOrName,
  readMany,
  readOne,
} from "./lookups/arguments";
import { shown } from "./lookups/shown";
import { type ConfigSource, readSettings } from "./settings";
import { given, type Properties, text } from "./values";
import { createClient } from "./client/client";
import { isNotFound, VmpError } from "./client/errors";
import type { Records } from "./client/records/records";
import { PAGE_SIZE } from "./client/records/paging";
import { plain, shorten } from "./client/call/redact";
import type { JsonObject } from "./client/types";

/** Where to look. */
export interface Service {
  client: Records;
  /** Named when nothing was found: it may be another one. */
  region: string;
}

/** @throws an error that lists every fault of the settings */
export function connect(config: ConfigSource, env: NodeJS.ProcessEnv): Service {
  const settings = readSettings(config, env);
  return { client: createClient(settings), region: settings.region };
}

/** By the name of the function that a program calls. Each throws an error for people, and checks its arguments first. */
export const LOOKUPS = {
  getContact: async (service: Service, args: unknown) =>
    one(service, CONTACT, readOne("getContact", GET_CONTACT, args)),
  getContacts: async (service: Service, args: unknown) =>
    many(service, CONTACT, readMany("getContacts", GET_CONTACTS, args)),
  getContactGroup: async (service: Service, args: unknown) =>
    one(service, CONTACT_GROUP, readOne("getContactGroup", GET_CONTACT_GROUP, args)),
  getContactGroups: async (service: Service, args: unknown) =>
    many(service, CONTACT_GROUP, readMany("getContactGroups", GET_CONTACT_GROUPS, args)),
};

type Sought = Pick<Kind, "noun" | "api" | "fields">;

async function one(service: Service, kind: Sought, sought: IdOrName): Promise<Properties> {
  return result(kind, "id" in sought ? await byId(service, kind, sought.id) : await byName(service, kind, sought.name));
}

async function byId({ client, region }: Service, { noun, api }: Sought, id: string): Promise<JsonObject> {
  const task = `look up ${noun} (id ${id})`;
  return client.get(api, id, { task }).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
    const { action, code, reason: message, effect, requestId } = error;
    throw new VmpError({ action, task, code, message, effect, requestId, next: whereToLook("id", region) });
  });
}

const MOST_NAMES = 5;

async function byName({ client, region }: Service, { noun, api }: Sought, name: string): Promise<JsonObject> {
  const task = `look up ${noun} "${name}"`;
  const close = await listAll(client, api, { Name: name }, { task });
  const [found, ...more] = close.filter((item) => item.Name === name);
  if (found && more.length === 0) return found;
  if (found) {
    const ids = [found, ...more].map(({ Id }) => Id).join(", ");
    throw new Error(`${task}: there are ${more.length + 1} of exactly this name. Look up one by its id: ${ids}.`);
  }
  const names = close.slice(0, MOST_NAMES).map(({ Name }) => `"${shorten(plain(text(Name) ?? ""), 128)}"`);
  const similar = names.length > 0 ? ` There is ${names.join(", ")}${close.length > MOST_NAMES ? ", …" : ""}.` : "";
  throw new Error(`${task}: there is no ${noun} of exactly this name.${similar} ${whereToLook("name", region)}`);
}

function whereToLook(what: "id" | "name" | "ids", region: string): string {
  return (
    `Check the ${what}, the account that the keys are of, and the region (${region}). What this program makes has ` +
    "outputs of its own: use those."
  );
}

/** @returns in the order of their names */
async function many(service: Service, kind: Sought, filter: Filter): Promise<Properties[]> {
  const { ids, nameContains = "", emailContains = "", contactGroupIds: groups } = filter;
  const task = `look up ${kind.noun}s`;
  const list = (more: JsonObject): Promise<Found[]> => listAll(service.client, kind.api, more, { task });
  const fuzzy = given({ Name: text(nameContains), Email: text(emailContains) }) as JsonObject;
  // An empty list asks for nothing; to the service it would be no filter at all.
  const listed =
    ids !== undefined
      ? await each(chunks(ids, PAGE_SIZE), (chunk) => list({ Ids: chunk }))
      : // One at a time: whether the service means any of several groups or all of them is not documented.
        await each(groups ?? [undefined], (group) => list({ ...fuzzy, ...(group && { ContactGroupIds: [group] }) }));
  const found = new Map(listed.map((item) => [item.Id, item]));
  const missing = ids?.filter((id) => !found.has(id)) ?? [];
  if (missing.length > 0) {
    const message = `nothing has ${missing.length > 1 ? "these ids" : "this id"}: ${missing.join(", ")}.`;
    throw new Error(`${task}: ${message} ${whereToLook("ids", service.region)}`);
  }
  return [...found.values()]
    .filter(
      (item) =>
        (text(item.Name) ?? "").includes(nameContains) &&
        (text(item.Email) ?? "").includes(emailContains) &&
        (groups === undefined || (Array.isArray(item.ContactGroupIds) && overlap(item.ContactGroupIds, groups))),
    )
    .map((item) => result(kind, item))
    .sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1));
}

function result({ fields }: Sought, item: JsonObject): Properties {
  const active = typeof item.EmailActive === "boolean" ? item.EmailActive : undefined;
  return {
    id: item.Id,
    ...shown(fields, item),
    ...given({ emailActive: active, createTime: text(item.CreateTime) }),
  };
}

async function each<From, To>(all: From[], read: (one: From) => Promise<To[]>): Promise<To[]> {
  const results: To[] = [];
  for (const one of all) results.push(...(await read(one)));
  return results;
}

function chunks<Item>(items: Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

function overlap(some: unknown[], others: unknown[]): boolean {
  return some.some((item) => others.includes(item));
}
