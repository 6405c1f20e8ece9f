/**
 * vmp.Contact: who is alerted, and over which channels.
 *
 * Source: the API reference of VMP, CreateContact, GetContact, UpdateContact, DeleteContacts and ListContacts.
 */
import type { ResourceType } from "../lifecycle/resource-type";
import { oddities, pending, reachesSomebody } from "./contact/offline";
import { fields, filters, outputs } from "./contact/table";

export const CONTACT: ResourceType<typeof fields, typeof outputs> = {
  name: "Contact",
  plural: "Contacts",
  noun: "contact",
  nouns: "contacts",
  actions: {
    create: "CreateContact",
    update: "UpdateContact",
    delete: "DeleteContacts",
    get: "GetContact",
    list: "ListContacts",
  },
  fields,
  outputs,
  filters,
  oddities,
  pending,
  isInLists: reachesSomebody,
  special: async () => (await import("./contact/special")).SPECIAL,
};
