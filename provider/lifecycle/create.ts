/**
 * Creates a record without ever making it twice, or takes over what exists under its name.
 *
 * A create is not repeated blindly: an answer that was lost may stand for something that exists. That is then looked
 * for by its name, which is unique in the account. Found with our fields, it is ours; not found, the create is sent
 * again, and a Conflict.Name that answers it is looked at the same way, since what is new can be missing from lists for
 * a moment. Who wants to take over is looked up for first, so that nothing is sent where nothing differs.
 */
import { isThrottled } from "../client/call/retry";
import { within } from "../client/call/within";
import { timeOf } from "../client/clock";
import { nextStep, VmpError } from "../client/errors";
import type { ApiCall, JsonObject, Purpose } from "../client/types";
import { changedProperties } from "../fields/diff";
import { createBody, fromApi } from "../fields/wire";
import { foreign } from "../text/foreign";
import { type Properties, text } from "../values";
import { findByName, type Listed } from "./list";
import { called, type Operation, purposeOf } from "./operation";
import type { Inputs, Made, ResourceType } from "./resource-type";
import { send } from "./update";

/** Kept of the time allowed to look for something whose answer never came; of a short time, a quarter. */
const LOOKUP_MS = 10_000;

const CLOCK_DIFFERENCE_MS = 120_000;

/** What was made or taken over. */
export type Created = Made & { id: string };

/** One create, as all its parts see it. */
interface Attempt {
  operation: Operation;
  type: ResourceType;
  inputs: Inputs;
  purpose: Required<Purpose>;
  /** When it began, in milliseconds since 1970. */
  started: number;
  adopt: boolean;
}

/** Two resources of one name are created one after the other, so that both cannot end with the same contact. */
export async function createRecord(operation: Operation, type: ResourceType, inputs: Inputs): Promise<Created> {
  const { creating, claimed, clock, deadline, signal } = operation;
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
    claimed.add(created.id);
    return created;
  } finally {
    settle();
  }
}

function notItsTurn({ noun, actions }: ResourceType, task: string, isCancelled: boolean): VmpError {
  const [code, message] = isCancelled
    ? ["Cancelled", "stopped before it was sent"]
    : ["TimedOut", `not sent, as another ${noun} of this name was being created for all of the time allowed`];
  return new VmpError({ action: actions.create, task, code, message, effect: "none" });
}

