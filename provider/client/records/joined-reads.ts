/**
 * Reads records together: one list of their ids.
 *
 * A list may lag behind, leave records out, ignore its filter or show less than GetContact does. A contact that is
 * wrongly taken for gone would be made a second time, so what a list does not say beyond doubt is asked for by itself.
 *
 * Source: the API reference of VMP, the Get and List actions (`Filter.Ids`). Templates and silences have no Get.
 */
import { afterFailure, type Asked, type Joined, joined } from "./joined";
import { isNotFound, VmpError } from "../errors";
import { isObject } from "../../json";
import { PAGE_SIZE } from "./paging";
import type { Client, JsonObject, Purpose } from "../types";
import type { ReadType, RecordType } from "./record-type";
import type { Writes } from "./writes";

/** @returns for each, in order, what the service has of it; each fails by itself */
export async function readJoined(writes: Writes, type: RecordType, asked: readonly Asked[]): Joined<JsonObject> {
  const alone = (one: Asked, maxRetries?: number): Promise<JsonObject> => readAlone(writes, type, one, maxRetries);
  if (asked.length === 1) return asked.map((one) => alone(one));
  const watch = writes.watch();
  try {
    const items = await list(writes, type, asked);
    return asked.map(async (one) => {
      const record = watch.sawWriteOf(type, one.id) ? undefined : find(items, one);
      return record ?? alone(one);
    });
  } catch (error) {
    return asked.map((one) => afterFailure(error, one.task, (maxRetries) => alone(one, maxRetries)));
  } finally {
    watch.end();
  }
}

async function list({ call }: Writes, type: RecordType, asked: readonly Asked[]): Promise<JsonObject[]> {
  const { ids, ...purpose } = joined("read", type, asked);
  const body = { Filter: { Ids: ids }, PageNumber: 1, PageSize: PAGE_SIZE };
  const { Items } = await call({ action: type.actions.list, body, repeatable: true, ...purpose });
  return Array.isArray(Items) ? Items.filter(isObject) : [];
}

function find(items: JsonObject[], { id, accept = () => true }: Pick<Asked, "id" | "accept">): JsonObject | undefined {
  const [record, second] = items.filter(({ Id }) => Id === id);
  return record !== undefined && second === undefined && isWhole(record) && accept(record) ? record : undefined;
}

/** Whether an item of a list is more than the trace of a record. */
export function isWhole({ Name }: JsonObject): boolean {
  return typeof Name === "string" && Name !== "";
}

/** Gone is what both actions say that it is, as each can be wrong for a moment. */
export async function readAlone(
  writes: Writes,
  type: RecordType,
  one: Asked,
  maxRetries?: number,
): Promise<JsonObject> {
  try {
    return await get(writes, type, one, maxRetries);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const items = await list(writes, type, [one]).catch((refused: unknown) => {
      if (isNotFound(refused)) return [];
      throw refused;
    });
    if (!items.some(({ Id }) => Id === one.id)) throw error;
    return await get(writes, type, one, maxRetries).catch((again: unknown) => {
      if (!isNotFound(again)) throw again;
      const record = find(items, { id: one.id });
      if (record) return record;
      const message = "it is not found, but a list has something of it";
      throw new VmpError({ action: again.action, task: one.task, code: "NoResult", message, effect: "none" });
    });
  }
}

/** As the Get action alone tells it; where there is none, as the list of this id alone does. */
export async function get(
  client: Client,
  type: ReadType,
  { id, task, deadline, secrets }: Purpose & Pick<Asked, "id">,
  maxRetries?: number,
): Promise<JsonObject> {
  const { actions, noun } = type;
  const call = { repeatable: true, maxRetries, task, deadline, secrets };
  if (actions.get !== undefined) {
    // Taken at its word, the answer for another would wipe the record out of the state.
    const fits = (record: JsonObject): boolean => record.Id === id;
    return client.call({ ...call, action: actions.get, body: { Id: id }, fits });
  }
  const body = { Filter: { Ids: [id] }, PageNumber: 1, PageSize: PAGE_SIZE };
  const { Items } = await client.call({ ...call, action: actions.list, body });
  const items = Array.isArray(Items) ? Items.filter(isObject) : undefined;
  const found = find(items ?? [], { id });
  if (found) return found;
  // An answer that is no list, or one of others, says nothing of this one.
  const [code, message] =
    items?.length === 0
      ? ["NotFound.Id", `the list of this id has no ${noun}`]
      : ["NoResult", `the answer is not the list of this ${noun} alone`];
  throw new VmpError({ action: actions.list, task, code, message, effect: "none" });
}
