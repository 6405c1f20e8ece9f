import type { Emulator } from "../../../../emulator";
import { type Clock, systemClock } from "../../../../provider/client/clock";
import { asksForMail } from "../../../../provider/resources/contact/offline";
import { type Properties, UNKNOWN } from "../../../../provider/values";
import { until } from "../../../support/until";
import { closeAll, ok, refuse, startServer, testClock } from "../../client/server";
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

test.each<[string, (response: Parameters<typeof ok>[0]) => void]>([
  [
    "an error with status 429",
    (response) => {
      refuse(response, 429, "LimitExceeded.Email", "Not more than once.");
    },
  ],
  [
    "an answer",
    (response) => {
      ok(response, { SendStatus: "LimitExceeded.Email", Message: "Not more than once." });
    },
  ],
])("the limit of one mail a minute as %s: waited for, and one mail more", async (_case, limit) => {
  const vmp = await startServer((response, _request, count) => {
    if (count === 1) limit(response);
    else ok(response, { SendStatus: "MessageSucceed.Email" });
  });
  const state = {
    ...ASKED,
    resendValidation: 1,
    validationSentTime: new Date(Date.now() - MINUTE + 10_000).toISOString(),
  };
  const clock = testClock();
  const { properties, notices, failures } = await contact.update(contextFor(vmp, { clock }), "id-1", state, ASKED);
  expect(clock.waits).toHaveLength(1);
  expect(vmp.received.map(({ url }) => /Action=(\w+)/.exec(url)?.[1])).toEqual([
    "SendValidationMessage",
    "SendValidationMessage",
  ]);
  expect({ notices, failures }).toEqual({ notices: [], failures: [] });
  expect(properties.sendStatus).toBe("MessageSucceed.Email");
});

test("a mail that went out in the future, as a clock is wrong, is waited for no longer than any other", async () => {
  const vmp = await startServer((response, _request, count) => {
    if (count === 1) refuse(response, 429, "LimitExceeded.Email");
    else ok(response, { SendStatus: "MessageSucceed.Email" });
  });
  const validationSentTime = new Date(Date.now() + 10 * MINUTE).toISOString();
  const clock = testClock();
  const context = contextFor(vmp, { clock, timeoutMs: 20 * MINUTE });
  await contact.update(context, "id-1", { ...ASKED, resendValidation: 1, validationSentTime }, ASKED);
  expect(clock.waits).toEqual([MINUTE + 1_000]);
});

test("a create asks for nothing more: it sends the mail itself", async () => {
  const emulator = await openEmulator();
  await contact.create(contextFor(emulator), ASKED);
  expect(actionsOf(emulator)).toEqual(["CreateContact", "GetContact"]);
});
