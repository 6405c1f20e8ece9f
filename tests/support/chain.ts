/** Values for the resource types of the road from a rule to a person: all fields, other words for them, changes. */
import type { Emulator } from "../../emulator";
import type { Properties } from "../../provider/values";

/** The template that the policy's values name, once `makeUsed` has made it. */
const templateIds = ["5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1"];

/** Makes what the values of a type name, beside the example group. */
export async function makeUsed({ name }: { name: string }, emulator: Emulator): Promise<void> {
  if (name !== "NotifyPolicy") return;
  const message = { Title: "{{ .Level }}", Content: "{{ .PromQL }}" };
  const body = { Name: "used", Channel: "LarkBotWebhook", Active: message, Resolved: message };
  templateIds[0] = ((await emulator.act("CreateNotifyTemplate", body)) as { Id: string }).Id;
}

export interface ChainValues {
  /** Has every field that VMP keeps, at every depth. */
  full: Properties & { name: string };
  /** The same in other words, which is no change. */
  same: Properties;
  /** Changes that an update sends: each by itself, with what of them a create would send. */
  changes: [what: string, change: Properties][];
  /** What no update can change. */
  replaces?: Properties;
}

const GROUP_POLICY_LEVEL = { groupBy: ["__rule__"], groupWait: 30, groupInterval: "60", repeatInterval: 600 };

const groupPolicyLevels = ["P0", "P1", "P2"].map((level) => ({ level, ...GROUP_POLICY_LEVEL }));

const policyLevels = [
  {
    level: "P0",
    contactGroupIds: ["e28ae750-bbb8-4ff4-abf4-1e0e0f88808c"],
    channels: ["Email", "Webhook"],
    resolvedChannels: ["Email"],
  },
  { level: "P2", contactGroupIds: ["e28ae750-bbb8-4ff4-abf4-1e0e0f88808c"], channels: ["Email"], resolvedChannels: [] },
];

const night = {
  location: "Asia/Shanghai",
  periodicDate: { time: "22:00~23:59", weekday: "1,3,5", dayOfMonth: "1~15" },
};

const move = { location: "Europe/Berlin", date: "2096-01-02 15:04~2096-01-03 14:04" };

const labels = [
  { label: "app", value: "payments-.*", operator: "RegexpEqual" },
  { label: "env", value: "prod", operator: "Equal" },
];

/** By the name of the resource type. */
export const CHAIN: Record<string, ChainValues> = {
  NotifyGroupPolicy: {
    full: { name: "by-rule", description: "one message a rule", levels: groupPolicyLevels },
    same: {
      levels: [...groupPolicyLevels].reverse().map((level) => ({ ...level, groupInterval: 60, repeatInterval: "600" })),
    },
    changes: [
      ["a name", { name: "by-rule-2" }],
      ["a description that goes", { description: undefined }],
      ["one level", { levels: [{ ...groupPolicyLevels[0], groupWait: 31 }, ...groupPolicyLevels.slice(1)] }],
    ],
  },
  NotifyTemplate: {
    full: {
      name: "lark",
      description: "short",
      channel: "LarkBotWebhook",
      active: { title: "{{ .Level }} {{ .AlertingRuleName }}", content: "{{ .PromQL }}\n{{ .AlertingRuleDetailURL }}" },
      resolved: { title: "Over: {{ .AlertingRuleName }}", content: "{{ if .Region }}{{ .Region }}{{ end }}" },
    },
    same: {},
    changes: [
      ["a name", { name: "lark-2" }],
      ["a description that goes", { description: undefined }],
      [
        "a part of a message",
        { active: { title: "{{ .Level }}", content: "{{ .PromQL }}\n{{ .AlertingRuleDetailURL }}" } },
      ],
    ],
    replaces: { channel: "WeComBotWebhook" },
  },
  NotifyPolicy: {
    full: {
      name: "payments",
      description: "who is told",
      levels: policyLevels,
      channelNotifyTemplateIds: templateIds,
    },
    same: {
      levels: [...policyLevels].reverse().map((level) => ({ ...level, channels: [...level.channels].reverse() })),
    },
    changes: [
      ["a name", { name: "payments-2" }],
      ["templates that go", { channelNotifyTemplateIds: undefined }],
      ["a level that goes", { levels: policyLevels.slice(1) }],
    ],
  },
  SilencePolicy: {
    full: {
      name: "payments-move",
      description: "the move to the new cluster",
      metricLabelMatchers: [{ matchers: labels }, { matchers: [{ label: "team", value: "x", operator: "NotEqual" }] }],
      timeRangeMatchers: [night, move],
      enabled: true,
    },
    same: {
      metricLabelMatchers: [
        { matchers: [{ label: "team", value: "x", operator: "NotEqual" }] },
        { matchers: [{ label: "env", value: "prod" }, labels[0]] },
      ],
      timeRangeMatchers: [move, night],
      enabled: undefined,
    },
    changes: [
      ["a name", { name: "payments-move-2" }],
      ["a description that goes", { description: undefined }],
      ["one label, and a time that goes", { metricLabelMatchers: [{ matchers: labels }], timeRangeMatchers: [move] }],
    ],
  },
};
