/**
 * Deletes records together. Gone already is success; a refusal is an error although HTTP says 200.
 *
 * Source: the API reference of VMP, DeleteContacts and DeleteContactGroups. It shows the code of an id once with a
 * blank in front.
 */
import { isNotFound, nextStep, VmpError } from "../errors";
import { afterFailure, type Asked, type Joined, joined } from "./joined";
import { member, nonBlank } from "../json";
import { foreign, foreignCode, LENGTH } from "../../text/foreign";
import type { Json, JsonObject } from "../types";
import type { RecordType } from "./record-type";
import type { Writes } from "./writes";

/** @returns for each, in order, a promise that fails when it was not deleted */
export async function deleteJoined(writes: Writes, type: RecordType, asked: readonly Asked[]): Joined<void> {
  const alone = (one: Asked, maxRetries?: number): Promise<void> => deleteAlone(writes, type, one, maxRetries);
  if (asked.length === 1) return asked.map((one) => alone(one));
  try {
    const answer = await send(writes, type, asked);
    const { secrets } = joined("delete", type, asked);
    return asked.map(async (one) => {
      settle(answer, type, { ...one, secrets });
    });
  } catch (error) {
    return asked.map((one) => afterFailure(error, one.task, (maxRetries) => alone(one, maxRetries)));
  }
}

async function deleteAlone(writes: Writes, type: RecordType, one: Asked, maxRetries?: number): Promise<void> {
  try {
    settle(await send(writes, type, [one], maxRetries), type, one);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

function send({ call }: Writes, type: RecordType, asked: readonly Asked[], maxRetries?: number): Promise<JsonObject> {
  const { ids, ...purpose } = joined("delete", type, asked);
  return call({ action: type.actions.delete, body: { Ids: ids }, repeatable: true, maxRetries, ...purpose });
}

/** Throws when an answer does not say that one of those it is about is gone. */
function settle(answer: JsonObject, type: RecordType, { id, task, secrets = [] }: Asked): void {
  if (list(answer.SuccessfulItems).includes(id)) return;
  const refused = list(answer.UnsuccessfulItems).find((item) => member(item, "Id") === id);
  const reason = member(refused, "Error");
  const code = foreignCode(nonBlank(member(reason, "Code")) ?? "NoResult", secrets);
  const message = foreign(nonBlank(member(reason, "Message")) ?? "", secrets, LENGTH.sentence);
  const stays =
    `The ${type.noun} is still there, and still in the state. If it is in use, take it out of what uses it (alerting ` +
    "rules and notification policies in the VMP console, other programs), then run it again. To keep it and give it up " +
    "here: pulumi state delete <its URN>.";
  const error: Error = new VmpError({
    action: type.actions.delete,
    task,
    code,
    next: nextStep(code) || stays,
    message: message || `the answer names the ${type.noun} neither as deleted nor as refused`,
    effect: refused === undefined ? "unknown" : "none",
  });
  if (!isNotFound(error)) throw error;
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
