/** SendValidationMessage, and the validation mails that creates and updates send. No mail leaves this machine. */
import { ApiError, invalidParameter } from "../errors";
import { checkEmail, requireString } from "../rules";
import type { Action, ActionContext } from "./context";

/** One address is sent one validation mail in this time, in ms. */
export const MAIL_INTERVAL_MS = 60_000;

/** Remembers when an address was last sent a mail. */
export class Mail {
  private readonly sentAt = new Map<string, number>();

  /** Pretends to send a validation mail. Throws LimitExceeded.Email when the address had one within the minute. */
  validate(email: string, { store, behaviour, now }: ActionContext): { SendStatus: string; Message: string } {
    if (store.isConfirmed(email)) {
      return { SendStatus: "AlreadyActive.Email", Message: "The email address is already active." };
    }
    const last = this.sentAt.get(email);
    if (last !== undefined && now - last < MAIL_INTERVAL_MS) {
      const message = "The same email address should not be validated more than once in 1 minute, please try it later.";
      throw new ApiError(429, "LimitExceeded.Email", message);
    }
    if (behaviour.validationMail === "failed") {
      return { SendStatus: "MessageFailed.Email", Message: "The validation message could not be sent." };
    }
    this.sentAt.set(email, now);
    return { SendStatus: "MessageSucceed.Email", Message: "" };
  }
}

export const sendValidationMessage: Action = (params, context) => {
  if (requireString(params, "Type") !== "Email") throw invalidParameter("Type");
  return context.mail.validate(checkEmail(requireString(params, "Destination"), "Destination"), context);
};
