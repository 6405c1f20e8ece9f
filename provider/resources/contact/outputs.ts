/**
 * What the service adds to a contact, as the state keeps it. None of it is ever a change.
 *
 * Source: the API reference of VMP, CreateContact and SendValidationMessage (`SendStatus`, `Message`) and GetContact
 * (`EmailActive`, `CreateTime`).
 */
import { given, isAbsent, own, type Properties, text } from "../../values";
import type { JsonObject } from "../../client/types";

const SENT = "MessageSucceed.Email";
/** A mail to this address went out less than a minute ago. */
export const LIMITED = "LimitExceeded.Email";
export const NOT_SENT = "MessageFailed.Email";

/** The statuses that leave nothing to do: the mail went out, or the address is confirmed already. */
const MAIL_SETTLED = [SENT, "AlreadyActive.Email"];

/** What became of the validation mail, and when it was sent, by this machine's clock. */
export function mailOutputs(answer: JsonObject): Properties {
  const sendStatus = text(answer.SendStatus);
  const validationSentTime = sendStatus === SENT ? new Date().toISOString() : undefined;
  return given({ sendStatus, sendMessage: text(answer.Message), validationSentTime });
}

/** A warning when the answer says that the validation mail was not sent. The contact exists all the same. */
export function mailNotices(inputs: Properties, answer: JsonObject): string[] {
  const status = text(answer.SendStatus);
  if (isAbsent(own(inputs, "email")) || status === undefined || MAIL_SETTLED.includes(status)) return [];
  const reason = [status, text(answer.Message)].filter((part) => part !== undefined).join(": ");
  const advice =
    status === LIMITED
      ? "A mail to this address went out less than a minute ago; if its owner does not have that, give resendValidation a new value"
      : "Give resendValidation a new value to have the mail sent again";
  return [
    `contact "${String(own(inputs, "name"))}" is there, but VMP sent no validation mail to its e-mail address just now ` +
      `(${reason}). Until its owner confirms the address, no alert reaches it. ${advice}.`,
  ];
}

/** What only a read tells. */
export function readOutputs(answer: JsonObject): Properties {
  return given({
    emailActive: typeof answer.EmailActive === "boolean" ? answer.EmailActive : undefined,
    createTime: text(answer.CreateTime),
  });
}

const OF_CONTACT = ["createTime", "emailChanged"];
const OF_ADDRESS = ["emailActive", "validationSentTime"];
const OF_LAST_MAIL = ["sendStatus", "sendMessage"];

/**
 * What the state knows of the service's own values and nothing newer tells. `emailChanged`: the address is not the one
 * that the contact was made with, so `createTime` says nothing of its mail.
 */
export function keptOutputs(state: Properties, { emailChanged = false, mailAsked = false }): Properties {
  const kept = [...OF_CONTACT, ...(emailChanged ? [] : OF_ADDRESS), ...(emailChanged || mailAsked ? [] : OF_LAST_MAIL)];
  const known = Object.fromEntries(kept.map((key) => [key, own(state, key)]));
  return given({ ...known, ...(emailChanged && { emailChanged }) });
}
