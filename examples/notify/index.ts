// From an alerting rule to a person: who is told, of what, over which channel, in which words, and when not.
import * as pulumi from "@pulumi/pulumi";
import * as vmp from "pulumi-vmp";

const config = new pulumi.Config();

const ada = new vmp.Contact("ada", { name: "ada", email: "ada@example.com" });

// A chat group is a contact, too.
const room = new vmp.Contact("payments-room", {
  name: "payments-room",
  larkBotWebhook: { address: config.requireSecret("larkAddress") },
});

const team = new vmp.ContactGroup("payments", { name: "payments", contactIds: [ada.id, room.id] });

const short = new vmp.NotifyTemplate("short", {
  name: "short",
  channel: "LarkBotWebhook",
  active: {
    title: "{{ .Level }} {{ .AlertingRuleName }}",
    content: "{{ .PromQL }} {{ .Comparator }} {{ .Threshold }} for {{ .For }}\n{{ .AlertingRuleDetailURL }}",
  },
  resolved: { title: "Over: {{ .AlertingRuleName }}", content: "{{ .AlertingRuleDetailURL }}" },
});

const policy = new vmp.NotifyPolicy("payments", {
  name: "payments",
  levels: [
    {
      level: "P0",
      contactGroupIds: [team.id],
      channels: ["Email", "LarkBotWebhook"],
      resolvedChannels: ["LarkBotWebhook"],
    },
    { level: "P1", contactGroupIds: [team.id], channels: ["LarkBotWebhook"] },
  ],
  channelNotifyTemplateIds: [short.id],
});

// One message a rule: after half a minute at first, for what is new every five minutes, and again every four hours.
const grouping = new vmp.NotifyGroupPolicy("by-rule", {
  name: "by-rule",
  levels: (["P0", "P1", "P2"] as const).map((level) => ({
    level,
    groupBy: ["__rule__"],
    groupWait: 30,
    groupInterval: 300,
    repeatInterval: 14_400,
  })),
});

new vmp.SilencePolicy("payments-nightly-batch", {
  name: "payments-nightly-batch",
  description: "The batch keeps the queues full",
  metricLabelMatchers: [{ matchers: [{ label: "queue", value: "batch-.*", operator: "RegexpEqual" }] }],
  timeRangeMatchers: [{ location: "Asia/Shanghai", periodicDate: { time: "01:00~05:00" } }],
});

// What an alerting rule asks for.
export const notifyPolicyId = policy.id;
export const notifyGroupPolicyId = grouping.id;
