/**
 * Deletes records together. Gone already is success; a refusal is an error although HTTP says 200.
 *
 * Source: the API reference of VMP, DeleteContacts and DeleteContactGroups. It shows the code of an id once with a blank
 * in front.
 */
import { isNotFound, nextStep, VmpError } from "../errors";
import { afterFailure, type Asked, type Joined, joined, NOUN } from "./joined";
import { member, nonBlank } from "../json";
import { plain, shorten } from "../call/redact";
import type { Json, JsonObject } from "../types";
import type { RecordKind, Writes } from "./writes";

const LONGEST_MESSAGE = 500;

/** @returns for each, in order, a promise that fails when it was not deleted */
export async function deleteJoined(writes: Writes, kind: RecordKind, asked: readonly Asked[]): Joined<void> {
  const alone = (one: Asked, maxRetries?: number): Promise<void> => deleteAlone(writes, kind, one, maxRetries);
  if (asked.length === 1) return asked.map((one) => alone(one));
  try {
    const answer = await send(writes, kind, asked);
    return asked.map(async (one) => {
      settle(answer, kind, one);
    });
  } catch (error) {
    return asked.map((one) => afterFailure(error, one.task, (maxRetries) => alone(one, maxRetries)));
  }
}

async function deleteAlone(writes: Writes, kind: RecordKind, one: Asked, maxRetries?: number): Promise<void> {
  try {
    settle(await send(writes, kind, [one], maxRetries), kind, one);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

function send({ call }: Writes, kind: RecordKind, asked: readonly Asked[], maxRetries?: number): Promise<JsonObject> {
  const { ids, ...operation } = joined("delete", kind, asked);
  return call({ action: `Delete${kind}s`, body: { Ids: ids }, repeatable: true, maxRetries, ...operation });
}

/** Throws when an answer does not say that one of those it is about is gone. */
function settle(answer: JsonObject, kind: RecordKind, { id, task }: Asked): void {
  if (list(answer.SuccessfulItems).includes(id)) return;
  const refused = list(answer.UnsuccessfulItems).find((item) => member(item, "Id") === id);
  const reason = member(refused, "Error");
  const code = words(member(reason, "Code")) ?? "NoResult";
  const stays =
    `The ${NOUN[kind]} is still there, and still in the state. If it is in use, take it out of what uses it (alerting ` +
    "rules and notification policies in the VMP console, other programs), then run it again. To keep it and give it up " +
    "here: pulumi state delete <its URN>.";
  const error: Error = new VmpError({
    action: `Delete${kind}s`,
    task,
    code,
    next: nextStep(code) || stays,
    message: words(member(reason, "Message")) ?? `the answer names the ${NOUN[kind]} neither as deleted nor as refused`,
    effect: refused === undefined ? "unknown" : "none",
  });
  if (!isNotFound(error)) throw error;
}

/** What the service says, as one line of text for a message. */
function words(value: Json | undefined): string | undefined {
  return nonBlank(shorten(plain(nonBlank(value) ?? ""), LONGEST_MESSAGE));
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
