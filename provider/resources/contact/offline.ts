/** What is said of a contact without a call: what is odd in it, and what the next update has to see to. Pure. */
import { isDeepStrictEqual } from "node:util";
import type { Problem } from "../../fields/check";
import { type ContactProperties, type ContactState, fields } from "./table";

/** What carries every alert to someone. */
const CHANNELS = Object.entries(fields)
  .filter(([, row]) => "reaches" in row && row.reaches === "all")
  .map(([property]) => property);

const NOBODY: Problem = {
  path: "",
  message: "has neither an e-mail nor a webhook, so no alert reaches anybody through it",
};
const ONLY_A_PHONE: Problem = {
  path: "phoneNumber",
  message:
    "is all that it has: VMP calls it for alerts of level P0 alone, and not before its owner has opened the link in a " +
    "text message, within 24 hours; give an e-mail or a webhook too",
};

export function reachesSomebody(inputs: ContactProperties): boolean {
  return CHANNELS.some((each) => each in inputs);
}

/** What is legal, but probably not meant, as far as the state does not say otherwise. */
export function oddities(inputs: ContactProperties, { larkBot }: Partial<ContactState>): Problem[] {
  const odd: Problem[] = [];
  if (larkBot === undefined && !reachesSomebody(inputs)) {
    odd.push("phoneNumber" in inputs ? ONLY_A_PHONE : NOBODY);
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
