/** What only a silence policy does: it is switched on and off, it ends, and one of the bot in Feishu is left alone. */
import type { Emulator } from "../../../../emulator";
import { systemClock } from "../../../../provider/client/clock";
import { createBody } from "../../../../provider/fields/wire";
import { importRecord } from "../../../../provider/lifecycle/import";
import { oddities, replacing } from "../../../../provider/lifecycle/lifecycle";
import { getOne } from "../../../../provider/lifecycle/lookups";
import type { Context } from "../../../../provider/lifecycle/operation";
import type { Inputs } from "../../../../provider/lifecycle/resource-type";
import { setSwitches } from "../../../../provider/lifecycle/switches";
import { begin } from "../../../../provider/lifecycle/operation";
import { SILENCE_POLICY } from "../../../../provider/resources/silence-policy";
import { closeAll, ok, startServer } from "../../client/server";
import { actionsOf, callsOf, contextFor, failureOf, lifecycleOf, make, openEmulator } from "../../support";

const does = lifecycleOf(SILENCE_POLICY);

const INPUTS = {
  name: "move",
  metricLabelMatchers: [{ matchers: [{ label: "app", value: "payments" }] }],
  timeRangeMatchers: [{ location: "Asia/Shanghai", date: "2027-01-09 22:00~2027-01-10 06:00" }],
};
const LATER = { timeRangeMatchers: [{ location: "Asia/Shanghai", date: "2027-01-16 22:00~2027-01-17 06:00" }] };
const BEFORE = Date.parse("2027-01-09T20:00:00Z");
/** The range ends at 22:00 UTC. */
const AFTER = Date.parse("2027-01-09T22:00:00Z");
const DAYS = 24 * 3_600_000;

let emulator: Emulator;
let context: Context;
let time: number;

beforeEach(async () => {
  time = BEFORE;
  emulator = await openEmulator({ now: () => time });
  context = contextFor(emulator, { clock: { ...systemClock, now: () => time } });
});

afterEach(closeAll);

/** The calls since the last look that change something. */
function writes(): string[] {
  return actionsOf(emulator).filter((action) => !action.startsWith("List"));
}

async function status(id: string): Promise<unknown> {
  return (await getOne(begin(context), SILENCE_POLICY, { id })).status;
}

