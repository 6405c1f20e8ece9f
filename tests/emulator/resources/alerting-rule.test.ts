import type { Emulator } from "../../../emulator";
import { rfc3339 } from "../../../emulator/envelope";
import { call, closeAll, codeOf, sendSigned, start } from "../support";

afterEach(closeAll);

type Made = Promise<{ Id: string }>;

const LEVEL = { GroupBy: ["__rule__"], GroupWait: "30", GroupInterval: "60", RepeatInterval: "600" };

/** What a rule uses. */
async function road(emulator: Emulator): Promise<{ NotifyPolicyId: string; NotifyGroupPolicyId: string }> {
  const group = await call<{ Id: string }>(emulator, "CreateContactGroup", { Name: "team" });
  const Levels = [{ Level: "P0", ContactGroupIds: [group.Id], Channels: ["Email"] }];
  const policy = await call<{ Id: string }>(emulator, "CreateNotifyPolicy", { Name: "payments", Levels });
  const groupPolicy = await call<{ Id: string }>(emulator, "CreateNotifyGroupPolicy", {
    Name: "by-rule",
    Levels: ["P0", "P1", "P2"].map((Level) => ({ Level, ...LEVEL })),
  });
  return { NotifyPolicyId: policy.Id, NotifyGroupPolicyId: groupPolicy.Id };
}

const rule = (used: object): object => ({
  Name: "errors",
  Type: "vmp/PromQL",
  Query: { WorkspaceId: "w-1", PromQL: "rate(errors[5m])" },
  Levels: [{ Level: "P0", For: "5m", Comparator: ">", Threshold: 0.5 }],
  Labels: [{ Name: "team", Value: "a" }],
  ...used,
});

const create = (emulator: Emulator, used: object): Made => call(emulator, "CreateAlertingRule", rule(used));

test("is made, read, listed by what it uses, and deleted", async () => {
  const emulator = await start();
  const used = await road(emulator);
  const { Id } = await create(emulator, used);
  await create(emulator, { Name: "other", NotifyGroupPolicyId: used.NotifyGroupPolicyId });
  const shown = { Id, ...rule(used), Annotations: [], Status: "Running" };
  expect(await call(emulator, "GetAlertingRule", { Id })).toMatchObject(shown);
  for (const [Filter, Total] of [
    [{ NotifyPolicyIds: [used.NotifyPolicyId] }, 1],
    [{ NotifyGroupPolicyIds: [used.NotifyGroupPolicyId] }, 2],
    [{ NotifyPolicyIds: [used.NotifyGroupPolicyId] }, 0],
    [{ Name: "ERR" }, 1],
  ]) {
    expect(await call(emulator, "ListAlertingRules", { Filter })).toMatchObject({ Total });
  }
  expect(await call(emulator, "DeleteAlertingRules", { Ids: [Id] })).toMatchObject({ SuccessfulItems: [Id] });
  expect(codeOf(await sendSigned(emulator, "GetAlertingRule", { Id }))).toBe("NotFound.Id");
});

test("an update takes neither project nor tags, and lets go of a policy by an empty id", async () => {
  let now = Date.now();
  const emulator = await start({ now: () => now });
  const used = await road(emulator);
  const Tags = [{ Key: "team", Value: "a" }];
  const { Id } = await create(emulator, { ...used, ProjectName: "default", Tags });
  const kept = { ...rule(used), ProjectName: "default", Tags, CreateTime: rfc3339(now) };
  expect(await call(emulator, "GetAlertingRule", { Id })).toMatchObject({ ...kept, UpdateTime: kept.CreateTime });
  now += 60_000;
  await emulator.act("UpdateAlertingRule", { Id, NotifyPolicyId: "", ProjectName: "other", Tags: [] });
  const updated = { ...kept, NotifyPolicyId: "", UpdateTime: rfc3339(now) };
  expect(await emulator.act("GetAlertingRule", { Id })).toMatchObject(updated);
  expect(await emulator.act("DeleteNotifyPolicy", { Id: used.NotifyPolicyId })).toEqual({ Id: used.NotifyPolicyId });
});

test("is switched off and on, and listed by that, its workspace and its type", async () => {
  const emulator = await start();
  const { Id } = await create(emulator, await road(emulator));
  const listed = async (Filter: object): Promise<number> =>
    (await call<{ Total: number }>(emulator, "ListAlertingRules", { Filter })).Total;
  await call(emulator, "DisableAlertingRules", { Ids: [Id] });
  expect([await listed({ Status: "Running" }), await listed({ Status: "Disabled" })]).toEqual([0, 1]);
  await call(emulator, "EnableAlertingRules", { Ids: [Id] });
  expect([await listed({ Status: "Running" }), await listed({ Status: "Disabled" })]).toEqual([1, 0]);
  expect([await listed({ WorkspaceId: "w-1" }), await listed({ WorkspaceId: "w" })]).toEqual([1, 0]);
  expect([await listed({ Type: "vmp/PromQL" }), await listed({ Type: "vmp" })]).toEqual([1, 0]);
  expect([await listed({ GroupIds: ["x"] }), await listed({ TemplateIds: ["x"] })]).toEqual([0, 0]);
});

test("keeps what it uses from being deleted, until it is deleted itself", async () => {
  const emulator = await start();
  const used = await road(emulator);
  const { Id } = await create(emulator, used);
  const deletes = { DeleteNotifyPolicy: used.NotifyPolicyId, DeleteNotifyGroupPolicy: used.NotifyGroupPolicyId };
  for (const [action, id] of Object.entries(deletes)) {
    const { status, text } = await sendSigned(emulator, action, { Id: id });
    expect([status, text]).toEqual([409, expect.stringMatching(/OperationDenied\.InUse.* is in use\./)]);
  }
  await call(emulator, "DeleteAlertingRules", { Ids: [Id] });
  for (const [action, id] of Object.entries(deletes)) {
    expect(await call(emulator, action, { Id: id })).toEqual({ Id: id });
  }
});

test.each([
  [{ Type: "PromQL" }, "InvalidParameter.Type"],
  [{ Query: { WorkspaceId: "w-1" } }, "MissingParameter.Query.PromQL"],
  [{ Levels: [{ Level: "P0", Comparator: "=", Threshold: 1 }] }, "InvalidParameter.Levels.Comparator"],
  [{ Levels: [{ Level: "P0", Comparator: ">", Threshold: "1" }] }, "InvalidParameter.Levels.Threshold"],
  [{ Levels: [{ Level: "P0", Comparator: ">" }] }, "MissingParameter.Levels.Threshold"],
  [{ NotifyGroupPolicyId: undefined }, "MissingParameter.NotifyGroupPolicyId"],
  [{ NotifyPolicyId: "x" }, "InvalidParameter.NotifyPolicyId"],
])("%j is refused with %s", async (wrong, code) => {
  const emulator = await start();
  const body = { ...rule(await road(emulator)), ...wrong };
  expect(codeOf(await sendSigned(emulator, "CreateAlertingRule", body))).toBe(code);
});
