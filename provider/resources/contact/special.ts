/** What only a contact does while it is made, read or changed: its mail, its tests, and values that VMP keeps. */
import { called, secretsOf } from "../../lifecycle/operation";
import type { Special } from "../../lifecycle/resource-type";
import { CONTACT } from "../contact";
import { failedNotices, testWebhooks } from "./connectivity";
import { keptOutputs, mailNotices, mailOutputs } from "./mail";
import { asksForMail } from "./offline";
import { removals, send, withoutKept } from "./removals";
import type { ContactProperties, ContactState } from "./table";
import { unconfirmed } from "./unconfirmed";
import { resendValidation } from "./validation";

export const SPECIAL: Special<ContactProperties, ContactState> = {
  send,

  async afterCreate(operation, id, { inputs, before, changed, answer }) {
    const { failedTests, notices, failures } = await testWebhooks(operation, id, inputs, changed, before);
    const mail = mailOutputs(
      answer,
      operation.clock.now(),
      secretsOf(operation, CONTACT, { ...inputs }, { ...before }),
    );
    return {
      outputs: {
        ...keptOutputs({}, { emailChanged: before !== undefined && changed.includes("email") }),
        ...mail,
        removed: removals(before ?? {}, inputs),
        failedTests,
      },
      notices: [...mailNotices(called(operation, CONTACT, inputs), inputs, mail), ...notices],
      failures,
    };
  },

  afterRead(operation, state, asItIs, told) {
    const subject = called(operation, CONTACT, asItIs);
    const { found, kept, notices } = withoutKept(subject, asItIs, state);
    const emailChanged = state.email !== found.email;
    const outputs = { ...keptOutputs(state, { emailChanged }), ...told, removed: kept, failedTests: state.failedTests };
    const contact = { ...found, ...outputs };
    return {
      found,
      outputs,
      notices: [...notices, ...failedNotices(subject, contact)],
      alike: unconfirmed(subject, contact, operation.clock.now()),
    };
  },

  async afterUpdate(operation, id, { state, inputs, changed, answer }) {
    const emailChanged = changed.includes("email");
    // A changed address is sent its mail by the update itself.
    const [asked, tested] = await Promise.all([
      asksForMail(state, inputs) && !emailChanged
        ? resendValidation(operation, id, state, inputs)
        : { answer, inputs, failures: [] },
      testWebhooks(operation, id, inputs, [...changed, ...(state.failedTests ?? [])], state),
    ]);
    const mail = mailOutputs(
      asked.answer,
      operation.clock.now(),
      secretsOf(operation, CONTACT, { ...inputs }, { ...state }),
    );
    return {
      kept: { ...asked.inputs },
      outputs: {
        ...keptOutputs(state, { emailChanged, mailAsked: "SendStatus" in asked.answer }),
        ...mail,
        removed: removals(state, inputs),
        failedTests: tested.failedTests,
      },
      notices: [...mailNotices(called(operation, CONTACT, inputs), inputs, mail), ...tested.notices],
      failures: [...asked.failures, ...tested.failures],
    };
  },
};
