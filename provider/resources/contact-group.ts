/**
 * The lifecycle of vmp.ContactGroup: one API call an operation, unless something goes wrong. (A new name for a group whose
 * members the program does not manage is two.)
 *
 * Source: the API reference of VMP, CreateContactGroup, GetContactGroup, UpdateContactGroup and DeleteContactGroups.
 */
import { FIELDS } from "./contact-group/fields";
import { checkFields } from "../fields/check";
import { changedProperties } from "../fields/diff";
import { fromApi, updateBody } from "../fields/wire";
import { createRecord } from "../lifecycle/create";
import { deleteRecord } from "../lifecycle/delete";
import { type Kind, taskOf } from "../lifecycle/kind";
import { readRecord } from "../lifecycle/read";
import type { Resource } from "../resource";
import { given, isAbsent, own, text } from "../values";
import type { Client, JsonObject, Operation } from "../client/types";

export const CONTACT_GROUP: Kind = {
  noun: "contact group",
  api: "ContactGroup",
  fields: FIELDS,

  async update(client, id, olds, news, operation) {
    const changed = changedProperties(FIELDS, olds, news);
    if (changed.length === 0) return { answer: {}, notices: [] };
    const managed = !isAbsent(own(olds, "contactIds")) || !isAbsent(own(news, "contactIds"));
    const body = {
      ...updateBody(FIELDS, id, news, [...changed, ...(managed ? ["contactIds"] : [])]),
      ...(!managed && (await members(client, id, operation))),
    };
    const answer = await client.call({ action: "UpdateContactGroup", body, repeatable: true, ...operation });
    return { answer, notices: [] };
  },
};

/**
 * The members as they are now, for the update of a group whose members the program does not manage.
 *
 * Observed: the vendor's Terraform provider passes ContactIds in every update of a group. Whether one without them
 * keeps the members or empties the group is not known, and an emptied group loses alerts.
 */
async function members(client: Client, id: string, operation: Operation): Promise<JsonObject> {
  const answer = await client.call({ action: "GetContactGroup", body: { Id: id }, repeatable: true, ...operation });
  return answer.Id === id && Array.isArray(answer.ContactIds) ? { ContactIds: answer.ContactIds } : {};
}

export const contactGroup: Resource = {
  check: (news, olds) => checkFields(FIELDS, news, olds),

  diff: (state, news) => changedProperties(FIELDS, state, news),

  async create(context, inputs) {
    const { id, notices } = await createRecord(context, CONTACT_GROUP, inputs);
    return { id, properties: inputs, notices };
  },

  async read(context, id, state) {
    const answer = await readRecord(context, CONTACT_GROUP, id, state);
    if (answer === undefined) return undefined;
    const found = fromApi(FIELDS, answer, state);
    const drifted = changedProperties(FIELDS, state, found).length > 0;
    const properties = { ...found, ...given({ createTime: text(answer.CreateTime) }) };
    return { properties, ...(drifted && { inputs: found }), notices: [] };
  },

  async update({ client }, id, state, news) {
    const task = taskOf("update", CONTACT_GROUP, state, id);
    const { notices } = await CONTACT_GROUP.update(client, id, state, news, { task });
    return { properties: { ...news, ...given({ createTime: own(state, "createTime") }) }, notices };
  },

  delete: (context, id, state) => deleteRecord(context, CONTACT_GROUP, id, state),
};
