import type { Emulator } from "../../../../emulator";
import { type Clock, systemClock } from "../../../../provider/client/clock";
import { asksForMail } from "../../../../provider/resources/contact/offline";
import { type Properties, UNKNOWN } from "../../../../provider/values";
import { until } from "../../../support/until";
import { closeAll } from "../../client/server";
import { contact, actionsOf, callsOf, contextFor, type ContextOptions, openEmulator } from "../../support";

afterEach(closeAll);

const MINUTE = 60_000;
const ASKED: Properties = { name: "oncall", email: "oncall@example.com", resendValidation: "again" };

describe("resendValidation asks for a mail", () => {
  test.each<[string, unknown, unknown, boolean]>([
    ["a first value", undefined, "2026-01-01", true],
    ["another value", "2026-01-01", "2026-01-02", true],
    ["a value of another type", 1, "1", true],
    ["false, which is a value too", undefined, false, true],
    ["a value not known yet", "2026-01-01", UNKNOWN, true],
    ["one not known yet deep within", { why: ["a"] }, { why: [UNKNOWN] }, true],
    ["the same value", "2026-01-01", "2026-01-01", false],
    ["the same object in another order", { a: [1, null], b: {} }, { b: {}, a: [1, null] }, false],
    ["an empty object again", {}, {}, false],
    ["a value that was taken out", "2026-01-01", undefined, false],
    ["null, which is no value", "2026-01-01", null, false],
  ])("%s", (_case, before, after, asks) => {
    expect(asksForMail({ name: "a", resendValidation: before }, { name: "a", resendValidation: after })).toBe(asks);
    const contactOf = (resendValidation: unknown): Properties => ({ name: "oncall", resendValidation });
    expect(contact.diff(contactOf(before), contactOf(after))).toEqual(asks ? ["resendValidation"] : []);
  });

  test("of a contact without an e-mail, which is odd", () => {
    const { warnings, failures } = contact.check({ ...ASKED, email: undefined, webhook: UNKNOWN });
    expect(failures).toEqual([]);
    expect(warnings).toEqual([
      { path: "resendValidation", message: "asks for a validation mail, but there is no e-mail to send it to" },
    ]);
    expect(contact.check(ASKED).warnings).toEqual([]);
  });
});

