/**
 * The validation mail: asked for anew, and waited for.
 *
 * Source: the API reference of VMP, SendValidationMessage. It takes one mail a minute for an address, and says so
 * either as an error (status 429) or as the `SendStatus` of an answer.
 */
import { timeOf } from "../../values";
import { VmpError } from "../../client/errors";
import type { ApiCall, JsonObject, Purpose } from "../../client/types";
import { type Operation, purposeOf } from "../../lifecycle/operation";
import { CONTACT } from "../contact";
import { LIMITED } from "./mail";
import type { ContactProperties, ContactState } from "./table";

const INTERVAL_MS = 60_000;
/** Clocks are not exact, and after the minute VMP is asked only once more. */
const MARGIN_MS = 1_000;

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
  try {
    return {
      answer: await send(operation, mailCall(email, purpose), restOfMinute(state, operation.clock.now())),
      inputs,
      failures: [],
    };
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

/** Asks for the mail. To an address that is confirmed, none is sent. */
export function mailCall(email: string, purpose: Purpose): ApiCall {
  const body = { Type: "Email", Destination: email };
  return { action: "SendValidationMessage", body, repeatable: true, ...purpose };
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
