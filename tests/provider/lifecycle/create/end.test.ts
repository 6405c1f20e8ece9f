import { setTimeout as pause } from "node:timers/promises";
import { failureOf } from "../../support";
import { closeAll } from "../../client/server";
import { actions, count, create, emulator, full, start, until } from "./stage";

beforeEach(() => start());

afterEach(closeAll);

test("one cap holds for all that is sent of a create, whatever it meets", async () => {
  emulator.faults.set(
    Array.from({ length: 9 }, (_unused, index) => ({
      action: "CreateContact",
      times: 1,
      fault: index % 3 === 2 ? ("500" as const) : ("429" as const),
      ...(index % 3 !== 2 && { retryAfter: 0 }),
    })),
  );
  await failureOf(create(full, { maxRetries: 2 }));
  expect(count("CreateContact")).toBe(3);
});

describe("an end to it", () => {
  test("a service that never does it is asked no more than vmp:maxRetries more times", async () => {
    emulator.faults.set([{ action: "CreateContact", fault: "500" }]);
    const error = await failureOf(create(full, { maxRetries: 2 }));
    expect(error.code).toBe("InternalError");
    expect(error.message).toMatch(
      /internal error\. The contact may have been created all the same \(request \w+\)\. Run/,
    );
    expect([count("CreateContact"), count("ListContacts")]).toEqual([3, 3]);
  });

  test("a service that has too much to do is asked no more often either, and not for its list", async () => {
    emulator.faults.set([{ action: "CreateContact", fault: "flowLimit", retryAfter: 0 }]);
    const error = await failureOf(create(full, { maxRetries: 2 }));
    expect(error).toMatchObject({ code: "FlowLimitExceeded", effect: "none" });
    expect(error.message).not.toContain("may have been created");
    expect(actions()).toEqual(["CreateContact", "CreateContact", "CreateContact"]);
  });

  test.each(["500", "hang"] as const)("no wait goes beyond the time allowed (%s)", async (fault) => {
    emulator.faults.set([{ action: "CreateContact", fault }]);
    const begin = performance.now();
    const error = await failureOf(create(full, { maxRetries: 20, timeoutMs: 1500 }));
    expect(performance.now() - begin).toBeLessThan(2000);
    expect(error.message).toContain("may have been created");
    expect(error.message).not.toMatch(/within -|within 0 s/);
  });

  test("a refusal is final", async () => {
    const error = await failureOf(create({ ...full, contactGroupIds: ["5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1"] }));
    expect(error.effect).toBe("none");
    expect(actions()).toEqual(["CreateContact"]);
  });
});

describe("cancelled", () => {
  const broken = { action: "CreateContact", fault: "500" } as const;
  const silentList = { action: "ListContacts", fault: "hang" } as const;

  test.each([
    ["while the list is silent", [broken, silentList], ["CreateContact", "ListContacts"]],
    ["while it waits to send again", [broken], ["CreateContact", "ListContacts", "CreateContact", "ListContacts"]],
  ])("%s, it ends at once", async (_case, rules, calls) => {
    emulator.faults.set(rules);
    const cancellation = new AbortController();
    const failing = failureOf(create(full, { signal: cancellation.signal }));
    await until(() => emulator.calls.length >= calls.length);
    await pause(50);
    const begin = performance.now();
    cancellation.abort();
    const error = await failing;
    expect(performance.now() - begin).toBeLessThan(400);
    expect(error.message).toContain("may have been created");
    expect(actions()).toEqual(calls);
  });

  test("while the create is under way, its answer is waited for: its id is kept", async () => {
    emulator.faults.set([{ action: "CreateContact", fault: "slow", ms: 500, act: true }]);
    const cancellation = new AbortController();
    const creating = create(full, { signal: cancellation.signal });
    await until(() => emulator.contacts().length > 0);
    cancellation.abort();
    const { id } = await creating;
    expect(emulator.contacts()).toMatchObject([{ Id: id }]);
  });
});
