import { type Clock, systemClock } from "../../../../provider/client/clock";
import { until } from "../../../support/until";
import { failureOf } from "../../support";
import { closeAll } from "../../client/server";
import { actions, count, create, emulator, full, start } from "./stage";

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

  test("between two tries it waits longer each time, up to five seconds, and never as long as another would", async () => {
    emulator.faults.set([{ action: "CreateContact", fault: "500" }]);
    const waits = async (random: number): Promise<number[]> => {
      const asked: number[] = [];
      const sleep: Clock["sleep"] = async (ms) => void asked.push(ms);
      await failureOf(create(full, { maxRetries: 5, clock: { ...systemClock, random: () => random, sleep } }));
      return asked;
    };
    expect(await waits(0)).toEqual([250, 500, 1_000, 2_000, 2_500]);
    expect(await waits(0.5)).toEqual([375, 750, 1_500, 3_000, 3_750]);
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
    let uptime = 0;
    const sleep: Clock["sleep"] = async (ms) => void (uptime += ms);
    // All that the service says is said in no time; of the create that hangs, the time runs out once it is there.
    let hanging = fault === "hang";
    const timeout: Clock["timeout"] = async (ms, signal) => {
      await until(() => signal?.aborted === true || (hanging && count("CreateContact") > 0));
      if (signal?.aborted) return;
      hanging = false;
      uptime += ms;
    };
    const clock = { ...systemClock, uptime: () => uptime, sleep, timeout };
    const error = await failureOf(create(full, { maxRetries: 20, timeoutMs: 1500, clock }));
    expect(uptime).toBeLessThanOrEqual(1500);
    expect(error.message).toContain("may have been created");
    if (fault === "hang") expect(error.message).toContain("no answer within the time allowed (1.5 s in all)");
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
    [
      "while the list is silent",
      [broken, silentList],
      ["CreateContact", "ListContacts"],
      0,
      /may have been created all the same, and looking for it failed with Cancelled .*Then run it again with adopt: true/,
    ],
    [
      "while it waits to send again",
      [broken],
      ["CreateContact", "ListContacts", "CreateContact", "ListContacts"],
      2,
      /Cancelled: .*may have been created all the same, and it could not be looked for\. Run it again with adopt: true/,
    ],
  ])("%s, it ends at once", async (_case, rules, calls, endless, sentence) => {
    emulator.faults.set(rules);
    const cancellation = new AbortController();
    let waits = 0;
    const sleep: Clock["sleep"] = async (_ms, signal) => {
      if (++waits === endless) await systemClock.sleep(3_600_000, signal);
    };
    const failing = failureOf(create(full, { signal: cancellation.signal, clock: { ...systemClock, sleep } }));
    await until(() => emulator.calls.length >= calls.length && waits >= endless);
    cancellation.abort();
    const error = await failing;
    expect(error.message).toMatch(sentence);
    expect(error.message).toMatch(/^[^ ]+( [^ ]+)*$/);
    expect(actions()).toEqual(calls);
  });

  test("while the create is under way, its answer is waited for: its id is kept", async () => {
    emulator.faults.set([{ action: "CreateContact", fault: "slow", ms: 500, act: true }]);
    const cancellation = new AbortController();
    // The time that it gets is never over here.
    const sleep: Clock["sleep"] = (_ms, signal) => systemClock.sleep(3_600_000, signal);
    const creating = create(full, { signal: cancellation.signal, clock: { ...systemClock, sleep } });
    await until(() => emulator.contacts().length > 0);
    cancellation.abort();
    const { id } = await creating;
    expect(emulator.contacts()).toMatchObject([{ Id: id }]);
  });
});
