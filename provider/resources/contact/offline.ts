/** What is said of a contact without a call: what is odd in it, and what the next update has to see to. Pure. */
import { isDeepStrictEqual } from "node:util";
import type { Problem } from "../../fields/check";
import { type ContactProperties, type ContactState, fields } from "./table";

const CHANNELS = Object.entries(fields).flatMap(([property, row]) => ("reaches" in row ? [property] : []));

/** What is legal, but probably not meant. */
export function oddities(inputs: ContactProperties): Problem[] {
  const odd: Problem[] = [];
  if (!CHANNELS.some((channel) => channel in inputs)) {
    odd.push({ path: "", message: "has neither an e-mail nor a webhook, so no alert reaches anybody through it" });
  }
  if ("resendValidation" in inputs && !("email" in inputs)) {
    odd.push({ path: "resendValidation", message: "asks for a validation mail, but there is no e-mail to send it to" });
  }
  return odd;
}

/** What the next update has to do although no field differs: a refresh lets the engine forget what failed. */
export function pending(state: ContactState, inputs: ContactProperties): string[] {
  return [...(asksForMail(state, inputs) ? ["resendValidation"] : []), ...(state.failedTests ?? [])];
}

/** Whether the program asks for a mail that it did not ask for before. What is not known yet counts as asking. */
export function asksForMail(state: ContactState, { resendValidation }: ContactProperties): boolean {
  const isAsked = resendValidation !== undefined && resendValidation !== null;
  return isAsked && !isDeepStrictEqual(resendValidation, state.resendValidation);
}
