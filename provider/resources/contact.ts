/**
 * The lifecycle of vmp.Contact: one API call an operation, unless something goes wrong.
 *
 * Source: the API reference of VMP, CreateContact, GetContact, UpdateContact and DeleteContacts.
 */
import { checkContact } from "./contact/check";
import { failedNotices, failedTestsOf, testWebhooks } from "./contact/connectivity";
import { FIELDS } from "./contact/fields";
import { keptOutputs, mailNotices, mailOutputs, readOutputs } from "./contact/outputs";
import { removals, updateContact, withoutKept } from "./contact/update";
import { asksForMail, resendValidation, unconfirmedNotices } from "./contact/validation";
import { changedProperties } from "../fields/diff";
import { hiddenPaths, hide, reveal } from "../fields/hidden";
import { fromApi } from "../fields/wire";
import { createRecord } from "../lifecycle/create";
import { deleteRecord } from "../lifecycle/delete";
import { type Kind, taskOf } from "../lifecycle/kind";
import { readRecord } from "../lifecycle/read";
import type { Resource } from "../resource";
import { given, own } from "../values";

export const CONTACT: Kind = { noun: "contact", api: "Contact", fields: FIELDS, update: updateContact };

export const contact: Resource = {
  check: checkContact,

  diff: (state, news) => [
    ...changedProperties(FIELDS, state, news),
    ...(asksForMail(state, news) ? ["resendValidation"] : []),
    // The engine forgets at a refresh that something failed; the state does not.
    ...failedTestsOf(state),
  ],

  async create(context, inputs) {
    const deadline = Date.now() + context.timeoutMs;
    const { id, answer, before, notices } = await createRecord(context, CONTACT, inputs);
    const changed = changedProperties(FIELDS, before ?? {}, inputs);
    // The contact exists: this does not throw.
    const tested = await testWebhooks(context, id, inputs, { properties: changed, deadline });
    return {
      id,
      properties: {
        ...inputs,
        ...keptOutputs({}, { emailChanged: before !== undefined && changed.includes("email") }),
        ...mailOutputs(answer),
        ...given({ removed: removals(before ?? {}, inputs), failedTests: tested.failedTests }),
      },
      notices: [...notices, ...mailNotices(inputs, answer), ...tested.notices],
      failures: tested.failures,
    };
  },

  async read(context, id, state) {
    const answer = await readRecord(context, CONTACT, id, state);
    if (answer === undefined) return undefined;
    const { found, kept, notices } = withoutKept(fromApi(FIELDS, answer, state), state);
    const hiddenBefore = (own(state, "hiddenInputs") ?? []) as string[];
    const drifted = changedProperties(FIELDS, state, found);
    // Inputs that did not drift are left to the engine, which knows what is secret in them.
    const inputs = drifted.length > 0 ? { inputs: hide(FIELDS, found, state, hiddenBefore) } : undefined;
    const hiddenInputs = inputs ? hiddenPaths(FIELDS, inputs.inputs) : hiddenBefore;
    const properties = {
      ...found,
      ...keptOutputs(state, { emailChanged: drifted.includes("email") }),
      ...readOutputs(answer),
      ...given({ removed: kept, hiddenInputs, failedTests: own(state, "failedTests") }),
    };
    return {
      properties,
      ...inputs,
      notices: [...notices, ...unconfirmedNotices(properties), ...failedNotices(properties)],
    };
  },

  async update(context, id, state, news) {
    const deadline = Date.now() + context.timeoutMs;
    const inputs = reveal(FIELDS, news, state);
    const changed = changedProperties(FIELDS, state, inputs);
    const emailChanged = changed.includes("email");
    const task = taskOf("update", CONTACT, state, id);
    const { answer, notices } = await updateContact(context.client, id, state, inputs, { task, deadline });
    // The contact is changed: neither of the two throws. A changed address is sent its mail by the update itself.
    const [mail, tested] = await Promise.all([
      asksForMail(state, inputs) && !emailChanged
        ? resendValidation(context, id, { state, inputs, deadline })
        : { answer, inputs, failures: [] },
      testWebhooks(context, id, inputs, { properties: [...changed, ...failedTestsOf(state)], deadline }),
    ]);
    const properties = {
      ...mail.inputs,
      ...keptOutputs(state, { emailChanged, mailAsked: "SendStatus" in mail.answer }),
      ...mailOutputs(mail.answer),
      ...given({
        removed: removals(state, inputs),
        hiddenInputs: hiddenPaths(FIELDS, news),
        failedTests: tested.failedTests,
      }),
    };
    return {
      properties,
      notices: [...notices, ...mailNotices(inputs, mail.answer), ...tested.notices],
      failures: [...mail.failures, ...tested.failures],
    };
  },

  delete: (context, id, state) => deleteRecord(context, CONTACT, id, state),
};
