/**
 * Creates a record without ever making it twice, or takes over what exists under its name.
 *
 * A create is not repeated blindly: an answer that was lost may stand for something that exists. That is then looked
 * for by its name, which is unique in the account. Found with our fields, and made since, it is ours; not found, the
 * create is sent again, and a Conflict.Name that answers it is looked at the same way, since what is new can be missing
 * from lists for a moment. An answer with an id under which the service has something else is as good as lost, so what
 * is made is read once. Who wants to take over is looked up for first, so that nothing is sent where nothing differs.
 */
import { isThrottled } from "../client/call/retry";
import { within } from "../client/call/within";
import { isNotFound, VmpError } from "../client/errors";
import { isId } from "../json";
import type { ApiCall, JsonObject } from "../client/types";
import { changedProperties } from "../fields/diff";
import { createBody } from "../fields/wire";
import { leftAlone, notItsTurn, notSeen, ofAnother, ownName, taken, uncertain } from "./create-errors";
import { findByName } from "./list";
import type { Listed } from "../client/records/whole";
import { called, type Operation, type OperationPurpose, purposeOf } from "./operation";
import type { Inputs, Made, ResourceType } from "./resource-type";
import { asItIs, whose } from "./lost-create";
import { takenOver } from "./taken-over";
import { send } from "./update";

/** Kept of the time allowed to look for something whose answer never came; of a short time, a quarter. */
const LOOKUP_MS = 10_000;

/** What was made or taken over. */
export type Created = Made & { id: string };

/** One create, as all its parts see it. */
export interface Attempt {
  operation: Operation;
  type: ResourceType;
  inputs: Inputs;
  purpose: OperationPurpose;
  /** When it began, by the clock's uptime. */
  started: number;
  adopt: boolean;
}

/** Two resources of one name are created one after the other, so that both cannot end with the same contact. */
export async function createRecord(operation: Operation, type: ResourceType, inputs: Inputs): Promise<Created> {
  const { creating, holders, holder, clock, deadline, signal } = operation;
  const key = `${type.noun} ${inputs.name}`;
  const before = creating.get(key);
  let settle = (): void => undefined;
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  creating.set(key, before ? before.then(() => settled) : settled);
  try {
    const turn = before?.then(() => true);
    if (turn && !(await within(clock, turn, deadline - clock.uptime(), signal))) {
      throw notItsTurn(type, `create ${called(operation, type, inputs)}`, signal.aborted);
    }
    const created = await create(operation, type, inputs);
    holders.hold(created.id, holder);
    holders.declare(type.noun, created.id, { inputs, state: {} });
    return created;
  } finally {
    settle();
  }
}

async function create(operation: Operation, type: ResourceType, inputs: Inputs): Promise<Created> {
  const { client, clock, holders, holder, timeoutMs, deadline, signal } = operation;
  const isOthers = ({ Id }: Listed): boolean =>
    holders.isShared(type.noun, inputs.name) || holders.isOfAnother(Id, holder);
  const whyLeftAlone = (record: Listed): string | undefined => type.leftAlone?.(record);
  const endOfCreates = deadline - Math.min(timeoutMs / 4, LOOKUP_MS);
  const purpose = purposeOf(operation, "create", type, undefined, inputs);
  const adopt = inputs.adopt ?? operation.adoptExisting;
  const attempt: Attempt = { operation, type, inputs, purpose, started: clock.uptime(), adopt };
  const find = (): Promise<Listed | undefined> => findByName(client, type, inputs.name, purpose, operation.deleted);
  const accept = (record: Listed): boolean => isAsWanted(record, attempt);
  const there = adopt ? await client.find(type, { name: inputs.name, accept }, deadline, find) : undefined;
  if (there && !isOthers(there) && whyLeftAlone(there) === undefined) return await takeOver(there, attempt);

  const body = createBody(type.fields, inputs);
  const call = { action: type.actions.create, body, repeatable: false, ...purpose, deadline: endOfCreates };
  const changed = changedProperties(type.fields, {}, inputs);
  let answerLost = false;
  let retries = operation.maxRetries;
  for (let tries = 1; ; tries++) {
    try {
      const answer = await client.call({ ...call, maxRetries: retries });
      const id = idOf(answer, call);
      return { id, inputs, changed, answer, notices: await confirm(id, attempt, find) };
    } catch (error) {
      if (!(error instanceof VmpError)) throw error;
      answerLost ||= error.effect === "unknown";
      retries -= error.attempts;
      const refused = error.effect === "none" && !isTaken(error);
      if (refused && !answerLost) throw error;
      const existing = await find().catch((lookup: unknown) => {
        throw answerLost ? uncertain(error, type, lookup) : error;
      });
      if (existing) {
        if (isOthers(existing)) throw ownName(error, existing.Id, attempt);
        const why = whyLeftAlone(existing);
        if (why !== undefined) throw leftAlone(error, existing.Id, why, attempt);
        const origin = answerLost ? whose(existing, attempt) : {};
        if (origin === "ours") {
          return { id: existing.Id, inputs, changed, answer: {}, notices: [] };
        }
        if (adopt) return await takeOver(existing, attempt);
        throw taken(error, existing.Id, attempt, origin.doubt);
      }
      const wait = waitAfter(tries, clock.random());
      // What is turned away was sent again already, as often and as soon as the service allows.
      if (refused || isThrottled(error) || retries < 0 || clock.uptime() + wait >= endOfCreates) {
        throw answerLost ? uncertain(error, type) : error;
      }
      // Cancelled: the next call says so.
      await clock.sleep(wait, signal);
    }
  }
}

