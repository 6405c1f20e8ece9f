/**
 * What the service adds to a contact, as the state keeps it. None of it is ever a change.
 *
 * Source: the API reference of VMP, CreateContact and SendValidationMessage (`SendStatus`, `Message`) and GetContact
 * (`EmailActive`, `CreateTime`).
 */
import type { JsonObject } from "../../client/types";
import { foreign, foreignCode, LENGTH } from "../../text/foreign";
import { text } from "../../values";
import type { ContactProperties, ContactState } from "./table";

type Outputs = Partial<ContactState>;

export const SENT = "MessageSucceed.Email";
/** The owner confirmed the address already. */
export const CONFIRMED = "AlreadyActive.Email";
/** A mail to this address went out less than a minute ago. */
export const LIMITED = "LimitExceeded.Email";
export const NOT_SENT = "MessageFailed.Email";

/** The statuses that leave nothing to do: the mail went out, or the address is confirmed already. */
const MAIL_SETTLED = [SENT, CONFIRMED];

/**
 * What became of the validation mail, and when it was sent, by this machine's clock.
 *
 * @param secrets what must not stand in it, whatever the service repeats
 */
export function mailOutputs(answer: JsonObject, now: number, secrets: readonly string[]): Outputs {
  const [status, message] = [text(answer.SendStatus), text(answer.Message)];
  const sendStatus = status && foreignCode(status, secrets);
  return present({
    sendStatus,
    sendMessage: message && foreign(message, secrets, LENGTH.sentence),
    validationSentTime: sendStatus === SENT ? new Date(now).toISOString() : undefined,
  });
}

/** A warning when the answer says that the validation mail was not sent. The contact exists all the same. */
export function mailNotices(
  subject: string,
  { email }: ContactProperties,
  { sendStatus, sendMessage }: Outputs,
): string[] {
  if (email === undefined || sendStatus === undefined || MAIL_SETTLED.includes(sendStatus)) return [];
  const reason = [sendStatus, sendMessage].filter((part) => part !== undefined).join(": ");
  const advice =
    sendStatus === LIMITED
      ? "A mail to this address went out less than a minute ago; if its owner does not have that, give resendValidation a new value"
      : "Give resendValidation a new value to have the mail sent again";
  return [
    `${subject} is there, but VMP sent no validation mail to its e-mail address just now ` +
      `(${reason}). Until its owner confirms the address, no alert reaches it. ${advice}.`,
  ];
}

/**
 * What the state knows of the service's own values and nothing newer tells. `emailChanged`: the address is not the one
 * that the contact was made with, so `createTime` says nothing of its mail.
 */
export function keptOutputs(
  state: Outputs,
  { emailChanged, mailAsked = false }: { emailChanged: boolean; mailAsked?: boolean },
): Outputs {
  const { createTime, emailActive, validationSentTime, sendStatus, sendMessage, larkBot } = state;
  return present({
    createTime,
    larkBot,
    emailChanged: emailChanged || state.emailChanged,
    ...(!emailChanged && { emailActive, validationSentTime }),
    ...(!emailChanged && !mailAsked && { sendStatus, sendMessage }),
  });
}

function present(outputs: Outputs): Outputs {
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== undefined));
}
