/**
 * Deletes records together. Gone already is success; a refusal is an error although HTTP says 200.
 *
 * Source: the API reference of VMP, DeleteContacts, DeleteContactGroups and the deletes of policies.
 */
import { isNotFound, nextStep, VmpError, type VmpErrorParts } from "../errors";
import { afterFailure, type Asked, type Joined, joined } from "./joined";
import { nonBlank } from "../../json";
import { fateOf } from "./fate";
import { get } from "./joined-reads";
import type { JsonObject } from "../types";
import type { RecordType } from "./record-type";
import type { Writes } from "./writes";

/** @returns for each, in order, a promise that fails when it was not deleted */
export async function deleteJoined(writes: Writes, type: RecordType, asked: readonly Asked[]): Joined<void> {
  const alone = (one: Asked, maxRetries?: number): Promise<void> => deleteAlone(writes, type, one, maxRetries);
  if (asked.length === 1 || type.deletesOne) return asked.map((one) => alone(one));
  try {
    const answer = await send(writes, type, asked);
    const { secrets } = joined("delete", type, asked);
    return asked.map((one) => settle(writes, answer, type, { ...one, secrets }));
  } catch (error) {
    return asked.map((one) => afterFailure(error, one.task, (maxRetries) => alone(one, maxRetries)));
  }
}

async function deleteAlone(writes: Writes, type: RecordType, one: Asked, maxRetries?: number): Promise<void> {
  let refusal: VmpError | undefined;
  const answer = await send(writes, type, [one], maxRetries).catch((error: unknown) => {
    if (!(error instanceof VmpError && (isNotFound(error) || (type.deletesOne && isRefusal(error))))) throw error;
    refusal = error;
    return refusalOf(one, error);
  });
  await settle(writes, answer, type, one, refusal?.requestId);
}

/** Which code says that something is in use is not documented. */
function isRefusal({ effect, status = 0, code }: VmpError): boolean {
  return effect === "none" && status >= 400 && status < 500 && (nextStep(code) === "" || /Parameter\b/.test(code));
}

/** As the answer for several says it of one. */
function refusalOf({ id }: Asked, { code, reason }: VmpError): JsonObject {
  return { UnsuccessfulItems: [{ Id: id, Error: { Code: code, Message: reason } }] };
}

function send({ call }: Writes, type: RecordType, asked: readonly Asked[], maxRetries?: number): Promise<JsonObject> {
  const { ids, ...purpose } = joined("delete", type, asked);
  const body = type.deletesOne ? { Id: ids[0] ?? "" } : { Ids: ids };
  return call({ action: type.actions.delete, body, repeatable: true, maxRetries, ...purpose });
}

/** Throws when an answer does not say that one of those it is about is gone. What is refused is not deleted. */
async function settle(
  writes: Writes,
  answer: JsonObject,
  type: RecordType,
  one: Asked,
  requestId?: string,
): Promise<void> {
  const { id, task, secrets } = one;
  const fate = fateOf(answer, id, secrets);
  const isDeleted = type.deletesOne ? !fate.isRefused && [undefined, id].includes(nonBlank(answer.Id)) : fate.isDone;
  if (isDeleted) return;
  const { code, message, effect, requestId: answered } = fate.why();
  const stays =
    `The ${type.noun} is still there, and still in the state. If it is in use, take it out of what uses it (alerting ` +
    "rules and notification policies in the VMP console, other programs), then run it again. To keep it and give it " +
    "up here: pulumi state delete <its URN>.";
  const parts: VmpErrorParts = {
    action: type.actions.delete,
    task,
    code,
    message: message || `the answer names the ${type.noun} neither as deleted nor as refused`,
    effect,
    requestId: requestId ?? answered,
  };
  const error: Error = new VmpError({ ...parts, next: (type.deletesOne ? "" : nextStep(code)) || stays });
  if (!isNotFound(error)) throw error;
  const isThere = await get(writes, type, one).then(() => true, isNoError);
  if (isThere) throw new VmpError({ ...parts, next: `Reading it shows it all the same. ${stays}` });
}

/** Gone already is what a second action says too. */
function isNoError(error: unknown): false {
  if (isNotFound(error)) return false;
  throw error;
}
