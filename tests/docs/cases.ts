/** The arguments whose faults and warnings the pages show. */

const LARK = "https://open.feishu.cn/open-apis/bot/v2/hook/...";
const ID = "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c";

export const CONTACTS_REFUSED: object[] = [
  { email: "oncall@example.com" },
  { name: "1st-line", email: "oncall@example.com" },
  { name: "on call", email: "oncall@example.com" },
  { name: "n".repeat(128), email: "oncall@example.com" },
  { name: "oncall", email: "oncall.example.com" },
  { name: "oncall", email: "a@example.com, b@example.com" },
  { name: "oncall", email: "" },
  { name: "oncall", webhook: { token: "..." } },
  { name: "oncall", webhook: { address: "alerts.example.com" } },
  { name: "oncall", larkBotWebhook: { address: `${LARK} ` } },
  { name: "oncall", larkBotWebhook: { adress: LARK } },
  { name: "oncall", larkBotWebhook: LARK },
  { name: "oncall", email: "oncall@example.com", contactGroupIds: ["team-a"] },
  { name: "oncall", email: "oncall@example.com", contactGroupIds: "team-a" },
  { name: "oncall", phoneNumber: { countryCode: "86", number: "13300000000" } },
  { name: "oncall", email: "oncall@example.com", resendValidation: {} },
];

export const CONTACTS_ODD: object[] = [
  { name: "oncall" },
  { name: "oncall", larkBotWebhook: { address: "https://bots.example.com/lark" } },
  { name: "oncall", dingTalkBotWebhook: { address: "https://bots.example.com/ding" } },
  { name: "oncall", weComBotWebhook: { address: "https://bots.example.com/wecom" } },
  { name: "oncall", webhook: { address: "https://${HOST}/hook" } },
  {
    name: "oncall",
    dingTalkBotWebhook: { address: "https://oapi.dingtalk.com/robot/send?access_token=...&timestamp=1&sign=..." },
  },
  { name: "oncall", email: "oncall@example.com", phoneNumber: { countryCode: "+86", number: "88888888" } },
  { name: "oncall", phoneNumber: { countryCode: "+86", number: "13300000000" } },
  {
    name: "oncall",
    weComBotWebhook: { address: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6" },
    resendValidation: "2026-11-23",
  },
];

export const GROUPS_REFUSED: object[] = [
  { contactIds: [ID] },
  { name: "1st-line" },
  { name: "team a" },
  { name: "team-a", contactIds: ["oncall"] },
  { name: "team-a", contactIds: [ID, ID] },
  { name: "team-a", contactIds: ID },
  { name: "team-a", contacts: [ID] },
  { name: "team-a", adopt: "yes" },
];

export const GROUPS_ODD: object[] = [{ name: "team-a", contactIds: [] }];

const LEVEL = { groupBy: ["__rule__"], groupWait: 30, groupInterval: 60, repeatInterval: 600 };

export const GROUP_POLICIES_REFUSED: object[] = [
  { name: "by-rule" },
  { name: "by-rule", levels: [{ level: "P0", ...LEVEL }] },
  {
    name: "by-rule",
    levels: [
      { level: "P0", groupBy: ["instance"], groupWait: "30s" },
      { level: "P0", ...LEVEL },
      { level: "P1", ...LEVEL, groupWait: 0.5 },
      { level: "P3", ...LEVEL },
    ],
  },
];

export const NOTIFY_POLICIES_REFUSED: object[] = [
  { name: "payments" },
  { name: "payments", levels: [{ level: "P0", contactGroupIds: [], channels: ["Email"] }] },
  { name: "payments", levels: [{ level: "P9", contactGroupIds: ["team-a"], channel: "Email" }] },
];

export const NOTIFY_POLICIES_ODD: object[] = [
  { name: "payments", levels: [{ level: "P0", contactGroupIds: [ID], channels: ["Phone"] }] },
  { name: "payments", levels: [{ level: "P1", contactGroupIds: [ID], channels: ["Email"] }] },
];

const MATCHERS = [{ matchers: [{ label: "app", value: "payments" }] }];

const silence = (range: object): object => ({
  name: "move",
  metricLabelMatchers: MATCHERS,
  timeRangeMatchers: [{ location: "Asia/Shanghai", ...range }],
});

export const SILENCE_POLICIES_REFUSED: object[] = [
  { name: "1st_move!", description: "d".repeat(129) },
  { name: "move", metricLabelMatchers: [{ matchers: [] }], timeRangeMatchers: [] },
  {
    name: "move",
    metricLabelMatchers: [{ matchers: [{ label: "app", operator: "=~", value: "a.*" }] }],
    timeRangeMatchers: [{ location: "Asia/Shanghai" }],
  },
  silence({ location: "asia/shanghai" }),
  silence({ date: "2027-01-09~2027-01-10" }),
  silence({ date: "2027-01-10 06:00~2027-01-09 22:00" }),
  silence({ date: "2027-01-09 22:00~2027-01-10 06:00", periodicDate: { time: "22:00~23:59" } }),
  silence({ periodicDate: {} }),
  silence({ periodicDate: { time: "8:00~9:00", weekday: "Mon", dayOfMonth: "1,32" } }),
];

export const SILENCE_POLICIES_ODD: object[] = [silence({ periodicDate: { time: "22:00~06:00" } })];
const MESSAGE = { title: "{{ .Level }}", content: "{{ .PromQL }}" };
const TEMPLATE = { name: "lark", channel: "LarkBotWebhook", active: MESSAGE, resolved: MESSAGE };

export const NOTIFY_TEMPLATES_REFUSED: object[] = [
  { name: "lark", channel: "Email", active: MESSAGE },
  { ...TEMPLATE, active: { title: "{{ .Level }" } },
  { ...TEMPLATE, resolved: { title: "{{ if .Level }}over", content: "{{ end }}" } },
];

export const NOTIFY_TEMPLATES_ODD: object[] = [
  { ...TEMPLATE, active: { title: "{{ .Levle }}: {{ .Labels.instance }}", content: "{{ .PromQL }}" } },
  { ...TEMPLATE, active: { title: "{ .Level }}", content: "{{ .PromQL }}" } },
];
