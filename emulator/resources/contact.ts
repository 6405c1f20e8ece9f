/** Contacts: "Contact" in the VMP API reference; `PhoneNumber` is observed. */
import type { ActionContext } from "../context";
import { ApiError, invalidParameter, missingParameter } from "../errors";
import type { FieldTable, TextField, ValueOf, ValuesOf } from "../fields";
import { checkAddress, checkEmail, checkName, type Params } from "../rules";
import type { Snapshot, Stored } from "../state";
import type { ResourceType } from "./type";

/** Names are contacts' and groups', unique among each. */
export const NAME = { kind: "text", required: true, check: checkName } as const satisfies TextField;

const TEXT = { kind: "text" } as const;
const TEXTS = { kind: "texts" } as const;
const SECRET = { kind: "text", secret: "key" } as const satisfies TextField;
const ADDRESS = { kind: "text", secret: "address", check: checkAddress } as const satisfies TextField;

const webhook = <Members extends FieldTable>(members: Members) =>
  ({ kind: "object", key: "Address", members: { Address: ADDRESS, ...members } }) as const;

const FIELDS = {
  Name: NAME,
  Email: { kind: "text", check: checkEmail },
  Webhook: webhook({ Token: SECRET }),
  LarkBotWebhook: webhook({ SecretKey: SECRET }),
  DingTalkBotWebhook: webhook({ SecretKey: SECRET, AtMobiles: TEXTS, AtUserIds: TEXTS }),
  WeComBotWebhook: webhook({ AtUserIds: TEXTS }),
  PhoneNumber: {
    kind: "object",
    key: "Number",
    members: { CountryCode: TEXT, Number: TEXT },
    removes: removesPhoneNumber,
  },
  ContactGroupIds: { kind: "ids", of: "groups" },
} as const satisfies FieldTable;

type Fields = typeof FIELDS;

/** The parameter name of a webhook or bot. */
export type WebhookName = {
  [Name in keyof Fields]: Fields[Name] extends { key: "Address" } ? Name : never;
}[keyof Fields];

/** All webhooks and bots, with the members of each. */
export const WEBHOOKS = Object.entries(FIELDS).flatMap(([name, field]) =>
  field.kind === "object" && field.key === "Address" ? [[name as WebhookName, field.members] as const] : [],
);

/** A contact as it is kept: what is not set is absent. Who is in which group is said by `ContactGroupIds` alone. */
export type Contact = Stored & ValuesOf<Fields>;

/** A contact as `contacts()` shows it: its fields in the clear, and whether the address is confirmed. */
export type ContactSnapshot = Snapshot<Contact, { EmailActive: boolean }>;

/** A phone number: `+86` is the only country code. */
export type PhoneNumber = NonNullable<Contact["PhoneNumber"]>;

type Members = Fields[WebhookName]["members"];
type MemberOf<Each> = Each extends unknown ? keyof Each : never;

/** A webhook or a bot. What it has beside the address depends on the channel. */
export type Channel = { Address: string } & {
  [Name in MemberOf<Members>]?: ValueOf<Extract<Members, Record<Name, unknown>>[Name]>;
};

/** @internal */
export const contact: ResourceType<Contact> = {
  name: "Contact",
  collection: "contacts",
  fields: FIELDS,
  filters: {
    Email: { part: ({ Email = "" }) => Email },
    ContactGroupIds: { any: ({ ContactGroupIds }) => ContactGroupIds },
  },
  outputs: ({ Email = "" }, { confirmedEmails }) => ({ EmailActive: confirmedEmails.has(Email) }),
  amend(patch, { emailRemoval, phoneRemoval, absentWebhooks }) {
    for (const [field, removal] of Object.entries({ Email: emailRemoval, PhoneNumber: phoneRemoval })) {
      if (patch[field] !== null || removal === "accepted") continue;
      if (removal === "refused") throw invalidParameter(field);
      Reflect.deleteProperty(patch, field);
    }
    if (absentWebhooks === "removed" && WEBHOOKS.some(([name]) => patch[name] !== undefined)) {
      for (const [name] of WEBHOOKS) patch[name] ??= null;
    }
  },
  answer: ({ Email }, old, context) => (Email === undefined || Email === old?.Email ? {} : validation(Email, context)),
  details: { LarkBot: { ChatID: "", GroupName: "", TenantKey: "" } },
};

/** Both parts are required; it is the number that says whether there is one. */
function removesPhoneNumber({ CountryCode, Number: digits }: Params, parameter: string): boolean {
  if (digits === undefined) throw missingParameter(`${parameter}.Number`);
  if (digits === null) return true;
  if (typeof CountryCode !== "string") throw missingParameter(`${parameter}.CountryCode`);
  if (CountryCode !== "+86") throw invalidParameter(`${parameter}.CountryCode`);
  return false;
}

function validation(email: string, { mail, store, behaviour, now }: ActionContext): object {
  try {
    return mail.validate(email, store.state, behaviour, now);
  } catch (error) {
    // The contact is there already: what became of the mail is only said, never an error.
    if (error instanceof ApiError) return { SendStatus: error.code, Message: error.message };
    throw error;
  }
}
