/**
 * The rest of an account, from a rule to a person, by the API's own names: policies, templates and silences. What each
 * has follows from its number, so that all choices of the tables are there, and each optional field comes and goes.
 */
import type { Emulator } from "../../emulator";
import { NOTIFY_POLICY } from "../../provider/resources/notify-policy";
import { NOTIFY_TEMPLATE } from "../../provider/resources/notify-template";
import { SILENCE_POLICY } from "../../provider/resources/silence-policy";

/** How many there are of each. */
export const ROAD = { groupPolicies: 3, templates: 6, policies: 9, silences: 5 } as const;

/** It has to be quoted with care. */
const TEXT = "\"'`\\${x}#: {}[]&*!|>%@ 值班";

const POLICY_LEVEL = NOTIFY_POLICY.fields.levels.members;
const LEVELS = POLICY_LEVEL.level.choices;
const CHANNELS = POLICY_LEVEL.channels.usual;
const TEMPLATE_CHANNELS = NOTIFY_TEMPLATE.fields.channel.choices;
const OPERATORS = SILENCE_POLICY.fields.metricLabelMatchers.members.matchers.members.operator.choices;
const PERIODIC = { Time: "22:00~23:59,00:00~06:30", Weekday: "1,3,5", DayOfMonth: "1~15,31" };

const ids = (list: object): string[] => (list as { Items: { Id: string }[] }).Items.map(({ Id }) => Id);

/** The items whose bits are set. */
function some<T>(items: readonly T[], bits: number): T[] {
  return items.filter((_item, index) => (bits >> index) & 1);
}

const description = (number: number): object => (number % 2 === 0 ? { Description: `${number} ${TEXT}` } : {});

export async function fillRoad({ act }: { act: Emulator["act"] }): Promise<void> {
  for (let number = 0; number < ROAD.groupPolicies; number++) {
    const seconds = { GroupWait: "30", GroupInterval: String(number + 1), RepeatInterval: "86400" };
    const Levels = LEVELS.map((Level) => ({ Level, GroupBy: ["__rule__"], ...seconds }));
    await act("CreateNotifyGroupPolicy", { Name: `by rule ${number}`, ...description(number), Levels });
  }
  for (let number = 0; number < ROAD.templates; number++) {
    const Active = { Title: `{{ .Level }} ${TEXT}`, Content: `\n${TEXT}\n\t{{ if .For }}{{ .For }}{{ end }}\n` };
    const Resolved = { Title: "好了", Content: "{{- .AlertingRuleName -}}" };
    const Channel = TEMPLATE_CHANNELS[number % 3];
    await act("CreateNotifyTemplate", { Name: `class-${number}`, ...description(number), Channel, Active, Resolved });
  }
  const groups = ids(await act("ListContactGroups", { PageSize: 100 }));
  const templates = ids(await act("ListNotifyTemplates", { PageSize: 100 }));
  for (let number = 0; number < ROAD.policies; number++) {
    const Levels = some(LEVELS, (number % 7) + 1).map((Level, index) => ({
      Level,
      ContactGroupIds: some(groups, ((number * 37 + index) % 4095) + 1),
      Channels: some(CHANNELS, ((number * 11 + index * 7) % 31) + 1),
      ResolvedChannels: some(CHANNELS, (number * 5 + index * 13) % 32),
    }));
    const ChannelNotifyTemplateIds = some(templates, number * 7);
    const Name = ["await", "值班", "a.b/c d"][number] ?? `policy-${number}`;
    await act("CreateNotifyPolicy", { Name, ...description(number), Levels, ChannelNotifyTemplateIds });
  }
  const once = { Location: "Europe/Berlin", Date: "2096-01-02 15:04~2096-01-03 14:04" };
  const times = [
    [{ Location: "Asia/Shanghai" }],
    [once, { Location: "UTC" }],
    // Each part, and each of them with each other.
    Array.from({ length: 7 }, (_unused, bits) => ({
      Location: "Asia/Shanghai",
      PeriodicDate: Object.fromEntries(some(Object.entries(PERIODIC), bits + 1)),
    })),
    // It is over.
    [{ Location: "Asia/Shanghai", Date: "2025-01-02 15:04~2025-01-03 14:04" }],
  ];
  for (let number = 0; number < ROAD.silences; number++) {
    const matchers = [...OPERATORS, undefined].map((Operator) => ({
      Label: `label_${number}`,
      Value: TEXT,
      ...(Operator !== undefined && { Operator }),
    }));
    const MetricLabelMatchers = Array.from({ length: 4 ** number }, (_unused, at) => ({
      Matchers: some(matchers, (at % 31) + 1),
    })).slice(0, 32);
    const { Id } = (await act("CreateSilencePolicy", {
      Name: `new-${number}`,
      ...description(number),
      MetricLabelMatchers,
      TimeRangeMatchers: times[number] ?? times[0],
    })) as { Id: string };
    if (number === 1) await act("DisableSilencePolicies", { Ids: [Id] });
  }
}
