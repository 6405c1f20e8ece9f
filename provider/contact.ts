/**
 * The lifecycle of vmp.Contact: one API call an operation, unless something goes wrong.
 *
 * Source: the API reference of VMP, CreateContact, GetContact, UpdateContact and DeleteContacts.
 */
import { checkContact } from "./contact/check";
import { createContact } from "./contact/create";
import { deleteContact } from "./contact/delete";
import { changedProperties } from "./contact/diff";
import { hiddenPaths, hide, reveal } from "./contact/hidden";
import { given, keptOutputs, mailNotices, mailOutputs, readOutputs } from "./contact/outputs";
import { withoutKept, removals, updateContact } from "./contact/update";
import { fromApi } from "./contact/wire";
import type { Resource } from "./resource";
import { own, type Properties } from "./values";
import { isNotFound, VmpError } from "./vmp/errors";
import type { ApiCall } from "./vmp/types";

export const contact: Resource = {
  check: checkContact,

  diff: changedProperties,

  async create(context, inputs) {
    const { id, answer, removed, notices } = await createContact(context, inputs);
    return {
      id,
      properties: { ...inputs, ...mailOutputs(answer), ...given({ removed }) },
      notices: [...notices, ...mailNotices(inputs, answer)],
    };
  },

  async read({ client }, id, state) {
    const call = { action: "GetContact", body: { Id: id }, task: task("read", id, state), repeatable: true };
    const answer = await client.call(call).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
    if (answer === undefined) return undefined;
    if (answer.Id !== id) throw otherContact(call);
    const { found, kept, notices } = withoutKept(fromApi(answer, state), state);
    const hiddenBefore = (own(state, "hiddenInputs") ?? []) as string[];
    const drifted = changedProperties(state, found).length > 0;
    // Inputs that did not drift are left to the engine, which knows what is secret in them.
    const inputs = drifted ? { inputs: hide(found, state, hiddenBefore) } : undefined;
    const hiddenInputs = inputs ? hiddenPaths(inputs.inputs) : hiddenBefore;
    const properties = {
      ...found,
      ...keptOutputs(state, false),
      ...readOutputs(answer),
      ...given({ removed: kept, hiddenInputs }),
    };
    return { properties, ...inputs, notices };
  },

  async update({ client }, id, state, news) {
    const inputs = reveal(news, state);
    const { answer, notices } = await updateContact(client, id, state, inputs, { task: task("update", id, state) });
    const emailChanged = changedProperties(state, inputs).includes("email");
    const properties = {
      ...inputs,
      ...keptOutputs(state, emailChanged),
      ...mailOutputs(answer),
      ...given({ removed: removals(state, inputs), hiddenInputs: hiddenPaths(news) }),
    };
    return { properties, notices: [...notices, ...mailNotices(inputs, answer)] };
  },

  async delete({ client, found }, id, state) {
    if (found.delete(id)) {
      const name = String(own(state, "name"));
      return [`contact "${name}" (id ${id}) is kept: another resource of the program took it over.`];
    }
    await deleteContact(client, id, task("delete", id, state));
    return [];
  },
};

/** Taken at its word, such an answer would wipe the contact out of the state. */
function otherContact({ action, task }: Pick<ApiCall, "action" | "task">): VmpError {
  const message = "the answer is not of the contact that was asked for";
  return new VmpError({ action, task, code: "NoResult", message, effect: "none" });
}

/** What is done to what, as every error begins: `update contact "oncall" (id ...)`. */
function task(verb: string, id: string, state: Properties): string {
  return `${verb} contact "${String(own(state, "name"))}" (id ${id})`;
}
