/**
 * Creates a contact without ever making it twice.
 *
 * CreateContact is not repeated blindly: an answer that was lost may stand for a contact that exists. The contact is
 * then looked for by its name, which is unique in the account. Found with our fields, it is ours; not found, the
 * create is sent again, and a Conflict.Name that answers it is looked at the same way, since a new contact can be
 * missing from lists for a moment.
 */
import { setTimeout } from "node:timers/promises";
import type { Context } from "../resource";
import { own, type Properties, text } from "../values";
import { nextStep, VmpError } from "../vmp/errors";
import type { JsonObject } from "../vmp/types";
import { changedProperties } from "./diff";
import { findContact, type Found } from "./find";
import { type Removed, removals, updateContact } from "./update";
import { createBody, fromApi } from "./wire";

/** Kept of the time allowed to look for a contact whose answer never came; of a short time, a quarter. */
const LOOKUP_MS = 10_000;

const CLOCK_DIFFERENCE_MS = 120_000;

export interface Created {
  id: string;
  /** What the service answered; empty when the answer was lost and the contact found by its name. */
  answer: JsonObject;
  /** What a take-over removed and the service may keep. */
  removed: Removed;
  /** What the person who runs this should know. */
  notices: string[];
}

/** Two resources of one name are created one after the other, so that both cannot end with the same contact. */
export async function createContact(context: Context, inputs: Properties): Promise<Created> {
  const { creating, claimed } = context;
  const name = String(own(inputs, "name"));
  const turn = (creating.get(name) ?? Promise.resolve()).then(() => createOnce(context, name, inputs));
  const settled = turn.then(
    ({ id }) => void claimed.add(id),
    () => undefined,
  );
  creating.set(name, settled);
  await settled;
  return turn;
}

async function createOnce(context: Context, name: string, inputs: Properties): Promise<Created> {
  const { client, timeoutMs, claimed } = context;
  const started = Date.now();
  const deadline = started + timeoutMs;
  const endOfCreates = deadline - Math.min(timeoutMs / 4, LOOKUP_MS);
  const task = `create contact "${name}"`;
  const call = { action: "CreateContact", body: createBody(inputs), task, repeatable: false, deadline: endOfCreates };
  let answerLost = false;
  let retries = context.maxRetries;
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await client.call({ ...call, maxRetries: retries });
      return { id: idOf(answer, task), answer, removed: {}, notices: [] };
    } catch (error) {
      if (!(error instanceof VmpError)) throw error;
      answerLost ||= error.effect === "unknown";
      retries -= error.attempts;
      const refused = error.effect === "none" && !isTaken(error);
      if (refused && !answerLost) throw error;
      const existing = await findContact(client, name, { task, deadline }).catch((lookup: unknown) => {
        throw answerLost ? uncertain(error, lookup) : error;
      });
      if (existing) {
        if (claimed.has(existing.Id)) throw taken(error, existing.Id, task, false);
        return await settle(context, existing, inputs, { answerLost, started, error, task, deadline });
      }
      const wait = waitAfter(attempt);
      if (refused || retries < 0 || Date.now() + wait >= endOfCreates) throw answerLost ? uncertain(error) : error;
      // Cancelled: the next call says so.
      await setTimeout(wait, undefined, { signal: context.signal }).catch(() => undefined);
    }
  }
}

/** Whether it says that the name is taken. No other refusal has this status, so it says so too when its body is broken. */
function isTaken({ code, status }: VmpError): boolean {
  return code === "Conflict.Name" || status === 409;
}

interface Circumstances {
  answerLost: boolean;
  /** When the first create was sent, in milliseconds since 1970. */
  started: number;
  error: VmpError;
  task: string;
  deadline: number;
}

/** A contact of this name exists: it is ours, or taken over, or in the way. */
async function settle(
  { client, adoptExisting, found }: Context,
  existing: Found,
  inputs: Properties,
  { answerLost, started, error, task, deadline }: Circumstances,
): Promise<Created> {
  const id = existing.Id;
  const current = fromApi(existing, { contactGroupIds: own(inputs, "contactGroupIds") });
  const same = changedProperties(current, inputs).length === 0;
  if (answerLost && (same || (sameButForMasks(existing, inputs) && isNew(existing, started)))) {
    found.add(id);
    return { id, answer: {}, removed: {}, notices: [] };
  }
  if (!adoptExisting) throw taken(error, id, task, answerLost);
  const updated = same
    ? { answer: {}, notices: [] }
    : await updateContact(client, id, current, inputs, { task, deadline });
  found.add(id);
  const notice = `${task}: took over the contact of this name that exists already (id ${id}).`;
  return { id, answer: updated.answer, removed: removals(current, inputs), notices: [notice, ...updated.notices] };
}

/** Where the service masks secrets, those of the program are taken for its own. */
function sameButForMasks(existing: Found, inputs: Properties): boolean {
  return changedProperties(fromApi(existing, inputs), inputs).length === 0;
}

/** Whether it was made since; clocks differ a little. */
function isNew(existing: Found, started: number): boolean {
  return Date.parse(text(existing.CreateTime) ?? "") >= started - CLOCK_DIFFERENCE_MS;
}

/** An answer was lost, and what became of the contact could not be found out, perhaps because looking for it failed. */
function uncertain(error: VmpError, lookup?: unknown): VmpError {
  const failed = lookup instanceof VmpError ? `, and looking for it failed with ${lookup.code}` : "";
  const { action, task, code, status, requestId } = error;
  return new VmpError({
    action,
    task,
    code,
    status,
    requestId,
    message: `${error.reason.replace(/\.$/, "")}. The contact may have been created all the same${failed}`,
    effect: "unknown",
    next:
      `${nextStep(error.code)} Then run it again with vmp:adoptExisting set to true: ` +
      "that takes the contact over when it is there, and makes it when it is not.",
    cause: error,
  });
}

/** In milliseconds. Longer each time; a name that is taken may need a second to turn up in a list. */
function waitAfter(attempt: number): number {
  return Math.min(500 * 2 ** (attempt - 1), 5000) * (0.5 + Math.random() / 2);
}

function idOf(answer: JsonObject, task: string): string {
  const id = text(answer.Id);
  if (id !== undefined) return id;
  throw new VmpError({
    action: "CreateContact",
    task,
    code: "NoResult",
    message: "the answer holds no Id",
    effect: "unknown",
  });
}

/** The name is taken: says by which contact, and the ways out. */
function taken(error: VmpError, id: string, task: string, maybeOurs: boolean): VmpError {
  const ours = maybeOurs
    ? " It may be the one that this run made: the answer of its create was lost, and its fields are not quite the program's."
    : "";
  return new VmpError({
    action: "CreateContact",
    task,
    code: "Conflict.Name",
    message: `a contact of this name exists already, with the id ${id}`,
    effect: maybeOurs ? "unknown" : "none",
    requestId: error.requestId,
    next:
      `Choose another name; or delete that contact in the VMP console; or set vmp:adoptExisting to true for one run, ` +
      "which takes it over and brings it to the program's fields. If only the resource got another name in the program, " +
      `give it the old one as an alias: { aliases: [{ name: ... }] }.${ours}`,
    cause: error,
  });
}
