import { call, closeAll, codeOf, sendSigned, start } from "../support";

const MESSAGE = { Title: "{{ .Level }}", Content: "{{ .PromQL }}" };
const TEMPLATE = { Name: "lark", Channel: "LarkBotWebhook", Active: MESSAGE, Resolved: MESSAGE };

afterEach(closeAll);

test("is listed by its ids, a part of its name and its channel; there is no Get", async () => {
  const emulator = await start();
  const { Id } = await call<{ Id: string }>(emulator, "CreateNotifyTemplate", TEMPLATE);
  await call(emulator, "CreateNotifyTemplate", { ...TEMPLATE, Name: "wecom", Channel: "WeComBotWebhook" });
  for (const Filter of [{ Ids: [Id] }, { Name: "AR" }, { Channel: "LarkBotWebhook" }]) {
    expect(await call(emulator, "ListNotifyTemplates", { Filter })).toMatchObject({ Total: 1, Items: [{ Id }] });
  }
  expect(codeOf(await sendSigned(emulator, "GetNotifyTemplate", { Id }))).toBe("InvalidActionOrVersion");
});

test("an update changes what it names, and no channel", async () => {
  let now = Date.parse("2026-11-26T00:00:00Z");
  const emulator = await start({ now: () => now });
  const { Id } = (await emulator.act("CreateNotifyTemplate", TEMPLATE)) as { Id: string };
  now += 60_000;
  const Active = { ...MESSAGE, Title: "other" };
  await emulator.act("UpdateNotifyTemplate", { Id, Channel: "WeComBotWebhook", Active });
  const times = { CreateTime: "2026-11-26T00:00:00Z", UpdateTime: "2026-11-26T00:01:00Z" };
  const Items = [{ ...TEMPLATE, ...times, Active }];
  expect(await emulator.act("ListNotifyTemplates", {})).toMatchObject({ Items });
});

test.each([
  [{ Channel: "Email" }, "InvalidParameter.Channel"],
  [{ Channel: undefined }, "MissingParameter.Channel"],
  [{ Active: undefined }, "MissingParameter.Active"],
  [{ Active: {} }, "MissingParameter.Active.Title"],
  [{ Resolved: { Title: "x" } }, "MissingParameter.Resolved.Content"],
  [{ Resolved: { Title: "x", Content: "" } }, "MissingParameter.Resolved.Content"],
])("%j is refused with %s", async (body, code) => {
  expect(codeOf(await sendSigned(await start(), "CreateNotifyTemplate", { ...TEMPLATE, ...body }))).toBe(code);
});

test("one that a notify policy uses is not deleted, and the policy is found by it", async () => {
  const emulator = await start();
  const group = await call<{ Id: string }>(emulator, "CreateContactGroup", { Name: "team" });
  const template = await call<{ Id: string }>(emulator, "CreateNotifyTemplate", TEMPLATE);
  const fields = {
    Name: "payments",
    Levels: [{ Level: "P0", ContactGroupIds: [group.Id], Channels: ["LarkBotWebhook"] }],
    ChannelNotifyTemplateIds: [template.Id],
  };
  const policy = await call<{ Id: string }>(emulator, "CreateNotifyPolicy", fields);
  const wrong = { ...fields, Name: "other", ChannelNotifyTemplateIds: [group.Id] };
  expect(codeOf(await sendSigned(emulator, "CreateNotifyPolicy", wrong))).toBe(
    "InvalidParameter.ChannelNotifyTemplateIds",
  );
  for (const [Filter, found] of [
    [{ ContactGroupIds: [group.Id] }, [policy]],
    [{ ContactGroupIds: [template.Id] }, []],
    [{ ChannelNotifyTemplateIds: [template.Id] }, [policy]],
    [{ ChannelNotifyTemplateIds: [group.Id] }, []],
  ]) {
    expect(await call(emulator, "ListNotifyPolicies", { Filter })).toMatchObject({ Items: found });
  }
  const refused = await sendSigned(emulator, "DeleteNotifyTemplate", template);
  expect([refused.status, codeOf(refused)]).toEqual([409, "OperationDenied.InUse"]);
  await call(emulator, "UpdateNotifyPolicy", { ...policy, ChannelNotifyTemplateIds: [] });
  expect(await call(emulator, "DeleteNotifyTemplate", template)).toEqual(template);
});
