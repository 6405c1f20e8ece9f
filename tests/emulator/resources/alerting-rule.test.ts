import type { Emulator } from "../../../emulator";
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

test("is made, read, listed by what it uses, and deleted; it is not updated", async () => {
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
  expect(codeOf(await sendSigned(emulator, "UpdateAlertingRule", { Id }))).toBe("InvalidActionOrVersion");
  expect(await call(emulator, "DeleteAlertingRules", { Ids: [Id] })).toMatchObject({ SuccessfulItems: [Id] });
  expect(codeOf(await sendSigned(emulator, "GetAlertingRule", { Id }))).toBe("NotFound.Id");
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
