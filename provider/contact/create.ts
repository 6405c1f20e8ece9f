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
import { VmpError } from "../vmp/errors";
import type { JsonObject } from "../vmp/types";
import { changedProperties } from "./diff";
import { findContact, type Found } from "./find";
import { updateContact } from "./update";
import { createBody, fromApi } from "./wire";

/** Kept of the time allowed to look for a contact whose answer never came; of a short time, a quarter. */
const LOOKUP_MS = 10_000;

export interface Created {
  id: string;
  /** What CreateContact answered; empty when the answer was lost and the contact found by its name. */
  answer: JsonObject;
  /** What the person who runs this should know. */
  notices: string[];
}

export async function createContact(context: Context, inputs: Properties): Promise<Created> {
  const created = await createOnce(context, inputs);
  context.claimed.add(created.id);
  return created;
}

async function createOnce(context: Context, inputs: Properties): Promise<Created> {
  const { client, maxRetries, timeoutMs } = context;
  const deadline = Date.now() + timeoutMs;
  const endOfCreates = deadline - Math.min(timeoutMs / 4, LOOKUP_MS);
  const name = String(own(inputs, "name"));
  const task = `create contact "${name}"`;
  let answerLost = false;
  for (let attempt = 1; ; attempt++) {
    try {
      const body = createBody(inputs);
      const call = { action: "CreateContact", body, task, repeatable: false, deadline: endOfCreates };
      const answer = await client.call(call);
      return { id: idOf(answer, task), answer, notices: [] };
    } catch (error) {
      if (!(error instanceof VmpError)) throw error;
      answerLost ||= error.effect === "unknown";
      const failure = answerLost ? uncertain(error) : error;
      if (error.effect === "none" && error.code !== "Conflict.Name") throw failure;
      const existing = await findContact(client, name, { task, deadline }).catch(() => {
        throw failure;
      });
      if (existing) {
        if (context.claimed.has(existing.Id)) throw taken(error, existing.Id, task);
        return await settle(context, existing, inputs, { answerLost, error, task, deadline });
      }
      const wait = waitAfter(attempt);
      if (attempt > maxRetries || Date.now() + wait >= endOfCreates) throw failure;
      // Cancelled: the next call says so.
      await setTimeout(wait, undefined, { signal: context.signal }).catch(() => undefined);
    }
  }
}

interface Circumstances {
  answerLost: boolean;
  error: VmpError;
  task: string;
  deadline: number;
}

/** A contact of this name exists: it is ours, or taken over, or in the way. */
async function settle(
  { client, adoptExisting, takenOver }: Context,
  existing: Found,
  inputs: Properties,
  { answerLost, error, task, deadline }: Circumstances,
): Promise<Created> {
  const id = existing.Id;
  if (answerLost && changedProperties(fromApi(existing, inputs), inputs).length === 0) {
    return { id, answer: {}, notices: [] };
  }
  if (!adoptExisting) throw taken(error, id, task);
  takenOver.add(id);
  const current = fromApi(existing, { contactGroupIds: own(inputs, "contactGroupIds") });
  const notice = `${task}: took over the contact of this name that exists already (id ${id}).`;
  if (changedProperties(current, inputs).length === 0) return { id, answer: {}, notices: [notice] };
  const updated = await updateContact(client, id, current, inputs, { task, deadline });
  return { id, answer: updated.answer, notices: [notice, ...updated.notices] };
}

/** An answer was lost, and what became of the contact could not be found out. */
function uncertain(error: VmpError): VmpError {
  return new VmpError({
    action: error.action,
    task: error.task,
    code: error.code,
    message: `${error.reason.replace(/\.$/, "")}. The contact may have been created all the same`,
    effect: "unknown",
    status: error.status,
    requestId: error.requestId,
    next: "Run it again with vmp:adoptExisting set to true: that takes the contact over when it is there, and makes it when it is not.",
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

/** The name is taken, and not by us: says by which contact, and the ways out. */
function taken(error: VmpError, id: string, task: string): VmpError {
  return new VmpError({
    action: "CreateContact",
    task,
    code: "Conflict.Name",
    message: `a contact of this name exists already, with the id ${id}`,
    effect: "none",
    requestId: error.requestId,
    next:
      "Choose another name; or delete that contact in the VMP console; or set vmp:adoptExisting to true for one run, " +
      "which takes it over and brings it to the program's fields. If only the resource got another name in the program, " +
      "give it the old one as an alias: { aliases: [{ name: ... }] }.",
    cause: error,
  });
}
