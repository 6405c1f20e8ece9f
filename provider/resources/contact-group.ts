/**
 * vmp.ContactGroup: its table, and what is special of it.
 *
 * Source: the API reference of VMP, CreateContactGroup, GetContactGroup, UpdateContactGroup, DeleteContactGroups and
 * ListContactGroups.
 */
import type { JsonObject, Purpose } from "../client/types";
import type { Fields, PropertiesOf } from "../fields/field";
import { name } from "../fields/rules";
import { updateBody } from "../fields/wire";
import type { Operation } from "../lifecycle/operation";
import type { ResourceType, Special } from "../lifecycle/resource-type";
import { isOf } from "../lifecycle/update";

const fields = {
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
  contactIds: { kind: "set", api: "ContactIds", refersTo: "contact", unmanagedWhenAbsent: true },
  /**
   * Whether the create takes over a group of exactly this name that exists already: brings it to the program's fields
   * and keeps its id. Where nothing differs, nothing is sent. The run says so. Optional, default the setting
   * `vmp:adoptExisting`, which is `false`; then a name that is taken is an error. No part of what VMP keeps. Not
   * secret.
   */
  adopt: { kind: "flag" },
} as const satisfies Fields;

const outputs = {
  /**
   * When the group was made, as the service writes it; filled by the first refresh. Documented under GetContactGroup.
   */
  createTime: { kind: "text", api: "CreateTime", read: true },
} as const satisfies Fields;

/** What a program says of a contact group. */
export interface ContactGroupProperties extends PropertiesOf<typeof fields> {}

/** A new name for a group whose members the program does not manage is two calls, everything else is one. */
const special: Special<ContactGroupProperties> = {
  async send(operation, id, { state, inputs, changed }, purpose) {
    const isManaged = state.contactIds !== undefined || inputs.contactIds !== undefined;
    const body = {
      ...updateBody(fields, id, { ...inputs }, [...changed, ...(isManaged ? ["contactIds"] : [])]),
      ...(!isManaged && (await members(operation, id, purpose))),
    };
    const call = { action: CONTACT_GROUP.actions.update, body, repeatable: true, fits: isOf(id), ...purpose };
    return { answer: await operation.client.call(call), notices: [] };
  },
};

/**
 * The members as they are now, for the update of a group whose members the program does not manage.
 *
 * Observed: the vendor's Terraform provider passes ContactIds in every update of a group. Whether one without them
 * keeps the members or empties the group is not known, and an emptied group loses alerts.
 */
async function members({ client }: Operation, id: string, purpose: Purpose): Promise<JsonObject> {
  const call = { action: "GetContactGroup", body: { Id: id }, repeatable: true, ...purpose };
  const answer = await client.call(call);
  return answer.Id === id && Array.isArray(answer.ContactIds) ? { ContactIds: answer.ContactIds } : {};
}

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
  filters: {},
  deleteBeforeReplace: true,
  special: async () => special,
};