describe("an update with a new resendValidation", () => {
  let emulator: Emulator;
  /** How far the service's clock has gone on. */
  let ahead = 0;
  let id: string;
  let state: Properties;

  beforeEach(async () => {
    ahead = 0;
    emulator = await openEmulator({ now: () => Date.now() + ahead });
    const made = await contact.create(contextFor(emulator), { name: "oncall", email: "oncall@example.com" });
    id = made.id;
    state = made.properties;
    actionsOf(emulator);
    ahead = 2 * MINUTE;
  });

  function update(inputs: Properties, options?: ContextOptions) {
    return contact.update(contextFor(emulator, options), id, state, inputs);
  }

  test("sends the mail and nothing else, and is recorded", async () => {
    const { properties, notices, failures } = await update(ASKED);
    expect(callsOf(emulator)).toEqual([
      ["SendValidationMessage", { Type: "Email", Destination: "oncall@example.com" }],
    ]);
    expect(properties).toMatchObject({ ...ASKED, sendStatus: "MessageSucceed.Email" });
    expect(properties.validationSentTime).not.toBe(state.validationSentTime);
    expect({ notices, failures }).toEqual({ notices: [], failures: [] });
    expect(contact.diff(properties, ASKED)).toEqual([]);
  });

  test("and a new name: the update, then the mail", async () => {
    await update({ ...ASKED, name: "renamed" });
    expect(actionsOf(emulator)).toEqual(["GetContact", "UpdateContact", "SendValidationMessage"]);
  });

  test("and a new e-mail: the update alone, which sends the mail", async () => {
    const { properties } = await update({ ...ASKED, email: "other@example.com" });
    expect(actionsOf(emulator)).toEqual(["GetContact", "UpdateContact"]);
    expect(properties).toMatchObject({ sendStatus: "MessageSucceed.Email", resendValidation: "again" });
  });

  test("and no e-mail any more: nothing to send", async () => {
    const { properties } = await update({ name: "oncall", resendValidation: "again" });
    expect(actionsOf(emulator)).toEqual(["GetContact", "UpdateContact"]);
    expect(properties).toMatchObject({ resendValidation: "again" });
  });

  test("and no e-mail, as before: nothing to send", async () => {
    const webhook = { address: "https://alerts.example.com/hook" };
    const made = await contact.create(contextFor(emulator), { name: "other", webhook });
    actionsOf(emulator);
    const inputs = { name: "other", webhook, resendValidation: "again" };
    const updated = await contact.update(contextFor(emulator), made.id, made.properties, inputs);
    expect(updated).toEqual({ properties: inputs, notices: [], failures: [] });
    expect(actionsOf(emulator)).toEqual([]);
  });

  test("whose answer is lost asks again: a mail more does no harm", async () => {
    emulator.faults.set([{ fault: "reset", action: "SendValidationMessage", times: 1 }]);
    const { properties, failures } = await update(ASKED);
    expect(failures).toEqual([]);
    expect(properties.sendStatus).toBe("MessageSucceed.Email");
  });

  test("of an address that is confirmed is fine", async () => {
    emulator.confirmEmail("oncall@example.com");
    const { properties, notices } = await update(ASKED);
    expect(properties).toMatchObject({ sendStatus: "AlreadyActive.Email" });
    expect(properties.validationSentTime).toBe(state.validationSentTime);
    expect(notices).toEqual([]);
  });

  test("that VMP could not send is a warning, and so recorded", async () => {
    emulator.behaviour.validationMail = "failed";
    const { properties, notices } = await update(ASKED);
    expect(properties).toMatchObject({ ...ASKED, sendStatus: "MessageFailed.Email" });
    expect(notices).toEqual([expect.stringContaining("Give resendValidation a new value to have the mail sent again")]);
    emulator.behaviour.validationMail = "sent";
    const second = await contact.update(contextFor(emulator), id, properties, { ...ASKED, resendValidation: 2 });
    expect(second.properties).not.toHaveProperty("sendMessage");
  });

  test("within the minute waits until it is over, and asks once more", async () => {
    ahead = 0;
    state.validationSentTime = new Date(Date.now() - MINUTE + 10_000).toISOString();
    const sleep: Clock["sleep"] = async (ms) => {
      expect(ms).toBeGreaterThan(0);
      ahead = MINUTE;
    };
    const { properties, notices } = await update(ASKED, { clock: { ...systemClock, sleep } });
    expect(actionsOf(emulator)).toEqual(["SendValidationMessage", "SendValidationMessage"]);
    expect(properties).toMatchObject({ ...ASKED, sendStatus: "MessageSucceed.Email" });
    expect(notices).toEqual([]);
  });

  test("when the minute does not fit the time, is a warning, and is not asked for again", async () => {
    ahead = 0;
    const { properties, notices, failures } = await update(ASKED, { timeoutMs: 20_000 });
    expect(actionsOf(emulator)).toEqual(["SendValidationMessage"]);
    expect(notices).toEqual([expect.stringMatching(/LimitExceeded\.Email.*went out less than a minute ago/)]);
    expect(failures).toEqual([]);
    expect(contact.diff(properties, ASKED)).toEqual([]);
  });

  test("that is refused leaves the value before in the state, so that the next one asks for it", async () => {
    emulator.faults.set([{ fault: "503", action: "SendValidationMessage" }]);
    state.resendValidation = "once";
    const { properties } = await update(ASKED, { maxRetries: 0 });
    expect(properties.resendValidation).toBe("once");
    expect(contact.diff(properties, ASKED)).toEqual(["resendValidation"]);
  });

  test("that is cancelled while it waits ends at once, and is asked for again by the next one", async () => {
    ahead = 0;
    const abort = new AbortController();
    const updating = update(ASKED, { timeoutMs: 10 * MINUTE, signal: abort.signal, clock: systemClock });
    await until(() => emulator.calls.length > 0);
    abort.abort();
    const { properties, failures } = await updating;
    expect(failures).toEqual([expect.stringMatching(/^send the validation mail of contact "oncall" .*: Cancelled/)]);
    expect(contact.diff(properties, ASKED)).toEqual(["resendValidation"]);
  });

  test("whose mail cannot be asked for loses nothing: the rest is recorded, and the next one asks for it", async () => {
    emulator.faults.set([{ fault: "503", action: "SendValidationMessage" }]);
    const inputs = { ...ASKED, name: "renamed" };
    const { properties, failures } = await update(inputs, { maxRetries: 1 });
    expect(failures).toEqual([
      expect.stringMatching(
        /^send the validation mail of contact "renamed" \(id \S+\): ServiceUnavailable: .*the next "pulumi up" asks for the mail again\.$/,
      ),
    ]);
    expect(emulator.contacts()).toMatchObject([{ Name: "renamed" }]);
    expect(properties).toMatchObject({ name: "renamed", sendStatus: "MessageSucceed.Email" });
    expect(properties).not.toHaveProperty("resendValidation");
    emulator.faults.clear();
    actionsOf(emulator);
    const second = await contact.update(contextFor(emulator), id, properties, inputs);
    expect(actionsOf(emulator)).toEqual(["SendValidationMessage"]);
    expect(contact.diff(second.properties, inputs)).toEqual([]);
  });
});

test("a create asks for nothing more: it sends the mail itself", async () => {
  const emulator = await openEmulator();
  await contact.create(contextFor(emulator), ASKED);
  expect(actionsOf(emulator)).toEqual(["CreateContact", "GetContact"]);
});
