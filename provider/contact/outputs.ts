/**
 * What the service adds to a contact, as the state keeps it. None of it is ever a change.
 *
 * Source: the API reference of VMP, CreateContact (`SendStatus`, `Message`) and GetContact (`EmailActive`, `CreateTime`).
 */
import { isAbsent, own, type Properties, text } from "../values";
import type { JsonObject } from "../vmp/types";

/** The statuses that leave nothing to do: the mail went out, or the address is confirmed already. */
const MAIL_SETTLED = ["MessageSucceed.Email", "AlreadyActive.Email"];

/** What became of the validation mail. */
export function mailOutputs(answer: JsonObject): Properties {
  return given({ sendStatus: text(answer.SendStatus), sendMessage: text(answer.Message) });
}

/** A warning when the answer says that the validation mail was not sent. The contact exists all the same. */
export function mailNotices(inputs: Properties, answer: JsonObject): string[] {
  const status = text(answer.SendStatus);
  if (isAbsent(own(inputs, "email")) || status === undefined || MAIL_SETTLED.includes(status)) return [];
  const reason = [status, text(answer.Message)].filter((part) => part !== undefined).join(": ");
  const advice =
    status === "LimitExceeded.Email"
      ? "A mail to this address went out less than a minute ago; if its owner does not have that, have it sent again"
      : "Have the mail sent again";
  return [
    `contact "${String(own(inputs, "name"))}" is there, but VMP sent no validation mail to its e-mail address just now ` +
      `(${reason}). Until its owner confirms the address, no alert reaches it. ${advice} from the VMP console.`,
  ];
}

/** What only a read tells. */
export function readOutputs(answer: JsonObject): Properties {
  return given({
    emailActive: typeof answer.EmailActive === "boolean" ? answer.EmailActive : undefined,
    createTime: text(answer.CreateTime),
  });
}

/** What the state knows of the service's own values and an update does not tell anew. */
export function keptOutputs(state: Properties, emailChanged: boolean): Properties {
  const kept = emailChanged ? ["createTime"] : ["createTime", "emailActive", "sendStatus", "sendMessage"];
  return given(Object.fromEntries(kept.map((key) => [key, own(state, key)])));
}

/** The host takes no `undefined`: what is not there is left out, and so is an empty record. */
export function given(values: Properties): Properties {
  const isGiven = (value: unknown): boolean =>
    value !== undefined && !(typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => isGiven(value)));
}
