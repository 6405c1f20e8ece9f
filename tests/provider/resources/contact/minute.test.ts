/** VMP takes one mail a minute for an address: how long an update waits for the next. */
import type { Properties } from "../../../../provider/values";
import { actions, type Answer, service } from "../../client/records/service";
import { closeAll, ok, refuse, testClock } from "../../client/server";
import { contact, contextFor } from "../../support";

afterEach(closeAll);

const NOW = Date.parse("2026-03-02T10:00:00Z");
const MINUTE = 60_000;
const STATE: Properties = { name: "oncall", email: "oncall@example.com", resendValidation: 1 };
const MAIL = "SendValidationMessage";

const limits: Answer = (response) => {
  refuse(response, 429, "LimitExceeded.Email", "Not more than once.");
};

/** Asks for a mail of a service that takes no first one. The clock stands still. */
async function ask(limit: Answer, validationSentTime?: string, timeoutMs = 20 * MINUTE) {
  const sends: Answer = (response, body, count) => {
    if (count === 1) limit(response, body, count);
    else ok(response, { SendStatus: "MessageSucceed.Email" });
  };
  const server = await service({ [MAIL]: sends });
  const clock = { ...testClock(() => NOW), uptime: () => 0 };
  const context = contextFor(server, { clock, timeoutMs });
  const state = { ...STATE, ...(validationSentTime && { validationSentTime }) };
  const updated = await contact.update(context, "id-1", state, { ...STATE, resendValidation: 2 });
  return { ...updated, waits: clock.waits, calls: actions(server) };
}

test.each<[string, Answer]>([
  ["an error with status 429", limits],
  [
    "an answer",
    (response) => {
      ok(response, { SendStatus: "LimitExceeded.Email", Message: "Not more than once." });
    },
  ],
])("the limit as %s: waited for, and one mail more", async (_case, limit) => {
  const { properties, notices, failures, waits, calls } = await ask(limit);
  expect(waits).toEqual([MINUTE + 1_000]);
  expect(calls).toEqual([MAIL, MAIL]);
  expect({ notices, failures }).toEqual({ notices: [], failures: [] });
  expect(properties.sendStatus).toBe("MessageSucceed.Email");
});

test.each([
  ["just now", 0, MINUTE],
  ["almost a minute ago", MINUTE - 1, 1],
  ["a minute ago, by this machine's clock", MINUTE, MINUTE],
  ["long ago, so another one did since", 5 * MINUTE, MINUTE],
  ["in the future, as a clock is wrong", -10 * MINUTE, MINUTE],
])("a mail that went out %s", async (_when, ago, rest) => {
  const { waits } = await ask(limits, new Date(NOW - ago).toISOString());
  expect(waits).toEqual([rest + 1_000]);
});

test.each([
  [MINUTE + 1_000, []],
  [MINUTE + 1_001, [MINUTE + 1_000]],
])("with %i ms for the whole update", async (timeoutMs, expected) => {
  const { waits, notices } = await ask(limits, undefined, timeoutMs);
  expect(waits).toEqual(expected);
  const limited = expect.stringMatching(/\(LimitExceeded\.Email: Not more than once\.\)/) as string;
  expect(notices).toEqual(expected.length > 0 ? [] : [limited]);
});

test("a mail that was sent is none to wait for, however much time there is", async () => {
  const { waits, calls } = await ask((response) => {
    ok(response, { SendStatus: "MessageSucceed.Email" });
  });
  expect([waits, calls]).toEqual([[], [MAIL]]);
});
