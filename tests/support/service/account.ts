/**
 * The contacts and contact groups of an account in one region, and what the actions do to them.
 *
 * Written from the API reference of VMP alone. Where that leaves two readings, this has the one that costs a careless
 * client more: an update takes away every webhook that it does not carry.
 */
import { randomUUID } from "node:crypto";

export type Fields = Record<string, unknown>;

/** A contact, or a group. */
export type Thing = Fields & { Id: string; Name: string; CreateTime: string };

/** What the service answers instead of a result. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(`The request is refused (${code}).`);
  }
}

const UNSET_WEBHOOKS = {
  Webhook: { Address: "", Token: "" },
  LarkBotWebhook: { Address: "", SecretKey: "" },
  DingTalkBotWebhook: { Address: "", SecretKey: "", AtMobiles: [], AtUserIds: [] },
  WeComBotWebhook: { Address: "", AtUserIds: [] },
};
const UNSET_PHONE = { CountryCode: "", Number: "" };
const FIT_NAME = /^[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff-]{0,126}$/;
const MOST_ON_A_PAGE = 100;
const MAIL_SENT = { SendStatus: "MessageSucceed.Email", Message: "" };

export class Account {
  readonly contacts = new Map<string, Thing>();
  readonly groups = new Map<string, Thing>();
  /** What lists show although it is deleted. */
  readonly listedStill = new Set<Thing>();
  /** Whether lists go on showing what is deleted from now on. */
  listsLagOnDeletes = false;

  /** @throws Refusal */
  act(action: string, body: Fields): Fields {
    const [, verb, kind] = /^(Create|Get|Update|Delete|List)(ContactGroup|Contact)s?$/.exec(action) ?? [];
    const things = kind === "Contact" ? this.contacts : this.groups;
    switch (verb) {
      case "Create":
        return this.write(things, { Id: randomUUID(), Name: "", CreateTime: new Date().toISOString() }, body);
      case "Get":
        return this.shown(find(things, body.Id));
      case "Update":
        return this.write(things, find(things, body.Id), body);
      case "Delete":
        return this.delete(things, body.Ids as string[]);
      case "List":
        return this.list(things, body);
    }
    if (action === "SendValidationMessage") return MAIL_SENT;
    throw new Refusal(404, "InvalidActionOrVersion");
  }

  /** Brings a thing to what the body says of it. */
  private write(things: Map<string, Thing>, thing: Thing, body: Fields): Fields {
    const { Name = thing.Name, ContactGroupIds, ...fields } = body;
    if (Name === "") throw new Refusal(400, "MissingParameter.Name");
    if (!FIT_NAME.test(String(Name))) throw new Refusal(400, "InvalidParameter.Name");
    const isTaken = [...things.values()].some((other) => other.Id !== thing.Id && other.Name === Name);
    if (isTaken) throw new Refusal(409, "Conflict.Name");
    checkIds("ContactIds", body.ContactIds, this.contacts);
    checkIds("ContactGroupIds", ContactGroupIds, this.groups);
    const isContact = things === this.contacts;
    const whole = isContact ? webhooksOf(body) : { ContactIds: body.ContactIds ?? thing.ContactIds ?? [] };
    Object.assign(thing, fields, whole, { Name });
    things.set(thing.Id, thing);
    if (ContactGroupIds) this.join(thing.Id, ContactGroupIds as string[]);
    return { Id: thing.Id, ...(isContact && Boolean(fields.Email) && MAIL_SENT) };
  }

  /** Membership is kept at the group. */
  private join(contactId: string, groupIds: string[]): void {
    for (const group of this.groups.values()) {
      const others = (group.ContactIds as string[]).filter((id) => id !== contactId);
      group.ContactIds = groupIds.includes(group.Id) ? [...others, contactId] : others;
    }
  }

  private delete(things: Map<string, Thing>, asked: string[]): Fields {
    const there = asked.filter((id) => things.has(id));
    for (const id of there) {
      if (this.listsLagOnDeletes) this.listedStill.add(find(things, id));
      things.delete(id);
      this.join(id, []);
    }
    const notFound = { Code: "NotFound.Ids", Message: "The specified Contact/ContactGroup is not found.", Data: {} };
    const gone = asked.filter((id) => !there.includes(id)).map((Id) => ({ Id, Error: notFound }));
    return { SuccessfulItems: there, UnsuccessfulItems: gone };
  }

  private list(things: Map<string, Thing>, body: Fields): Fields {
    const { PageNumber = 1, PageSize = 10 } = body as { PageNumber?: number; PageSize?: number };
    if (PageSize > MOST_ON_A_PAGE) throw new Refusal(400, "InvalidParameter.PageSize");
    const { Ids = [], Name = "", Email = "", ContactGroupIds = [] } = (body.Filter ?? {}) as Filter;
    const isAmong = (wanted: string[], ids: string[]): boolean =>
      wanted.length === 0 || wanted.some((id) => ids.includes(id));
    const deleted = [...this.listedStill].filter((thing) => "Webhook" in thing === (things === this.contacts));
    const found = [...deleted, ...things.values()]
      .map((thing) => this.shown(thing))
      .filter(
        (thing) =>
          isAmong(Ids, [String(thing.Id)]) &&
          isAmong(ContactGroupIds, (thing.ContactGroupIds ?? []) as string[]) &&
          String(thing.Name).includes(Name) &&
          String(thing.Email).includes(Email),
      );
    return { Total: found.length, Items: found.slice((PageNumber - 1) * PageSize, PageNumber * PageSize) };
  }

  private shown(thing: Thing): Fields {
    if (!("Webhook" in thing)) return { ...thing };
    const groups = [...this.groups.values()].filter(({ ContactIds }) => (ContactIds as string[]).includes(thing.Id));
    const ContactGroupIds = groups.map(({ Id }) => Id);
    return { Email: "", EmailActive: false, PhoneNumber: UNSET_PHONE, ...thing, ContactGroupIds };
  }
}

interface Filter {
  Ids?: string[];
  Name?: string;
  Email?: string;
  ContactGroupIds?: string[];
}

function find(things: Map<string, Thing>, id: unknown): Thing {
  const found = things.get(String(id));
  if (!found) throw new Refusal(404, "NotFound.Id");
  return found;
}

function checkIds(parameter: string, ids: unknown, things: Map<string, Thing>): void {
  if (((ids ?? []) as string[]).some((id) => !things.has(id))) throw new Refusal(400, `InvalidParameter.${parameter}`);
}

/** All four: what is not given is taken away. */
function webhooksOf(body: Fields): Fields {
  const webhooks = Object.entries(UNSET_WEBHOOKS).map(([key, unset]) => {
    const webhook: Fields = { ...unset, ...(body[key] as Fields | undefined) };
    const hasSecret = Boolean(webhook.Token ?? webhook.SecretKey);
    if (hasSecret && webhook.Address === "") throw new Refusal(400, `MissingParameter.${key}.Address`);
    return [key, webhook] as const;
  });
  return Object.fromEntries(webhooks);
}
