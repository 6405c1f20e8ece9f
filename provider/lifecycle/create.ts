/**
 * Creates a contact or a group without ever making it twice, or takes over what exists under its name.
 *
 * A create is not repeated blindly: an answer that was lost may stand for something that exists. That is then looked for
 * by its name, which is unique in the account. Found with our fields, it is ours; not found, the create is sent again,
 * and a Conflict.Name that answers it is looked at the same way, since what is new can be missing from lists for a
 * moment. Who wants to take over is looked up for first, so that nothing is sent where nothing differs.
 */
import { setTimeout } from "node:timers/promises";
import type { Context } from "../resource";
import { own, type Properties, text } from "../values";
import { changedProperties } from "../fields/diff";
import { createBody, fromApi } from "../fields/wire";
import { nextStep, VmpError } from "../client/errors";
import type { ApiCall, JsonObject } from "../client/types";
import { findByName } from "./find";
import { type Kind, taskOf } from "./kind";
import type { Found } from "./list";

/** Kept of the time allowed to look for something whose answer never came; of a short time, a quarter. */
const LOOKUP_MS = 10_000;

const CLOCK_DIFFERENCE_MS = 120_000;

export interface Created {
  id: string;
  /** What the service answered; empty when it was found by its name and nothing was sent. */
  answer: JsonObject;
  /** What was taken over, as it was before; absent when it was made. */
  before?: Properties;
  /** What the person who runs this should know. */
  notices: string[];
}

/** Two resources of one name are created one after the other, so that both cannot end with the same contact. */
export async function createRecord(context: Context, kind: Kind, inputs: Properties): Promise<Created> {
  const { creating, claimed } = context;
  const task = taskOf("create", kind, inputs);
  const turn = (creating.get(task) ?? Promise.resolve()).then(() => createOnce(context, kind, inputs));
  const settled = turn.then(
    ({ id }) => void claimed.add(id),
    () => undefined,
  );
  creating.set(task, settled);
  await settled;
  return turn;
}

async function createOnce(context: Context, kind: Kind, inputs: Properties): Promise<Created> {
  const { client, timeoutMs, claimed } = context;
  const started = Date.now();
  const deadline = started + timeoutMs;
  const endOfCreates = deadline - Math.min(timeoutMs / 4, LOOKUP_MS);
  const task = taskOf("create", kind, inputs);
  const attempt: Attempt = { kind, inputs, task, deadline, started, adopt: wantsToAdopt(context, inputs) };
  const find = (): Promise<Found | undefined> =>
    findByName(client, kind, String(own(inputs, "name")), { task, deadline });
  const existing = attempt.adopt ? await find() : undefined;
  if (existing && !claimed.has(existing.Id)) return await takeOver(context, existing, attempt);

  const body = createBody(kind.fields, inputs);
  const call = { action: `Create${kind.api}`, body, task, repeatable: false, deadline: endOfCreates };
  let answerLost = false;
  let retries = context.maxRetries;
  for (let tries = 1; ; tries++) {
    try {
      const answer = await client.call({ ...call, maxRetries: retries });
      return { id: idOf(answer, call), answer, notices: [] };
    } catch (error) {
      if (!(error instanceof VmpError)) throw error;
      answerLost ||= error.effect === "unknown";
      retries -= error.attempts;
      const refused = error.effect === "none" && !isTaken(error);
      if (refused && !answerLost) throw error;
      const existing = await find().catch((lookup: unknown) => {
        throw answerLost ? uncertain(error, kind, lookup) : error;
      });
      if (existing) {
        if (claimed.has(existing.Id)) throw taken(error, existing.Id, attempt, false);
        if (answerLost && isOurs(existing, attempt)) {
          context.found.add(existing.Id);
          return { id: existing.Id, answer: {}, notices: [] };
        }
        if (attempt.adopt) return await takeOver(context, existing, attempt);
        throw taken(error, existing.Id, attempt, answerLost);
      }
      const wait = waitAfter(tries);
      if (refused || retries < 0 || Date.now() + wait >= endOfCreates) {
        throw answerLost ? uncertain(error, kind) : error;
      }
      // Cancelled: the next call says so.
      await setTimeout(wait, undefined, { signal: context.signal }).catch(() => undefined);
    }
  }
}