/** Whether it says that the name is taken. No other refusal has this status, so it counts with a broken body too. */
function isTaken({ code, status }: VmpError): boolean {
  return code === "Conflict.Name" || status === 409;
}

/** Whether what a list has leaves nothing to do. Where it says otherwise, it may be what a list does not show. */
function isAsWanted(listed: Listed, attempt: Attempt): boolean {
  const { operation, type, inputs } = attempt;
  const found = asItIs(listed, attempt);
  const isAll = type.isInLists?.(found) ?? true;
  return isAll && !operation.deleted.has(listed.Id) && changedProperties(type.fields, found, inputs).length === 0;
}

/** Brings what exists to the program's fields, and says so. */
async function takeOver(existing: Listed, attempt: Attempt): Promise<Created> {
  const { operation, type, inputs } = attempt;
  const id = existing.Id;
  const before = asItIs(existing, attempt);
  const purpose = purposeOf(operation, "create", type, undefined, inputs, before);
  const changed = changedProperties(type.fields, before, inputs);
  const change = { state: before, inputs, changed, record: existing };
  const { answer, notices } = await send(operation, type, id, change, purpose);
  const notice = takenOver(purpose.task, type.noun, id, changed);
  return { id, inputs, changed, answer, before, notices: [notice, ...notices] };
}

/**
 * Looks whether the service has what it answered under the name: the answer can be that of another call.
 *
 * @returns what to tell where that cannot be seen; it was made, and its id is kept
 * @throws as for an answer that was lost, when the id is of something else
 */
async function confirm(
  id: string,
  { operation, type, inputs, purpose }: Attempt,
  find: () => Promise<Listed | undefined>,
): Promise<string[]> {
  if (operation.holders.isOfAnother(id, operation.holder)) throw ofAnother(type, purpose);
  try {
    const { Name } = await operation.client.get(type, id, purpose);
    if (Name === inputs.name) return [];
  } catch (error) {
    if (!(error instanceof VmpError)) throw error;
    const named = isNotFound(error) ? await find().catch(() => undefined) : undefined;
    if (named === undefined || named.Id === id) return [notSeen(error, id, type, purpose)];
  }
  throw ofAnother(type, purpose);
}

/** In milliseconds. Longer each time; a name that is taken may need a second to turn up in a list. */
function waitAfter(tries: number, random: number): number {
  return Math.min(500 * 2 ** (tries - 1), 5000) * (0.5 + random / 2);
}

function idOf(answer: JsonObject, { action, task }: Pick<ApiCall, "action" | "task">): string {
  if (isId(answer.Id)) return answer.Id;
  throw new VmpError({ action, task, code: "NoResult", message: "the answer holds no valid Id", effect: "unknown" });
}
