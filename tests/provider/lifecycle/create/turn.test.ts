/** Creates of one name come one after the other, and what is under way is waited for no longer than is allowed. */
import { failureOf } from "../../support";
import { closeAll } from "../../client/server";
import { actions, create, emulator, start } from "./stage";

const oncall = { name: "oncall", email: "a@example.com" };
const never = new Promise<void>(() => undefined);

beforeEach(() => start());

afterEach(closeAll);

test("one that does not get its turn in time says so, and nothing is sent", async () => {
  const creating = new Map([["contact oncall", never]]);
  const error = await failureOf(create(oncall, { creating, timeoutMs: 20 }));
  expect(error).toMatchObject({ action: "CreateContact", code: "TimedOut", effect: "none" });
  expect(error.message).toMatch(
    /^create contact "oncall": TimedOut: not sent, as another contact of this name was being created for all of the time allowed\./,
  );
  expect(actions()).toEqual([]);
});

test("one that is cancelled while it waits says so, and nothing is sent", async () => {
  const creating = new Map([["contact oncall", never]]);
  const error = await failureOf(create(oncall, { creating, signal: AbortSignal.abort() }));
  expect(error).toMatchObject({ action: "CreateContact", code: "Cancelled", effect: "none" });
  expect(error.message).toMatch(/^create contact "oncall": Cancelled: stopped before it was sent\./);
  expect(actions()).toEqual([]);
});

test("those of other names and other types are not waited for", async () => {
  const creating = new Map([
    ["contact other", never],
    ["contact group oncall", never],
  ]);
  const { id } = await create(oncall, { creating, timeoutMs: 20_000 });
  expect(emulator.contacts()).toMatchObject([{ Id: id }]);
});

test("what comes after one that failed goes on, and so does what comes after that", async () => {
  const creating = new Map<string, Promise<void>>();
  const first = failureOf(
    create({ ...oncall, contactGroupIds: ["5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1"] }, { creating }),
  );
  const second = create(oncall, { creating });
  expect((await first).effect).toBe("none");
  const { id } = await second;
  expect(emulator.contacts()).toMatchObject([{ Id: id }]);
  expect(await failureOf(create(oncall, { creating }))).toMatchObject({ code: "Conflict.Name" });
});

test("of three at once, the third waits for the second, though the first is over", async () => {
  const creating = new Map<string, Promise<void>>();
  const first = failureOf(
    create({ ...oncall, contactGroupIds: ["5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1"] }, { creating }),
  );
  const second = create(oncall, { creating });
  const third = failureOf(create(oncall, { creating }));
  await Promise.all([first, second, third]);
  const looked = ["CreateContact", "ListContacts", "GetContact"];
  expect(actions()).toEqual(["CreateContact", "CreateContact", "GetContact", ...looked]);
});
