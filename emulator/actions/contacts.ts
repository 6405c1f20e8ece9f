/** CreateContact, UpdateContact, DeleteContacts, GetContact and ListContacts: "Contact" in the VMP API reference. */
import { randomUUID } from "node:crypto";
import { ApiError, invalidParameter, missingParameter, nameConflict, notFound } from "../errors";
import { readContact, readIds, readObject, readString, requireString, type ContactPatch } from "../rules";
import type { Store } from "../store";
import { CHANNEL_NAMES, type Contact } from "../types";
import type { Action, ActionContext } from "./context";
import { deleteEach } from "./delete";
import { contains, page } from "./list";
import { contactAnswer } from "./view";

export const createContact: Action = (params, context) => {
  const { store, now } = context;
  const patch = readContact(params, (id) => store.group(id) !== undefined);
  if (patch.Name === undefined) throw missingParameter("Name");
  checkNameIsFree(store, patch.Name);
  const contact = applyPatch({ Id: randomUUID(), Name: patch.Name, ContactGroupIds: [], CreatedAt: now }, patch);
  store.mutate(({ contacts }) => contacts.set(contact.Id, contact));
  return { Id: contact.Id, ...validationOf(contact.Email, context) };
};

export const updateContact: Action = (params, context) => {
  const { store, behaviour } = context;
  const old = findContact(store, requireString(params, "Id"));
  const patch = readContact(params, (id) => store.group(id) !== undefined);
  if (patch.Name !== undefined && patch.Name !== old.Name) checkNameIsFree(store, patch.Name);
  for (const [field, removal] of [
    ["Email", behaviour.emailRemoval],
    ["PhoneNumber", behaviour.phoneRemoval],
  ] as const) {
    if (patch[field] !== null || removal === "accepted") continue;
    if (removal === "refused") throw invalidParameter(field);
    Reflect.deleteProperty(patch, field);
  }
  if (behaviour.absentWebhooks === "removed" && CHANNEL_NAMES.some((name) => patch[name] !== undefined)) {
    for (const name of CHANNEL_NAMES) patch[name] ??= null;
  }
  const contact = applyPatch(old, patch);
  store.mutate(({ contacts }) => contacts.set(contact.Id, contact));
  const mailed = contact.Email === old.Email ? undefined : contact.Email;
  return { Id: contact.Id, ...validationOf(mailed, context) };
};

export const deleteContacts: Action = (params, { store, behaviour }) =>
  deleteEach(
    "Contact",
    params,
    behaviour,
    (id) => store.contact(id) !== undefined,
    (ids) => {
      store.mutate(({ contacts }) => {
        for (const id of ids) contacts.delete(id);
      });
    },
  );

export const getContact: Action = (params, context) => {
  const contact = findContact(context.store, requireString(params, "Id"));
  return { ...contactAnswer(contact, context), LarkBot: { ChatID: "", GroupName: "", TenantKey: "" } };
};

export const listContacts: Action = (params, context) => {
  const filter = readObject(params, "Filter") ?? {};
  const ids = readIds(filter, "Ids", "Filter") ?? [];
  const name = readString(filter, "Name", "Filter") ?? "";
  const email = readString(filter, "Email", "Filter") ?? "";
  const groups = readIds(filter, "ContactGroupIds", "Filter") ?? [];
  const found = context.store
    .contacts()
    .filter(
      (contact) =>
        (ids.length === 0 || ids.includes(contact.Id)) &&
        contains(contact.Name, name) &&
        contains(contact.Email ?? "", email) &&
        (groups.length === 0 || groups.some((id) => contact.ContactGroupIds.includes(id))),
    );
  return page(params, context, found, (contact) => contactAnswer(contact, context));
};

function findContact(store: Store, id: string): Contact {
  const contact = store.contact(id);
  if (contact === undefined) throw notFound("Contact", id);
  return contact;
}

function checkNameIsFree(store: Store, name: string): void {
  if (store.contacts().some((contact) => contact.Name === name)) throw nameConflict("Contact");
}

/** A new record: absent fields as they were, null ones gone. */
function applyPatch(old: Contact, patch: ContactPatch): Contact {
  const merged = { ...old, ...patch };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)) as unknown as Contact;
}

function validationOf(email: string | undefined, context: ActionContext): object {
  if (email === undefined) return {};
  try {
    return context.mail.validate(email, context);
  } catch (error) {
    // The contact is there already: what became of the mail is only said, never an error.
    if (error instanceof ApiError) return { SendStatus: error.code, Message: error.message };
    throw error;
  }
}
