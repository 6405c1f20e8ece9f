import type { Emulator } from "../../../emulator";
import { call, closeAll, codeOf, sendSigned, start } from "../support";

afterEach(closeAll);

const MATCHERS = [{ Matchers: [{ Label: "app", Value: "payments", Operator: "Equal" }] }];
const ALWAYS = [{ Location: "Asia/Shanghai" }];
const ONCE = [{ Location: "Asia/Shanghai", Date: "2027-01-09 22:00~2027-01-10 06:00" }];

/** The range of `ONCE` ends at 22:00 UTC. */
const END = Date.parse("2027-01-09T22:00:00Z");
const DAYS = 24 * 3_600_000;

async function create(emulator: Emulator, fields: object = {}): Promise<string> {
  const body = { Name: "move", MetricLabelMatchers: MATCHERS, TimeRangeMatchers: ALWAYS, ...fields };
  return ((await emulator.act("CreateSilencePolicy", body)) as { Id: string }).Id;
}

async function items(emulator: Emulator): Promise<unknown[]> {
  return ((await emulator.act("ListSilencePolicies", {})) as { Items: unknown[] }).Items;
}

test("a silence policy is made, listed, switched off and on, updated and deleted; it has no Get", async () => {
  const emulator = await start();
  const Id = await create(emulator, { TimeRangeMatchers: [{ Location: "UTC", PeriodicDate: { Weekday: "1,3" } }] });
  const Periodic = { Time: "", Weekday: "1,3", DayOfMonth: "" };
  const range = { Location: "UTC", Date: "", PeriodicDate: Periodic };
  const policy = { Id, Name: "move", MetricLabelMatchers: MATCHERS, TimeRangeMatchers: [range], Source: "General" };
  expect(await items(emulator)).toMatchObject([{ ...policy, Status: "Active", AutoDeleteTime: "" }]);
  expect(codeOf(await sendSigned(emulator, "GetSilencePolicy", { Id }))).toBe("InvalidActionOrVersion");
  expect(await call(emulator, "DisableSilencePolicies", { Ids: [Id, "x"] })).toMatchObject({
    SuccessfulItems: [Id],
    UnsuccessfulItems: [{ Id: "x", Error: { Code: "NotFound.Ids" } }],
  });
  await call(emulator, "UpdateSilencePolicy", { Id, Description: "why" });
  expect(await items(emulator)).toMatchObject([{ ...policy, Description: "why", Status: "Disabled" }]);
  const listed = async (Filter: object): Promise<number> =>
    (await call<{ Total: number }>(emulator, "ListSilencePolicies", { Filter })).Total;
  expect([await listed({ Status: "Disabled" }), await listed({ Status: "Active" })]).toEqual([1, 0]);
  expect([await listed({ Sources: ["General"] }), await listed({ Sources: ["LarkBot"] })]).toEqual([1, 0]);
  await call(emulator, "EnableSilencePolicies", { Ids: [Id] });
  expect(await items(emulator)).toMatchObject([{ Status: "Active", UpdateTime: expect.any(String) as string }]);
  expect(await call(emulator, "DeleteSilencePolicies", { Ids: [Id] })).toMatchObject({ SuccessfulItems: [Id] });
  expect(await items(emulator)).toEqual([]);
});

test("it expires by the emulator's clock, comes back with another range, and is deleted seven days after its end", async () => {
  let now = END - 60_000;
  const emulator = await start({ now: () => now });
  const Id = await create(emulator, { TimeRangeMatchers: ONCE });
  await create(emulator, { Name: "always", TimeRangeMatchers: [...ONCE, ...ALWAYS] });
  const statuses = async () => (await items(emulator)).map((item) => (item as { Status: string }).Status);
  expect(await statuses()).toEqual(["Active", "Active"]);
  now = END;
  expect(await statuses()).toEqual(["Active", "Expired"]);
  await emulator.act("UpdateSilencePolicy", { Id, TimeRangeMatchers: ALWAYS });
  expect(await items(emulator)).toMatchObject([{}, { Id, Status: "Active", AutoDeleteTime: "" }]);
  await emulator.act("UpdateSilencePolicy", { Id, TimeRangeMatchers: ONCE });
  expect(await items(emulator)).toMatchObject([{}, { Status: "Expired", AutoDeleteTime: "2027-01-16T22:00:00Z" }]);
  now += 7 * DAYS - 1;
  expect(await statuses()).toHaveLength(2);
  now += 1;
  expect(await items(emulator)).toMatchObject([{ Name: "always" }]);
});

test.each<[object, string]>([
  [{ Name: "" }, "MissingParameter.Name"],
  [{ Name: "1st" }, "InvalidParameter.Name"],
  [{ Name: "_a" }, "InvalidParameter.Name"],
  [{ Name: "n".repeat(129) }, "InvalidParameter.Name"],
  [{ Name: "taken" }, "Conflict.Name"],
  [{ Description: "d".repeat(129) }, "InvalidParameter.Description"],
  [{ MetricLabelMatchers: [] }, "MissingParameter.MetricLabelMatchers"],
  [{ MetricLabelMatchers: Array.from({ length: 33 }, () => MATCHERS[0]) }, "InvalidParameter.MetricLabelMatchers"],
  [{ MetricLabelMatchers: [{ Matchers: [] }] }, "MissingParameter.MetricLabelMatchers.Matchers"],
  [{ MetricLabelMatchers: [{ Matchers: [{ Label: "a" }] }] }, "MissingParameter.MetricLabelMatchers.Matchers.Value"],
  [
    { MetricLabelMatchers: [{ Matchers: [{ Label: "a", Value: "b", Operator: "=~" }] }] },
    "InvalidParameter.MetricLabelMatchers.Matchers.Operator",
  ],
  [{ TimeRangeMatchers: [] }, "MissingParameter.TimeRangeMatchers"],
  [{ TimeRangeMatchers: [{}] }, "MissingParameter.TimeRangeMatchers.Location"],
  [{ TimeRangeMatchers: [{ Location: "Nowhere" }] }, "InvalidParameter.TimeRangeMatchers.Location"],
  [{ TimeRangeMatchers: [{ Location: "UTC", Date: "today" }] }, "InvalidParameter.TimeRangeMatchers.Date"],
  [
    { TimeRangeMatchers: [{ ...ONCE[0], PeriodicDate: { Weekday: "1" } }] },
    "InvalidParameter.TimeRangeMatchers.PeriodicDate",
  ],
  [
    { TimeRangeMatchers: [{ Location: "UTC", PeriodicDate: { Weekday: "9" } }] },
    "InvalidParameter.PeriodicDate.Weekday",
  ],
])("CreateSilencePolicy %j is refused with %s", async (fields, code) => {
  const emulator = await start();
  await create(emulator, { Name: "taken" });
  const body = { Name: "move", MetricLabelMatchers: MATCHERS, TimeRangeMatchers: ALWAYS, ...fields };
  expect(codeOf(await sendSigned(emulator, "CreateSilencePolicy", body))).toBe(code);
  expect(await items(emulator)).toHaveLength(1);
});
