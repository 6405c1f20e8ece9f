/**
 * Who uses what is to be deleted. By which code VMP refuses such a delete, and whether it does, is not documented, and
 * something that alerts go through must not disappear from under them: so it is asked for before anything is sent.
 *
 * What goes, or lets go of it, in the same run does so before: Pulumi deletes what refers to something first.
 */
import { isThrottled } from "../client/call/retry";
import { VmpError } from "../client/errors";
import type { Purpose } from "../client/types";
import { text, textsIn } from "../values";
import type { Listed } from "../client/records/whole";
import { getListed, listAll } from "./list";
import { called, type Operation, type OperationPurpose } from "./operation";
import type { ResourceType, User } from "./resource-type";

/** So many are named. */
const MOST_NAMED = 5;

/** @throws VmpError that names them, when there are any */
export async function expectUnused(
  operation: Operation,
  type: ResourceType,
  id: string,
  purpose: OperationPurpose,
): Promise<void> {
  const named: string[] = [];
  for (const user of type.usedBy ?? []) {
    for (const { Id, Name } of await usersOf(operation, id, user, purpose)) {
      named.push(called(purpose, user.type, { name: text(Name) ?? "" }, Id));
    }
  }
  // What is gone is not in use, whoever still names it.
  if (named.length === 0 || !(await getListed(operation.client, type, id, purpose))) return;
  const more = named.length > MOST_NAMED ? " and others" : "";
  throw new VmpError({
    action: type.actions.delete,
    task: purpose.task,
    code: "InUse",
    message: `it is used by ${named.slice(0, MOST_NAMED).join(", ")}${more}; nothing was sent`,
    effect: "none",
    next:
      `Take the ${type.noun} out of what uses it, then run it again. What this program has goes or changes first where it ` +
      `refers to the ${type.noun} by its output, id, and not by a copied text. To keep it and give it up here: pulumi ` +
      "state delete <its URN>.",
  });
}

/** At most one more than are named. A service that does not have the list, or does not allow it, knows of none. */
async function usersOf(
  { client, deleted }: Operation,
  id: string,
  { type, filter }: User,
  purpose: Purpose,
): Promise<Listed[]> {
  const uses = (record: Listed): boolean => textsIn(record).some((each) => each.toLowerCase() === id.toLowerCase());
  const listed = await listAll(client, type, { [filter]: [id] }, purpose).catch(unlessRefused([]));
  const users: Listed[] = [];
  for (const record of listed) {
    if (users.length > MOST_NAMED) break;
    // A list may ignore its filter, and goes on showing what was deleted or changed a moment ago.
    if (!uses(record) || deleted.has(record.Id)) continue;
    const now = await getListed(client, type, record.Id, purpose).catch(unlessRefused(record));
    if (now && uses(now)) users.push(now);
  }
  return users;
}

function unlessRefused<Value>(otherwise: Value): (error: unknown) => Value {
  return (error) => {
    const status = error instanceof VmpError ? (error.status ?? 0) : 0;
    if (error instanceof VmpError && status >= 400 && status < 500 && !isThrottled(error)) return otherwise;
    throw error;
  };
}