describe("enabled", () => {
  test("left out or true, a create is one call; false, a Disable comes after it", async () => {
    const { id, properties, failures } = await does.create(context, { ...INPUTS, enabled: false });
    expect(writes()).toEqual(["CreateSilencePolicy", "DisableSilencePolicies"]);
    expect([properties, failures]).toEqual([{ ...INPUTS, enabled: false }, []]);
    expect(await status(id)).toBe("Disabled");
    expect(await does.read(context, id, properties)).not.toHaveProperty("inputs");
    await does.create(context, { ...INPUTS, name: "other" });
    expect(writes()).toEqual(["CreateSilencePolicy"]);
  });

  test("a change of it alone is only its action, without a read", async () => {
    const { id, properties } = await does.create(context, INPUTS);
    callsOf(emulator);
    const off = await does.update(context, id, properties, { ...INPUTS, enabled: false });
    expect(callsOf(emulator)).toEqual([["DisableSilencePolicies", { Ids: [id] }]]);
    await does.update(context, id, off.properties, INPUTS);
    expect(callsOf(emulator)).toEqual([["EnableSilencePolicies", { Ids: [id] }]]);
    expect(await status(id)).toBe("Active");
  });

  test("with another change, the update comes first", async () => {
    const { id, properties } = await does.create(context, INPUTS);
    writes();
    await does.update(context, id, properties, { ...INPUTS, description: "why", enabled: false });
    expect(writes()).toEqual(["UpdateSilencePolicy", "DisableSilencePolicies"]);
  });

  test("switched by hand is drift", async () => {
    const { id, properties } = await does.create(context, INPUTS);
    await emulator.act("DisableSilencePolicies", { Ids: [id] });
    const found = await does.read(context, id, properties);
    expect(found).toMatchObject({ inputs: { enabled: false }, properties: { status: "Disabled" } });
    expect(does.diff(found?.properties ?? {}, INPUTS)).toEqual(["enabled"]);
  });

  test("a Disable that fails keeps what was made, and the next run goes on with it alone", async () => {
    emulator.faults.set([{ action: "DisableSilencePolicies", fault: "500", times: 1 }]);
    const inputs = { ...INPUTS, enabled: false };
    const { id, properties, failures } = await does.create(
      { ...contextFor(emulator, { ...context, maxRetries: 0 }) },
      inputs,
    );
    expect(failures).toEqual([
      expect.stringMatching(
        new RegExp(
          `^disable silence policy "move" \\(id ${id}\\): InternalError: .* the next "pulumi up" sets enabled again\\.$`,
        ),
      ),
    ]);
    expect(properties).toEqual({ ...INPUTS, enabled: true });
    expect(does.diff(properties as Inputs, inputs)).toEqual(["enabled"]);
    writes();
    const { failures: none } = await does.update(context, id, properties, inputs);
    expect([none, writes()]).toEqual([[], ["DisableSilencePolicies"]]);
    expect(await status(id)).toBe("Disabled");
  });

  test("a Disable whose answer is lost is sent again", async () => {
    emulator.faults.set([{ action: "DisableSilencePolicies", fault: "reset", times: 1 }]);
    const { id, failures } = await does.create(context, { ...INPUTS, enabled: false });
    expect(writes()).toEqual(["CreateSilencePolicy", "DisableSilencePolicies", "DisableSilencePolicies"]);
    expect([failures, await status(id)]).toEqual([[], "Disabled"]);
  });

  test("a refusal within an answer is one, and so is an answer that does not name it", async () => {
    const gone = "5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1";
    const set = (enabled: boolean) =>
      setSwitches(begin(context), SILENCE_POLICY, gone, {}, { ...INPUTS, enabled }, ["enabled"]);
    const { failures } = await set(true);
    expect(failures).toEqual([expect.stringMatching(/^enable silence policy "move" \(id \S+\): NotFound\.Ids: /)]);
    const server = await startServer((response) => {
      ok(response, {});
    });
    context = contextFor(server);
    expect((await set(false)).failures).toEqual([expect.stringContaining(": NoResult: the answer names")]);
  });

  test("an answer of a create that was lost: the policy is found, and switched off", async () => {
    emulator.faults.set([{ action: "CreateSilencePolicy", fault: "reset", act: true, times: 1 }]);
    const { id } = await does.create(context, { ...INPUTS, enabled: false });
    expect(writes()).toEqual(["CreateSilencePolicy", "DisableSilencePolicies"]);
    expect(await status(id)).toBe("Disabled");
  });

  test("a take-over switches it, too", async () => {
    await make(emulator, "CreateSilencePolicy", createBody(SILENCE_POLICY.fields, INPUTS));
    const { notices } = await does.create(context, { ...INPUTS, enabled: false, adopt: true });
    expect(notices).toEqual([expect.stringContaining("changed: enabled.")]);
    expect(writes()).toEqual(["DisableSilencePolicies"]);
  });
});

