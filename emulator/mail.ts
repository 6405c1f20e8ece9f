/** The validation mails that creates, updates and SendValidationMessage send. None leaves this machine. */
import { ApiError } from "./errors";
import type { Behaviour } from "./options";
import type { State } from "./state";

/** One address is sent one validation mail in this time, in ms. */
const MAIL_INTERVAL_MS = 60_000;

/** Remembers when an address was last sent a mail. */
export class Mail {
  private readonly sentAt = new Map<string, number>();

  /** Pretends to send a validation mail. Throws LimitExceeded.Email when the address had one within the minute. */
  validate(email: string, { confirmedEmails }: State, { validationMail }: Behaviour, now: number) {
    if (confirmedEmails.has(email)) {
      return { SendStatus: "AlreadyActive.Email", Message: "The email address is already active." };
    }
    const last = this.sentAt.get(email);
    if (last !== undefined && now - last < MAIL_INTERVAL_MS) {
      const message = "The same email address should not be validated more than once in 1 minute, please try it later.";
      throw new ApiError(429, "LimitExceeded.Email", message);
    }
    if (validationMail === "failed") {
      return { SendStatus: "MessageFailed.Email", Message: "The validation message could not be sent." };
    }
    this.sentAt.set(email, now);
    return { SendStatus: "MessageSucceed.Email", Message: "" };
  }
}
