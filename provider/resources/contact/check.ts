/** A contact's inputs -> what is wrong with them, and what is odd. Pure and offline. */
import { checkFields } from "../../fields/check";
import type { Checked, Problem } from "../../resource";
import { CHANNELS, FIELDS } from "./fields";

/**
 * Checks any value whatever; never throws.
 *
 * @param olds the inputs in the state, which may hold the stand-in of a hidden secret
 */
export function checkContact(news: unknown, olds: unknown = {}): Checked {
  const checked = checkFields(FIELDS, news, olds);
  const { inputs, failures, warnings } = checked;
  if (failures.length > 0) return checked;
  const odd: Problem[] = [];
  if (!CHANNELS.some((channel) => channel in inputs)) {
    odd.push({ path: "", message: "has neither an e-mail nor a webhook, so no alert reaches anybody through it" });
  }
  if ("resendValidation" in inputs && !("email" in inputs)) {
    odd.push({ path: "resendValidation", message: "asks for a validation mail, but there is no e-mail to send it to" });
  }
  return { ...checked, warnings: [...warnings, ...odd] };
}
