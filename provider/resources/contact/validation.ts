/**
 * The validation mail: asked for anew, and waited for. Until its owner has clicked the link in it, no alert reaches an
 * address.
 *
 * Source: the API reference of VMP, SendValidationMessage. It takes one mail a minute for an address, and says so either as
 * an error (status 429) or as the `SendStatus` of an answer. The owner has 24 hours.
 */
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Context } from "../../resource";
import { given, isAbsent, own, type Properties, text } from "../../values";
import { VmpError } from "../../client/errors";
import type { ApiCall, JsonObject } from "../../client/types";
import { LIMITED, NOT_SENT } from "./outputs";

const INTERVAL_MS = 60_000;
/** Clocks are not exact, and after the minute VMP is asked only once more. */
const MARGIN_MS = 1_000;
const HOURS_24_MS = 24 * 3_600_000;

/** Whether the program asks for a mail that it did not ask for before. What is not known yet counts as asking. */
export function asksForMail(state: Properties, inputs: Properties): boolean {
  const asked = own(inputs, "resendValidation");
  return !isAbsent(asked) && !isDeepStrictEqual(asked, own(state, "resendValidation"));
}

/**
 * Has VMP send the mail again. Never throws: what comes before it must not get lost.
 *
 * @returns the service's answer, and the inputs as the state should keep them: where the mail could not be asked for, the
 *   next update asks for it
 */
export async function resendValidation(
  context: Context,
  id: string,
  { state, inputs, deadline }: { state: Properties; inputs: Properties; deadline: number },
): Promise<{ answer: JsonObject; inputs: Properties; failures: string[] }> {
  const email = text(own(inputs, "email"));
  if (email === undefined) return { answer: {}, inputs, failures: [] };
  const task = `send the validation mail of contact "${String(own(inputs, "name"))}" (id ${id})`;
  const body = { Type: "Email", Destination: email };
  const call = { action: "SendValidationMessage", body, task, deadline, repeatable: true };
  try {
    return { answer: await send(context, call, restOfMinute(state)), inputs, failures: [] };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const kept = Object.entries(inputs).filter(([property]) => property !== "resendValidation");
    return {
      answer: {},
      inputs: { ...Object.fromEntries(kept), ...given({ resendValidation: own(state, "resendValidation") }) },
      failures: [`${message} The contact is there, as the program says; the next "pulumi up" asks for the mail again.`],
    };
  }
}

/** Within the minute after another mail, waits until it is over, when the time allows that. */
async function send({ client, signal }: Context, call: ApiCall, wait: number): Promise<JsonObject> {
  const ask = async (): Promise<JsonObject> => {
    try {
      return await client.call(call);
    } catch (error) {
      if (error instanceof VmpError && error.code === LIMITED) return { SendStatus: LIMITED, Message: error.reason };
      throw error;
    }
  };
  const answer = await ask();
  if (answer.SendStatus !== LIMITED || Date.now() + wait >= (call.deadline ?? 0)) return answer;
  // Cancelled: the next call says so.
  await setTimeout(wait, undefined, { signal }).catch(() => undefined);
  return await ask();
}

/** How long until the minute is over: after the last mail that is known, or a whole one. */
function restOfMinute(state: Properties): number {
  const sinceLast = Date.now() - timeOf(state, "validationSentTime");
  return (sinceLast >= 0 && sinceLast < INTERVAL_MS ? INTERVAL_MS - sinceLast : INTERVAL_MS) + MARGIN_MS;
}

/** A warning when the address is not confirmed, which says whether there is still time to do it. */
export function unconfirmedNotices(contact: Properties): string[] {
  if (isAbsent(own(contact, "email")) || own(contact, "emailActive") !== false) return [];
  const name = String(own(contact, "name"));
  return [`contact "${name}": its e-mail address is not confirmed, so no alert reaches it. ${whatToDo(contact)}`];
}

const CLICK = "Have its owner click the link in the mail";
const AGAIN = 'give resendValidation a new value and run "pulumi up": that sends another one';

function whatToDo(contact: Properties): string {
  const sent = timeOf(contact, "validationSentTime");
  if (!Number.isNaN(sent)) {
    const end = sent + HOURS_24_MS;
    return Date.now() < end
      ? `The validation mail went out at ${iso(sent)}, and its 24 hours are not over. ${CLICK} before ${iso(end)}.`
      : `The validation mail went out at ${iso(sent)}, and its 24 hours are over. To go on, ${AGAIN}.`;
  }
  if (own(contact, "sendStatus") === NOT_SENT) {
    return `VMP could not send the validation mail (${NOT_SENT}). To have it tried again, ${AGAIN}.`;
  }
  // No mail to the first address is older than the contact.
  const made = own(contact, "emailChanged") === true ? NaN : timeOf(contact, "createTime");
  if (Number.isNaN(made)) {
    return (
      "When its validation mail went out is not known here, and so not whether its 24 hours are over. " +
      `${CLICK}; where the link has run out, ${AGAIN}.`
    );
  }
  return Date.now() < made + HOURS_24_MS
    ? `The contact was made at ${iso(made)}, so the 24 hours of its validation mail are not over. ${CLICK}.`
    : `The contact was made at ${iso(made)}, so the 24 hours of its validation mail are over, if no other was sent since. To go on, ${AGAIN}.`;
}

/** In milliseconds since 1970; NaN when it is not there or no time. */
function timeOf(contact: Properties, property: string): number {
  return Date.parse(text(own(contact, property)) ?? "");
}

function iso(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}
