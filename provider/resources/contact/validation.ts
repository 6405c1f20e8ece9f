/**
 * The validation mail: asked for anew, and waited for. Until its owner has clicked the link in it, no alert reaches an
 * address.
 *
 * Source: the API reference of VMP, SendValidationMessage. It takes one mail a minute for an address, and says so
 * either as an error (status 429) or as the `SendStatus` of an answer. The owner has 24 hours.
 */
import { timeOf } from "../../client/clock";
import { VmpError } from "../../client/errors";
import type { ApiCall, JsonObject } from "../../client/types";
import { type Operation, purposeOf } from "../../lifecycle/operation";
import { CONTACT } from "../contact";
import { LIMITED, NOT_SENT } from "./mail";
import type { ContactProperties, ContactState } from "./table";

const INTERVAL_MS = 60_000;
/** Clocks are not exact, and after the minute VMP is asked only once more. */
const MARGIN_MS = 1_000;
const HOURS_24_MS = 24 * 3_600_000;

/**
 * Has VMP send the mail again. Never throws: what comes before it must not get lost.
 *
 * @returns the service's answer, and the inputs as the state should keep them: where the mail could not be asked for,
 *   the next update asks for it
 */
export async function resendValidation(
  operation: Operation,
  id: string,
  state: ContactState,
  inputs: ContactProperties,
): Promise<{ answer: JsonObject; inputs: ContactProperties; failures: string[] }> {
  const { email } = inputs;
  if (email === undefined) return { answer: {}, inputs, failures: [] };
  const purpose = purposeOf(operation, "send the validation mail of", CONTACT, id, inputs, { ...state });
  const body = { Type: "Email", Destination: email };
  const call = { action: "SendValidationMessage", body, repeatable: true, ...purpose };
  try {
    return { answer: await send(operation, call, restOfMinute(state, operation.clock.now())), inputs, failures: [] };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const { resendValidation: _asked, ...others } = inputs;
    const asked = state.resendValidation === undefined ? {} : { resendValidation: state.resendValidation };
    return {
      answer: {},
      inputs: { ...others, ...asked },
      failures: [`${message} The contact is there, as the program says; the next "pulumi up" asks for the mail again.`],
    };
  }
}

/** Within the minute after another mail, waits until it is over, when the time allows that. */
async function send(operation: Operation, call: ApiCall, wait: number): Promise<JsonObject> {
  const { client, clock, deadline, signal } = operation;
  const ask = async (): Promise<JsonObject> => {
    try {
      return await client.call(call);
    } catch (error) {
      if (error instanceof VmpError && error.code === LIMITED) return { SendStatus: LIMITED, Message: error.reason };
      throw error;
    }
  };
  const answer = await ask();
  if (answer.SendStatus !== LIMITED || clock.uptime() + wait >= deadline) return answer;
  // Cancelled: the next call says so.
  await clock.sleep(wait, signal);
  return await ask();
}

/** How long until the minute is over: after the last mail that is known, or a whole one. */
function restOfMinute({ validationSentTime }: ContactState, now: number): number {
  const sinceLast = now - timeOf(validationSentTime);
  return (sinceLast >= 0 && sinceLast < INTERVAL_MS ? INTERVAL_MS - sinceLast : INTERVAL_MS) + MARGIN_MS;
}

/** A warning when the address is not confirmed, which says whether there is still time to do it. */
export function unconfirmedNotices(subject: string, contact: ContactState, now: number): string[] {
  if (contact.email === undefined || contact.emailActive !== false) return [];
  return [`${subject}: its e-mail address is not confirmed, so no alert reaches it. ${whatToDo(contact, now)}`];
}

const CLICK = "Have its owner click the link in the mail";
const AGAIN = 'give resendValidation a new value and run "pulumi up": that sends another one';

function whatToDo({ validationSentTime, sendStatus, emailChanged, createTime }: ContactState, now: number): string {
  const sent = timeOf(validationSentTime);
  if (!Number.isNaN(sent)) {
    const end = sent + HOURS_24_MS;
    return now < end
      ? `The validation mail went out at ${iso(sent)}, and its 24 hours are not over. ${CLICK} before ${iso(end)}.`
      : `The validation mail went out at ${iso(sent)}, and its 24 hours are over. To go on, ${AGAIN}.`;
  }
  if (sendStatus === NOT_SENT) {
    return `VMP could not send the validation mail (${NOT_SENT}). To have it tried again, ${AGAIN}.`;
  }
  // No mail to the first address is older than the contact.
  const made = emailChanged ? NaN : timeOf(createTime);
  if (Number.isNaN(made)) {
    return (
      "When its validation mail went out is not known here, and so not whether its 24 hours are over. " +
      `${CLICK}; where the link has run out, ${AGAIN}.`
    );
  }
  return now < made + HOURS_24_MS
    ? `The contact was made at ${iso(made)}, so the 24 hours of its validation mail are not over. ${CLICK}.`
    : `The contact was made at ${iso(made)}, so the 24 hours of its validation mail are over, if no other was sent since. To go on, ${AGAIN}.`;
}

function iso(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}
