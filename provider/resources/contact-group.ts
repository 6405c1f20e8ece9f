/**
 * vmp.ContactGroup: its table, and what is special of it.
 *
 * Source: the API reference of VMP, CreateContactGroup, GetContactGroup, UpdateContactGroup, DeleteContactGroups and
 * ListContactGroups.
 */
import type { Problem } from "../fields/check";
import type { Fields, PropertiesOf } from "../fields/field";
import { name } from "../fields/rules";
import type { ResourceType } from "../lifecycle/resource-type";
import { NOTIFY_POLICY } from "./notify-policy";

export const fields = {
  /**
   * The group's name, unique among the account's groups, by the rules of a contact's name: letters (`A-Z`, `a-z`),
   * Chinese characters (Unicode Han), digits, `-` and `_`; the first is a letter or a Chinese character; shorter than
   * 128 characters. Required. Not secret. Documented under CreateContactGroup, `Name`.
   */
  name: { kind: "text", api: "Name", required: true, rule: name },
  /**
   * Ids (UUIDs) of the contacts in the group, all of them. A set: the order means nothing, none may repeat. Optional.
   * Left out, membership is not managed from the group's side and its drift is not looked at; `[]` means "nobody";
   * taken out of the program later, all contacts leave the group. Not secret. Documented under CreateContactGroup,
   * `ContactIds`.
   */
  // Observed: the vendor's Terraform provider passes ContactIds in every update of a group. Whether one without them
  // keeps the members or empties the group is not known, and an emptied group loses alerts.
  contactIds: {
    kind: "set",
    api: "ContactIds",
    refersTo: "contact",
    unmanagedWhenAbsent: true,
    inEveryUpdate: true,
  },
  /**
   * Whether the create takes over a group of exactly this name that exists already: brings it to the program's fields
   * and keeps its id. Where nothing differs, nothing is sent. The run says so. Optional, default the setting
   * `vmp:adoptExisting`, which is `false`; then a name that is taken is an error. No part of what VMP keeps. Not
   * secret.
   */
  adopt: { kind: "flag" },
} as const satisfies Fields;

export const outputs = {
  /**
   * When the group was made, as the service writes it; filled by the first refresh. Documented under GetContactGroup.
   */
  createTime: { kind: "text", api: "CreateTime", read: true },
} as const satisfies Fields;

/** What a program says of a contact group. */
export interface ContactGroupProperties extends PropertiesOf<typeof fields> {}

/** @internal */
export const CONTACT_GROUP: ResourceType<typeof fields, typeof outputs> = {
  name: "ContactGroup",
  plural: "ContactGroups",
  noun: "contact group",
  nouns: "contact groups",
  actions: {
    create: "CreateContactGroup",
    update: "UpdateContactGroup",
    delete: "DeleteContactGroups",
    get: "GetContactGroup",
    list: "ListContactGroups",
  },
  fields,
  outputs,
  usedBy: [{ type: NOTIFY_POLICY, filter: "ContactGroupIds" }],
  oddities: ({ contactIds }) => (contactIds?.length === 0 ? [EMPTY] : []),
};

const EMPTY: Problem = { path: "contactIds", message: "is empty, so no alert reaches anybody through the group" };
