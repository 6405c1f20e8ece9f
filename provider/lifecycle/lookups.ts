/**
 * Finds what exists at VMP, for a program that did not make it.
 *
 * Source: the API reference of VMP, the Get and List actions. The service's own filters are fuzzy: they only narrow
 * what is read, and what was asked for is found on our side.
 */
import { isNotFound, VmpError } from "../client/errors";
import { PAGE_SIZE } from "../client/records/paging";
import type { Listed } from "../client/records/whole";
import { checkFields } from "../fields/check";
import type { Fields } from "../fields/field";
import { UNSEEN, withoutUnseen } from "../fields/masks";
import { apiFields } from "../fields/walk";
import { fromApi } from "../fields/wire";
import { foreign, foreignId } from "../text/foreign";
import { isAbsent, type JsonObject, own, type Properties, text } from "../values";
import { readable } from "./lifecycle";
import { getListed, listAll } from "./list";
import { called, type Operation } from "./operation";
import type { ResourceType } from "./resource-type";

/** Where to look. */
export type Service = Pick<Operation, "client" | "region" | "secrets">;

const name = { kind: "text", api: "Name" } as const;

/** Looks up one by its id, or by exactly its name. Throws an error for people, and checks its arguments first. */
export async function getOne(service: Service, type: ResourceType, args: unknown): Promise<Properties> {
  const rows = { id: { kind: "text", api: "Id", refersTo: type.noun }, name } as const;
  const wanted = argumentsOf(`get${type.name}`, rows, args, (given) =>
    "id" in given === "name" in given ? ["needs either id or name, one of them"] : [],
  );
  const [id, exactly] = [text(own(wanted, "id")), text(own(wanted, "name")) ?? ""];
  return shown(type, id === undefined ? await byName(service, type, exactly) : await byId(service, type, id));
}

/** Looks up those that meet all that is given, in the order of their names. */
export async function getSeveral(service: Service, type: ResourceType, args: unknown): Promise<Properties[]> {
  const ids = { kind: "set", api: "Ids", refersTo: type.noun } as const;
  const rows: Fields = { ids, nameContains: name, ...type.filters };
  const filter = argumentsOf(`get${type.plural}`, rows, args ?? {}, () => []);
  const found = await listed(service, type, rows, filter);
  return found.map((item) => shown(type, item)).sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1));
}

function argumentsOf(lookup: string, rows: Fields, args: unknown, more: (inputs: Properties) => string[]): Properties {
  const { inputs, failures } = checkFields(rows, args);
  const faults = [...more(inputs), ...failures.map(({ path, message }) => `${path}${path && " "}${message}`)];
  if (faults.length === 0) return inputs;
  throw new Error([`vmp.${lookup} cannot look up with these arguments:`, ...faults].join("\n  "));
}

/**
 * @param advice where there is none, after what to check
 * @throws an error for people where there is none
 */
export async function byId(
  { client, region, secrets }: Service,
  type: ResourceType,
  id: string,
  advice = OWN_OUTPUTS,
): Promise<JsonObject> {
  const task = `look up ${type.noun} (id ${foreign(id, secrets)})`;
  return client.get(type, id, { task, secrets }).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
    const { action, code, reason: message, effect, requestId } = error;
    throw new VmpError({ action, task, code, message, effect, requestId, next: whereToLook("id", region, advice) });
  });
}

const MOST_NAMES = 5;

async function byName({ client, region, secrets }: Service, type: ResourceType, wanted: string): Promise<JsonObject> {
  const { noun } = type;
  const task = `look up ${called({ secrets }, type, { name: wanted })}`;
  const close = await listAll(client, type, { Name: wanted }, { task, secrets });
  const named = close.filter(({ Name }) => Name === wanted);
  // A list may go on showing what is deleted.
  const there = await Promise.all(named.map(({ Id }) => getListed(client, type, Id, { task, secrets })));
  const [found, ...more] = there.filter((record) => record !== undefined);
  if (found && more.length === 0) return found;
  if (found) {
    const ids = [found, ...more].map(({ Id }) => foreignId(Id)).join(", ");
    throw new Error(`${task}: there are ${more.length + 1} of exactly this name. Look up one by its id: ${ids}.`);
  }
  const others = close.filter(({ Name }) => Name !== wanted);
  const names = others.slice(0, MOST_NAMES).map(({ Name }) => `"${foreign(text(Name) ?? "", secrets)}"`);
  const similar = names.length > 0 ? ` There is ${names.join(", ")}${others.length > MOST_NAMES ? ", …" : ""}.` : "";
  throw new Error(`${task}: there is no ${noun} of exactly this name.${similar} ${whereToLook("name", region)}`);
}

const OWN_OUTPUTS = "What this program makes has outputs of its own: use those.";

function whereToLook(what: "id" | "name" | "ids", region: string, advice = OWN_OUTPUTS): string {
  return `Check the ${what}, the account that the keys are of, and the region (${region}). ${advice}`;
}

async function listed(service: Service, type: ResourceType, rows: Fields, filter: Properties): Promise<Listed[]> {
  const { client, region, secrets } = service;
  const task = `look up ${type.nouns}`;
  const list = (narrow: JsonObject): Promise<Listed[]> => listAll(client, type, narrow, { task, secrets });
  const given = apiFields(rows).filter(([property]) => !isAbsent(own(filter, property)));
  const texts = given.flatMap(([property, { api, kind }]) => (kind === "text" ? [[api, own(filter, property)]] : []));
  const sets = given.flatMap(([property, { api, kind }]) =>
    kind === "set" && property !== "ids" ? [{ api, wanted: own(filter, property) as string[] }] : [],
  );
  const fuzzy = Object.fromEntries(texts.filter(([, part]) => part !== "")) as JsonObject;
  const ids = own(filter, "ids") as string[] | undefined;
  const [first] = sets;
  // An empty list asks for nothing; to the service it would be no filter at all. One item at a time: whether the
  // service means any of several or all of them is not documented.
  const narrowed: JsonObject[] =
    ids !== undefined
      ? chunks(ids, PAGE_SIZE).map((chunk) => ({ Ids: chunk }))
      : first
        ? first.wanted.map((item) => ({ ...fuzzy, [first.api]: [item] }))
        : [fuzzy];
  const found = new Map<string, Listed>();
  for (const narrow of narrowed) for (const item of await list(narrow)) found.set(item.Id.toLowerCase(), item);
  if (ids) for (const id of found.keys()) if (!ids.includes(id)) found.delete(id);
  const missing = ids?.filter((id) => !found.has(id)) ?? [];
  if (missing.length > 0) {
    const message = `nothing has ${missing.length > 1 ? "these ids" : "this id"}: ${missing.map((id) => foreign(id, secrets)).join(", ")}.`;
    throw new Error(`${task}: ${message} ${whereToLook("ids", region)}`);
  }
  return [...found.values()].filter(
    (item) =>
      texts.every(([api, part]) => (text(item[String(api)]) ?? "").includes(String(part))) &&
      sets.every(({ api, wanted }) => overlap(item[api], wanted)),
  );
}

/** Of ids: those that are asked for are in lower case. */
function overlap(has: unknown, wanted: string[]): boolean {
  return Array.isArray(has) && has.some((item) => wanted.includes(String(item).toLowerCase()));
}

function chunks<Item>(items: Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

/** What the service shows, in the program's own shape. */
function shown(type: ResourceType, item: JsonObject): Properties {
  return {
    id: item.Id,
    ...withoutUnseen(type.fields, fromApi(type.fields, item, UNSEEN)),
    ...fromApi(readable(type), item, {}),
  };
}
