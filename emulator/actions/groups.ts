/** The five actions of contact groups: "ContactGroup" in the VMP API reference. */
import { randomUUID } from "node:crypto";
import { invalidParameter, missingParameter, nameConflict, notFound } from "../errors";
import { readIds, readName, readObject, readString, requireString, type Params } from "../rules";
import type { Store } from "../store";
import type { Contact, ContactGroup } from "../types";
import type { Action } from "./context";
import { deleteEach } from "./delete";
import { contains, page } from "./list";

export const createContactGroup: Action = (params, { store, now }) => {
  const name = readName(params);
  if (name === undefined) throw missingParameter("Name");
  const members = readMembers(params, store);
  checkNameIsFree(store, name);
  const group: ContactGroup = { Id: randomUUID(), Name: name, CreatedAt: now };
  saveGroup(store, group, members);
  return { Id: group.Id };
};

export const updateContactGroup: Action = (params, { store }) => {
  const old = findGroup(store, requireString(params, "Id"));
  const name = readName(params) ?? old.Name;
  const members = readMembers(params, store);
  if (name !== old.Name) checkNameIsFree(store, name);
  saveGroup(store, { ...old, Name: name }, members);
  return { Id: old.Id };
};

export const deleteContactGroups: Action = (params, { store, behaviour }) =>
  deleteEach(
    "ContactGroup",
    params,
    behaviour,
    (id) => store.group(id) !== undefined,
    (ids) => {
      store.mutate(({ contacts, groups }) => {
        for (const id of ids) {
          groups.delete(id);
          setMembers(contacts, id, []);
        }
      });
    },
  );

export const getContactGroup: Action = (params, { store }) =>
  store.groupSnapshot(findGroup(store, requireString(params, "Id")));

export const listContactGroups: Action = (params, context) => {
  const filter = readObject(params, "Filter") ?? {};
  const ids = readIds(filter, "Ids", "Filter") ?? [];
  const name = readString(filter, "Name", "Filter") ?? "";
  const found = context.store
    .groups()
    .filter((group) => (ids.length === 0 || ids.includes(group.Id)) && contains(group.Name, name));
  return page(params, context, found, (group) => context.store.groupSnapshot(group));
};

function findGroup(store: Store, id: string): ContactGroup {
  const group = store.group(id);
  if (group === undefined) throw notFound("ContactGroup", id);
  return group;
}

function checkNameIsFree(store: Store, name: string): void {
  if (store.groups().some((group) => group.Name === name)) throw nameConflict("ContactGroup");
}

function readMembers(params: Params, store: Store): string[] | undefined {
  const ids = readIds(params, "ContactIds");
  if (ids?.some((id) => store.contact(id) === undefined)) throw invalidParameter("ContactIds");
  return ids;
}

/** Writes the group and, when members are given, makes exactly those its members. */
function saveGroup(store: Store, group: ContactGroup, members: string[] | undefined): void {
  store.mutate(({ contacts, groups }) => {
    groups.set(group.Id, group);
    if (members !== undefined) setMembers(contacts, group.Id, members);
  });
}

function setMembers(contacts: Map<string, Contact>, groupId: string, members: string[]): void {
  const wanted = new Set(members);
  for (const contact of contacts.values()) {
    const is = contact.ContactGroupIds.includes(groupId);
    if (is === wanted.has(contact.Id)) continue;
    const others = contact.ContactGroupIds.filter((id) => id !== groupId);
    contacts.set(contact.Id, { ...contact, ContactGroupIds: is ? others : [...others, groupId] });
  }
}