describe("one that is over", () => {
  test("is no drift, on or off, and its status is told", async () => {
    for (const enabled of [true, false]) {
      const { id, properties } = await does.create(context, { ...INPUTS, name: `move-${String(enabled)}`, enabled });
      time = AFTER;
      const found = await does.read(context, id, properties);
      expect(found).toMatchObject({ properties: { enabled, status: "Expired" }, notices: [] });
      expect(found?.inputs).toBeUndefined();
      time = BEFORE;
    }
  });

  test("comes back by an update of its range alone", async () => {
    const { id, properties } = await does.create(context, INPUTS);
    time = AFTER;
    const { properties: state = {} } = (await does.read(context, id, properties)) ?? {};
    const inputs = { ...INPUTS, ...LATER };
    expect(replacing(SILENCE_POLICY, state as Inputs, does.diff(state, inputs))).toEqual([]);
    const updated = await does.update(context, id, state, inputs);
    const kept = { ...inputs, createTime: state.createTime, source: "General" };
    expect(updated).toEqual({ properties: kept, notices: [], failures: [] });
    expect(await status(id)).toBe("Active");
  });

  test("nothing is read where an update changes all that it carries", async () => {
    const { id, properties } = await does.create(context, INPUTS);
    const metricLabelMatchers = [{ matchers: [{ label: "app", value: "orders" }] }];
    actionsOf(emulator);
    await does.update(context, id, properties, { ...INPUTS, ...LATER, metricLabelMatchers });
    expect(actionsOf(emulator)).toEqual(["UpdateSilencePolicy"]);
  });

  test("is over by the service's clock, whatever this machine's says", async () => {
    const { id, properties } = await does.create(context, INPUTS);
    await emulator.act("DeleteSilencePolicies", { Ids: [id] });
    time = AFTER + 60_000;
    const behind = contextFor(emulator, { clock: { ...systemClock, now: () => AFTER - 60_000 } });
    expect(await does.read(behind, id, properties)).toMatchObject({ properties: { gone: true } });
  });

  async function gone() {
    const { id, properties } = await does.create(context, INPUTS);
    time = AFTER + 7 * DAYS;
    await does.read(context, id, properties);
    time += 7 * DAYS;
    const found = await does.read(context, id, properties);
    if (found === undefined) throw new Error("it was dropped");
    return { id, found, state: found.properties as Inputs };
  }

  test("and that VMP has deleted stays in the state with one notice, and nothing is made anew", async () => {
    const { id, found, state } = await gone();
    expect(found.properties).toEqual({ ...INPUTS, gone: true });
    expect(found.inputs).toBeUndefined();
    expect(found.notices).toEqual([
      `silence policy "move" (id ${id}) was over, and VMP has deleted it. It stays in the state, and nothing is made ` +
        "anew until its timeRangeMatchers changes.",
    ]);
    expect((await does.read(context, id, state))?.notices).toEqual([]);
    expect(does.diff(state, INPUTS)).toEqual([]);
    expect(oddities(SILENCE_POLICY, state, INPUTS)).toEqual([]);
  });

  test("is made anew when its range changes; another change waits, and is told", async () => {
    const { id, state } = await gone();
    const other = { ...INPUTS, description: "why" };
    expect(does.diff(state, other)).toEqual([]);
    const waiting = (changed: string) => ({
      path: "",
      message:
        `is over and gone from VMP, so its ${changed} cannot change: change timeRangeMatchers too, which makes it anew, ` +
        "or take it out of the program",
    });
    expect(oddities(SILENCE_POLICY, state, other)).toEqual([waiting("description")]);
    expect(oddities(SILENCE_POLICY, state, { ...other, enabled: false })).toEqual([waiting("description and enabled")]);
    const paths = does.diff(state, { ...other, ...LATER });
    expect(paths).toEqual(["description", "timeRangeMatchers", "timeRangeMatchers[0]"]);
    expect(replacing(SILENCE_POLICY, state, paths)).toEqual(paths);
    expect(oddities(SILENCE_POLICY, state, { ...other, ...LATER })).toEqual([]);
    expect(await does.delete(context, id, state)).toEqual([]);
  });

  test("one of which the state does not say when it ends is gone", async () => {
    expect(await does.read(context, "5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1", { name: "move" })).toBeUndefined();
  });

  test("one that VMP deleted while its time went on is gone", async () => {
    const { id, properties } = await does.create(context, INPUTS);
    await emulator.act("DeleteSilencePolicies", { Ids: [id] });
    expect(await does.read(context, id, properties)).toBeUndefined();
  });

  test.each([
    ["that was seen as expired", { status: "Expired" }],
    ["whose time to go has come", { autoDeleteTime: "2027-01-09T20:00:00Z" }],
  ])("one %s is over, whatever its range", async (_case, known) => {
    const { id, properties } = await does.create(context, INPUTS);
    await emulator.act("DeleteSilencePolicies", { Ids: [id] });
    const found = await does.read(context, id, { ...properties, ...known });
    expect(found?.properties).toEqual({ ...INPUTS, gone: true });
  });

  test("one that comes again and again is never over", async () => {
    const again = [...INPUTS.timeRangeMatchers, { location: "UTC", periodicDate: { time: "00:00~01:00" } }];
    const { id, properties } = await does.create(context, { ...INPUTS, timeRangeMatchers: again });
    time = AFTER + 7 * DAYS;
    await emulator.act("DeleteSilencePolicies", { Ids: [id] });
    expect(await does.read(context, id, properties)).toBeUndefined();
  });
});

describe("one that the bot in Feishu made", () => {
  let id: string;

  beforeEach(async () => {
    id = await make(emulator, "CreateSilencePolicy", {
      ...createBody(SILENCE_POLICY.fields, INPUTS),
      Source: "LarkBot",
    });
  });

  test("is not taken over", async () => {
    const refused = await failureOf(does.create(context, { ...INPUTS, description: "mine", adopt: true }));
    expect(refused.effect).toBe("none");
    expect(refused.message).toBe(
      `create silence policy "move": Conflict.Name: a silence policy of this name (id ${id}) was made in Feishu, by the bot ` +
        `there, and is not managed from here (request ${refused.requestId ?? ""}). Choose another name.`,
    );
    expect(writes()).toEqual(["CreateSilencePolicy"]);
  });

  test("is shown by a lookup, and not imported", async () => {
    expect(await getOne(begin(context), SILENCE_POLICY, { name: "move" })).toMatchObject({ id, source: "LarkBot" });
    await expect(importRecord(begin(context), SILENCE_POLICY, id)).rejects.toThrow(
      `silence policy "move" (id ${id}) was made in Feishu, by the bot there, and is not managed from here. ` +
        "To only look at it: vmp.getSilencePolicy.",
    );
  });
});
