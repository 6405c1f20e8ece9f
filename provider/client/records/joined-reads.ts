/**
 * Reads records together: one list of their ids.
 *
 * A list may lag behind, leave records out, ignore its filter or show less than GetContact does. A contact that is
 * wrongly taken for gone would be made a second time, so what a list does not say beyond doubt is asked for by itself.
 *
 * Source: the API reference of VMP, GetContact, ListContacts (`Filter.Ids`), GetContactGroup and ListContactGroups.
 */
import { afterFailure, type Asked, type Joined, joined } from "./joined";
import { isObject } from "../json";
import { PAGE_SIZE } from "./paging";
import type { Json, JsonObject } from "../types";
import type { RecordType } from "./record-type";
import type { Writes } from "./writes";

/** @returns for each, in order, what the service has of it; each fails by itself */
export async function readJoined(writes: Writes, type: RecordType, asked: readonly Asked[]): Joined<JsonObject> {
  const alone = (one: Asked, maxRetries?: number): Promise<JsonObject> => readAlone(writes, type, one, maxRetries);
  if (asked.length === 1) return asked.map((one) => alone(one));
  const { ids, ...purpose } = joined("read", type, asked);
  const body = { Filter: { Ids: ids }, PageNumber: 1, PageSize: PAGE_SIZE };
  const watch = writes.watch();
  try {
    const { Items } = await writes.call({ action: type.actions.list, body, repeatable: true, ...purpose });
    return asked.map(async (one) => {
      const record = watch.sawWriteOf(type, one.id) ? undefined : find(Items, one);
      return record ?? alone(one);
    });
  } catch (error) {
    return asked.map((one) => afterFailure(error, one.task, (maxRetries) => alone(one, maxRetries)));
  } finally {
    watch.end();
  }
}

function find(items: Json | undefined, { id, accept = () => true }: Asked): JsonObject | undefined {
  const [record, second] = Array.isArray(items) ? items.filter(isObject).filter(({ Id }) => Id === id) : [];
  const isWhole = record !== undefined && second === undefined && typeof record.Name === "string" && record.Name !== "";
  return isWhole && accept(record) ? record : undefined;
}

async function readAlone(
  { call }: Writes,
  type: RecordType,
  { id, task, deadline, secrets }: Asked,
  maxRetries?: number,
): Promise<JsonObject> {
  // Taken at its word, the answer for another would wipe the record out of the state.
  const fits = (record: JsonObject): boolean => record.Id === id;
  const purpose = { task, deadline, secrets };
  return call({ action: type.actions.get, body: { Id: id }, repeatable: true, fits, maxRetries, ...purpose });
}