/** Whether it says that the name is taken. No other refusal has this status, so it says so too when its body is broken. */
function isTaken({ code, status }: VmpError): boolean {
  return code === "Conflict.Name" || status === 409;
}

/** One create, as all its parts see it. */
interface Attempt {
  kind: Kind;
  inputs: Properties;
  task: string;
  /** When all of it has to be over, in milliseconds since 1970. */
  deadline: number;
  /** When it began. */
  started: number;
  adopt: boolean;
}

function wantsToAdopt({ adoptExisting }: Context, inputs: Properties): boolean {
  const adopt = own(inputs, "adopt");
  return typeof adopt === "boolean" ? adopt : adoptExisting;
}

/** Brings what exists to the program's fields, and says so. */
async function takeOver({ client, found }: Context, existing: Found, attempt: Attempt): Promise<Created> {
  const { kind, inputs, task, deadline } = attempt;
  const id = existing.Id;
  const before = asItIs(existing, attempt);
  const changed = changedProperties(kind.fields, before, inputs);
  const { answer, notices } = await kind.update(client, id, before, inputs, { task, deadline });
  found.add(id);
  const what = changed.length === 0 ? "nothing had to be changed" : `changed: ${changed.join(", ")}`;
  const notice = `${task}: took over the ${kind.noun} of this name that exists already (id ${id}); ${what}.`;
  return { id, answer, before, notices: [notice, ...notices] };
}

/** Whether what was found is what this create made, and only its answer was lost. */
function isOurs(existing: Found, attempt: Attempt): boolean {
  const { kind, inputs, started } = attempt;
  const isAsWanted = (properties: Properties): boolean =>
    changedProperties(kind.fields, properties, inputs).length === 0;
  // Where the service masks secrets, those of the program are taken for its own.
  return (
    isAsWanted(asItIs(existing, attempt)) ||
    (isAsWanted(fromApi(kind.fields, existing, inputs)) && isNew(existing, started))
  );
}

/** What the service has, with nothing filled in from the program. What the program does not manage is left out. */
function asItIs(existing: Found, { kind, inputs }: Attempt): Properties {
  const sets = Object.entries(inputs).filter(([property]) => kind.fields[property]?.kind === "set");
  return fromApi(kind.fields, existing, Object.fromEntries(sets));
}

/** Whether it was made since; clocks differ a little. */
function isNew(existing: Found, started: number): boolean {
  return Date.parse(text(existing.CreateTime) ?? "") >= started - CLOCK_DIFFERENCE_MS;
}

/** An answer was lost, and what became of it could not be found out, perhaps because looking for it failed. */
function uncertain(error: VmpError, { noun }: Kind, lookup?: unknown): VmpError {
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
function waitAfter(attempt: number): number {
  return Math.min(500 * 2 ** (attempt - 1), 5000) * (0.5 + Math.random() / 2);
}

function idOf(answer: JsonObject, { action, task }: Pick<ApiCall, "action" | "task">): string {
  const id = text(answer.Id);
  if (id !== undefined) return id;
  throw new VmpError({ action, task, code: "NoResult", message: "the answer holds no Id", effect: "unknown" });
}

/** The name is taken: says by what, and the ways out. */
function taken(error: VmpError, id: string, { kind, task }: Attempt, maybeOurs: boolean): VmpError {
  const { noun, api } = kind;
  const ours = maybeOurs
    ? " It may be the one that this run made: the answer of its create was lost, and its fields are not quite the program's."
    : "";
  return new VmpError({
    action: `Create${api}`,
    task,
    code: "Conflict.Name",
    message: `a ${noun} of this name exists already, with the id ${id}`,
    effect: maybeOurs ? "unknown" : "none",
    requestId: error.requestId,
    next:
      `Choose another name; or delete that ${noun} in the VMP console; or set adopt: true on it (or vmp:adoptExisting for ` +
      "the whole stack), which takes it over and brings it to the program's fields. If only the resource got another name in the program, " +
      `give it the old one as an alias: { aliases: [{ name: ... }] }.${ours}`,
    cause: error,
  });
}
