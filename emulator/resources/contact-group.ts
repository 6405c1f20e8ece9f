/** Contact groups: "ContactGroup" in the VMP API reference. Their members are the contacts that name them. */
import type { ValuesOf } from "../fields";
import { isStrings } from "../rules";
import type { Snapshot, State, Stored } from "../state";
import { contact, NAME } from "./contact";
import type { ResourceType } from "./type";

const FIELDS = { Name: NAME } as const;

/** A contact group as it is kept. */
export type ContactGroup = Stored & ValuesOf<typeof FIELDS>;

/** A group as `groups()` shows it, with its members. */
export type GroupSnapshot = Snapshot<ContactGroup, { ContactIds: string[] }>;

/** @internal */
export const contactGroup: ResourceType<ContactGroup> = {
  name: "ContactGroup",
  collection: "groups",
  fields: FIELDS,
  related: { ContactIds: { kind: "ids", of: contact.collection } },
  outputs: ({ Id }, state) => ({
    ContactIds: [...state.of(contact).values()]
      .filter((each) => each.ContactGroupIds.includes(Id))
      .map((each) => each.Id),
  }),
  relate: (state, id, { ContactIds }) => {
    if (isStrings(ContactIds)) setMembers(state, id, new Set(ContactIds));
  },
};

function setMembers(state: State, groupId: string, members: Set<string>): void {
  const contacts = state.of(contact);
  for (const each of contacts.values()) {
    const others = each.ContactGroupIds.filter((id) => id !== groupId);
    if (members.has(each.Id) === others.length < each.ContactGroupIds.length) continue;
    const ContactGroupIds = members.has(each.Id) ? [...others, groupId] : others;
    contacts.set(each.Id, { ...each, ContactGroupIds });
  }
}
