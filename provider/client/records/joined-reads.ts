/**
 * Reads records together: one list of their ids.
 *
 * A list may lag behind, leave records out, ignore its filter or show less than GetContact does. A contact that is
 * wrongly taken for gone would be made a second time, so what a list does not say beyond doubt is asked for by itself.
 *
 * Source: the API reference of VMP, GetContact, ListContacts (`Filter.Ids`), GetContactGroup and ListContactGroups.
 */
import { VmpError } from "../errors";
import { afterFailure, type Asked, type Joined, joined, NOUN } from "./joined";
import { isObject } from "../json";
import { PAGE_SIZE } from "./paging";
import type { Json, JsonObject } from "../types";
import type { RecordKind, Writes } from "./writes";

/** @returns for each, in order, what the service has of it; each fails by itself */
export async function readJoined(writes: Writes, kind: RecordKind, asked: readonly Asked[]): Joined<JsonObject> {
  const alone = (one: Asked, maxRetries?: number): Promise<JsonObject> => readAlone(writes, kind, one, maxRetries);
  if (asked.length === 1) return asked.map((one) => alone(one));
  const { ids, ...operation } = joined("read", kind, asked);
  const body = { Filter: { Ids: ids }, PageNumber: 1, PageSize: PAGE_SIZE };
  const watch = writes.watch();
  try {
    const { Items } = await writes.call({ action: `List${kind}s`, body, repeatable: true, ...operation });
    return asked.map(async (one) => {
      const record = watch.sawWriteOf(kind, one.id) ? undefined : find(Items, one);
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
  kind: RecordKind,
  { id, task, deadline, secrets }: Asked,
  maxRetries?: number,
): Promise<JsonObject> {
  const action = `Get${kind}`;
  const answer = await call({ action, body: { Id: id }, task, repeatable: true, deadline, secrets, maxRetries });
  if (answer.Id === id) return answer;
  // Taken at its word, such an answer would wipe the record out of the state.
  const message = `the answer is not of the ${NOUN[kind]} that was asked for`;
  throw new VmpError({ action, task, code: "NoResult", message, effect: "none" });
}
