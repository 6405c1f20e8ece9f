/** Who uses what is to be deleted, of each type of the road from a rule to a person: asked for, and named. */
import type { Emulator } from "../../../../emulator";
import { createBody } from "../../../../provider/fields/wire";
import type { ResourceType } from "../../../../provider/lifecycle/resource-type";
import { CONTACT_GROUP } from "../../../../provider/resources/contact-group";
import { NOTIFY_GROUP_POLICY } from "../../../../provider/resources/notify-group-policy";
import { NOTIFY_POLICY } from "../../../../provider/resources/notify-policy";
import { NOTIFY_TEMPLATE } from "../../../../provider/resources/notify-template";
import { CHAIN } from "../../../support/chain";
import { closeAll } from "../../client/server";
import { actionsOf, callsOf, contextFor, failureOf, lifecycleOf, make, openEmulator } from "../../support";

afterEach(closeAll);

let emulator: Emulator;
const ids: Record<string, string> = {};

const made = async ({ name, actions: { create }, fields }: ResourceType, inputs: object): Promise<void> => {
  ids[name] = await make(emulator, create, createBody(fields, { ...CHAIN[name]?.full, ...inputs, name: `my-${name}` }));
};

beforeEach(async () => {
  emulator = await openEmulator();
  await made(CONTACT_GROUP, {});
  await made(NOTIFY_TEMPLATE, {});
  await made(NOTIFY_GROUP_POLICY, {});
  const [groupId = "", templateId = ""] = [ids.ContactGroup, ids.NotifyTemplate];
  const levels = [{ level: "P1", contactGroupIds: [groupId], channels: ["LarkBotWebhook"] }];
  await made(NOTIFY_POLICY, { levels, channelNotifyTemplateIds: [templateId] });
  ids.AlertingRule = await make(emulator, "CreateAlertingRule", {
    Name: "my-AlertingRule",
    Type: "vmp/PromQL",
    Query: { WorkspaceId: "w-1", PromQL: "up == 0" },
    Levels: [{ Level: "P1", Comparator: ">", Threshold: 0 }],
    NotifyPolicyId: ids.NotifyPolicy,
    NotifyGroupPolicyId: ids.NotifyGroupPolicy,
  });
});

const RULE = { name: "AlertingRule", noun: "alerting rule", list: "ListAlertingRules", get: "GetAlertingRule" };
const POLICY = { name: "NotifyPolicy", noun: "notify policy", list: "ListNotifyPolicies", get: "GetNotifyPolicy" };
const cases = [
  { type: NOTIFY_GROUP_POLICY, noun: "notify group policy", user: RULE, filter: "NotifyGroupPolicyIds" },
  { type: NOTIFY_POLICY, noun: "notify policy", user: RULE, filter: "NotifyPolicyIds" },
  { type: NOTIFY_TEMPLATE, noun: "notify template", user: POLICY, filter: "ChannelNotifyTemplateIds" },
  { type: CONTACT_GROUP, noun: "contact group", user: POLICY, filter: "ContactGroupIds" },
];

test.each(cases)("a $noun: the error names who uses it, and nothing is sent", async ({ type, noun, user, filter }) => {
  const [id = "", userId = ""] = [ids[type.name], ids[user.name]];
  actionsOf(emulator);
  const error = await failureOf(lifecycleOf(type).delete(contextFor(emulator), id, { name: "mine" }));
  expect(error).toMatchObject({ code: "InUse", action: type.actions.delete, effect: "none" });
  expect(error.message).toContain(
    `delete ${noun} "mine" (id ${id}): InUse: it is used by ${user.noun} "my-${user.name}" (id ${userId}); nothing ` +
      `was sent. Take the ${noun} out of what uses it, then run it again.`,
  );
  const [asked, read, ...others] = callsOf(emulator);
  expect(asked).toMatchObject([user.list, { Filter: { [filter]: [id] } }]);
  expect(read).toEqual([user.get, { Id: userId }]);
  expect(others.map(([action]) => action)).not.toContain(type.actions.delete);
});

test("from the rule on, each goes by one list and one delete", async () => {
  await emulator.act("DeleteAlertingRules", { Ids: [ids.AlertingRule] });
  const context = contextFor(emulator);
  for (const { type, user } of cases) {
    actionsOf(emulator);
    await lifecycleOf(type).delete(context, ids[type.name] ?? "", { name: `my-${type.name}` });
    expect(actionsOf(emulator)).toEqual([user.list, type.actions.delete]);
  }
});