async function create(operation: Operation, type: ResourceType, inputs: Inputs): Promise<Created> {
  const { client, clock, timeoutMs, claimed, deadline, signal } = operation;
  const endOfCreates = deadline - Math.min(timeoutMs / 4, LOOKUP_MS);
  const purpose = purposeOf(operation, "create", type, undefined, inputs);
  const adopt = inputs.adopt ?? operation.adoptExisting;
  const attempt: Attempt = { operation, type, inputs, purpose, started: clock.now(), adopt };
  const find = (): Promise<Listed | undefined> => findByName(client, type, inputs.name, purpose);
  const there = adopt ? await find() : undefined;
  if (there && !claimed.has(there.Id)) return await takeOver(there, attempt);

  const body = createBody(type.fields, inputs);
  const call = { action: type.actions.create, body, repeatable: false, ...purpose, deadline: endOfCreates };
  const changed = changedProperties(type.fields, {}, inputs);
  let answerLost = false;
  let retries = operation.maxRetries;
  for (let tries = 1; ; tries++) {
    try {
      const answer = await client.call({ ...call, maxRetries: retries });
      return { id: idOf(answer, call), inputs, changed, answer, notices: [] };
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
        if (claimed.has(existing.Id)) throw taken(error, existing.Id, attempt, false);
        if (answerLost && isOurs(existing, attempt)) {
          operation.found.add(existing.Id);
          return { id: existing.Id, inputs, changed, answer: {}, notices: [] };
        }
        if (adopt) return await takeOver(existing, attempt);
        throw taken(error, existing.Id, attempt, answerLost);
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

/** Brings what exists to the program's fields, and says so. */
async function takeOver(existing: Listed, attempt: Attempt): Promise<Created> {
  const { operation, type, inputs } = attempt;
  const id = existing.Id;
  const before = asItIs(existing, attempt);
  const purpose = purposeOf(operation, "create", type, undefined, inputs, before);
  const changed = changedProperties(type.fields, before, inputs);
  const { answer, notices } = await send(operation, type, id, { state: before, inputs, changed }, purpose);
  operation.found.add(id);
  const what = changed.length === 0 ? "nothing had to be changed" : `changed: ${changed.join(", ")}`;
  const notice = `${purpose.task}: took over the ${type.noun} of this name that exists already (id ${foreign(id, [])}); ${what}.`;
  return { id, inputs, changed, answer, before, notices: [notice, ...notices] };
}

/** Whether what was found is what this create made, and only its answer was lost. */
function isOurs(existing: Listed, attempt: Attempt): boolean {
  const { fields } = attempt.type;
  const isAsWanted = (properties: Properties): boolean =>
    changedProperties(fields, properties, attempt.inputs).length === 0;
  // Where the service masks secrets, those of the program are taken for its own.
  return (
    isAsWanted(asItIs(existing, attempt)) ||
    (isAsWanted(fromApi(fields, existing, attempt.inputs)) && isNew(existing, attempt.started))
  );
}

/** What the service has, with nothing filled in from the program. What the program does not manage is left out. */
function asItIs(existing: Listed, { type, inputs }: Attempt): Inputs {
  const sets = Object.entries(inputs).filter(([property]) => type.fields[property]?.kind === "set");
  return { name: inputs.name, ...fromApi(type.fields, existing, Object.fromEntries(sets)) };
}

/** Whether it was made since; clocks differ a little. */
function isNew(existing: Listed, started: number): boolean {
  return timeOf(text(existing.CreateTime)) >= started - CLOCK_DIFFERENCE_MS;
}

/** An answer was lost, and what became of it could not be found out, perhaps because looking for it failed. */
function uncertain(error: VmpError, { noun }: ResourceType, lookup?: unknown): VmpError {
  const failed = lookup instanceof VmpError ? `, and looking for it failed with ${lookup.code}` : "";
  const { action, task, code, status, requestId } = error;
  return new VmpError({
    action,
    task,
    code,
    status,
    requestId,
    message: `${error.reason.replace(/\.$/, "")}. The ${noun} may have been created all the same${failed}`,
    effect: "unknown",
    next:
      `${nextStep(error.code)} Then run it again with adopt: true on it (or with vmp:adoptExisting set to true): ` +
      `that takes the ${noun} over when it is there, and makes it when it is not.`,
    cause: error,
  });
}

/** In milliseconds. Longer each time; a name that is taken may need a second to turn up in a list. */
function waitAfter(tries: number, random: number): number {
  return Math.min(500 * 2 ** (tries - 1), 5000) * (0.5 + random / 2);
}

function idOf(answer: JsonObject, { action, task }: Pick<ApiCall, "action" | "task">): string {
  const id = text(answer.Id);
  if (id !== undefined) return id;
  throw new VmpError({ action, task, code: "NoResult", message: "the answer holds no Id", effect: "unknown" });
}

/** The name is taken: says by what, and the ways out. */
function taken(error: VmpError, id: string, { type, purpose }: Attempt, maybeOurs: boolean): VmpError {
  const { noun, actions } = type;
  const ours = maybeOurs
    ? " It may be the one that this run made: the answer of its create was lost, and its fields are not quite the program's."
    : "";
  return new VmpError({
    action: actions.create,
    task: purpose.task,
    code: "Conflict.Name",
    message: `a ${noun} of this name exists already, with the id ${foreign(id, [])}`,
    effect: maybeOurs ? "unknown" : "none",
    requestId: error.requestId,
    next:
      `Choose another name; or delete that ${noun} in the VMP console; or set adopt: true on it (or vmp:adoptExisting for ` +
      "the whole stack), which takes it over and brings it to the program's fields. If only the resource got another name in the program, " +
      `give it the old one as an alias: { aliases: [{ name: ... }] }.${ours}`,
    cause: error,
  });
}
