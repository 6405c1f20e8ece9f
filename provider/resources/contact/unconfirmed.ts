/**
 * What a refresh says of an address that is not confirmed: until its owner has clicked the link in the validation mail,
 * no alert reaches it. The owner has 24 hours.
 *
 * Source: the API reference of VMP, SendValidationMessage and GetContact (`EmailActive`).
 */
import { timeOf } from "../../values";
import type { Alike } from "../../lifecycle/resource-type";
import { NOT_SENT } from "./mail";
import type { ContactState } from "./table";

const HOURS_24_MS = 24 * 3_600_000;

const CLICK = "Have its owner click the link in the mail";
const AGAIN = 'give resendValidation a new value and run "pulumi up": that sends another one';

/** Which says whether there is still time to do it. `undefined` where there is no address, or it is confirmed. */
export function unconfirmed(subject: string, contact: ContactState, now: number): Alike | undefined {
  if (contact.email === undefined || contact.emailActive !== false) return undefined;
  const { kind, whatToDo } = stage(contact, now);
  const sentence = `${subject}: its e-mail address is not confirmed, so no alert reaches it. ${whatToDo}`;
  return { sentence, subject, kind, together };
}

const WHAT_TO_DO = {
  inTime: "Their 24 hours are not over: have their owners click the link in the mail of",
  unknown:
    "It is not known whether their 24 hours are over: have their owners click the link, and where it has run out, " +
    'give resendValidation a new value and run "pulumi up", for',
  late: 'There is no mail to go by any more: give resendValidation a new value and run "pulumi up" for',
};
const MOST_NAMES = 50;

function together(subjects: ReadonlyMap<string, readonly string[]>): string {
  // Reads come back in any order, and the sentence is the same each night.
  const { compare } = new Intl.Collator("en", { numeric: true });
  const sentences = Object.entries(WHAT_TO_DO).flatMap(([kind, whatToDo]) => {
    const all = [...(subjects.get(kind) ?? [])].sort(compare);
    const more = all.length > MOST_NAMES ? ` and ${all.length - MOST_NAMES} more` : "";
    return all.length > 0 ? [`${whatToDo} ${all.slice(0, MOST_NAMES).join(", ")}${more}.`] : [];
  });
  const count = [...subjects.values()].flat().length;
  return `the e-mail addresses of ${count} contacts are not confirmed, so no alert reaches them. ${sentences.join(" ")}`;
}

interface Stage {
  kind: keyof typeof WHAT_TO_DO;
  whatToDo: string;
}

function stage({ validationSentTime, sendStatus, emailChanged, createTime }: ContactState, now: number): Stage {
  const sent = timeOf(validationSentTime);
  if (!Number.isNaN(sent)) {
    const end = sent + HOURS_24_MS;
    const went = `The validation mail went out at ${iso(sent)}, and its 24 hours are`;
    return now < end
      ? { kind: "inTime", whatToDo: `${went} not over. ${CLICK} before ${iso(end)}.` }
      : { kind: "late", whatToDo: `${went} over. To go on, ${AGAIN}.` };
  }
  if (sendStatus === NOT_SENT) {
    const failed = `VMP could not send the validation mail (${NOT_SENT}).`;
    return { kind: "late", whatToDo: `${failed} To have it tried again, ${AGAIN}.` };
  }
  // No mail to the first address is older than the contact.
  const made = emailChanged ? NaN : timeOf(createTime);
  if (Number.isNaN(made)) {
    const unknown = "When its validation mail went out is not known here, and so not whether its 24 hours are over.";
    return { kind: "unknown", whatToDo: `${unknown} ${CLICK}; where the link has run out, ${AGAIN}.` };
  }
  const begun = `The contact was made at ${iso(made)}, so the 24 hours of its validation mail are`;
  return now < made + HOURS_24_MS
    ? { kind: "inTime", whatToDo: `${begun} not over. ${CLICK}.` }
    : { kind: "late", whatToDo: `${begun} over, if no other was sent since. To go on, ${AGAIN}.` };
}

function iso(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+/, "");
}
