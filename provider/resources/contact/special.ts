/** What only a contact does while it is made, read or changed: its mail, its tests, and values that VMP keeps. */
import type { Special } from "../../lifecycle/resource-type";
import { failedNotices, testWebhooks } from "./connectivity";
import { keptOutputs, mailNotices, mailOutputs } from "./mail";
import { asksForMail } from "./offline";
import { removals, send, withoutKept } from "./removals";
import type { ContactProperties, ContactState } from "./table";
import { resendValidation, unconfirmedNotices } from "./validation";

export const SPECIAL: Special<ContactProperties, ContactState> = {
  send,

  async afterCreate(operation, id, { inputs, before, changed, answer }) {
    const { failedTests, notices, failures } = await testWebhooks(operation, id, inputs, changed);
    return {
      outputs: {
        ...keptOutputs({}, { emailChanged: before !== undefined && changed.includes("email") }),
        ...mailOutputs(answer, operation.clock.now()),
        removed: removals(before ?? {}, inputs),
        failedTests,
      },
      notices: [...mailNotices(inputs, answer), ...notices],
      failures,
    };
  },

  afterRead({ clock }, state, asItIs, told) {
    const { found, kept, notices } = withoutKept(asItIs, state);
    const emailChanged = state.email !== found.email;
    const outputs = { ...keptOutputs(state, { emailChanged }), ...told, removed: kept, failedTests: state.failedTests };
    const contact = { ...found, ...outputs };
    return {
      found,
      outputs,
      notices: [...notices, ...unconfirmedNotices(contact, clock.now()), ...failedNotices(contact)],
    };
  },

  async afterUpdate(operation, id, { state, inputs, changed, answer }) {
    const emailChanged = changed.includes("email");
    // A changed address is sent its mail by the update itself.
    const [mail, tested] = await Promise.all([
      asksForMail(state, inputs) && !emailChanged
        ? resendValidation(operation, id, state, inputs)
        : { answer, inputs, failures: [] },
      testWebhooks(operation, id, inputs, [...changed, ...(state.failedTests ?? [])]),
    ]);
    return {
      kept: { ...mail.inputs },
      outputs: {
        ...keptOutputs(state, { emailChanged, mailAsked: "SendStatus" in mail.answer }),
        ...mailOutputs(mail.answer, operation.clock.now()),
        removed: removals(state, inputs),
        failedTests: tested.failedTests,
      },
      notices: [...mailNotices(inputs, mail.answer), ...tested.notices],
      failures: [...mail.failures, ...tested.failures],
    };
  },
};
