/** The arguments whose faults and warnings docs/contact.md shows. */

const LARK = "https://open.feishu.cn/open-apis/bot/v2/hook/...";

export const REFUSED: object[] = [
  { email: "oncall@example.com" },
  { name: "1st-line", email: "oncall@example.com" },
  { name: "on call", email: "oncall@example.com" },
  { name: "n".repeat(128), email: "oncall@example.com" },
  { name: "oncall", email: "oncall.example.com" },
  { name: "oncall", email: "" },
  { name: "oncall", webhook: { token: "..." } },
  { name: "oncall", webhook: { address: "alerts.example.com" } },
  { name: "oncall", larkBotWebhook: { address: `${LARK} ` } },
  { name: "oncall", larkBotWebhook: { adress: LARK } },
  { name: "oncall", larkBotWebhook: LARK },
  { name: "oncall", email: "oncall@example.com", contactGroupIds: ["team-a"] },
  { name: "oncall", email: "oncall@example.com", contactGroupIds: "team-a" },
  { name: "oncall", phoneNumber: { countryCode: "86", number: "13300000000" } },
];

export const ODD: object[] = [
  { name: "oncall" },
  { name: "oncall", larkBotWebhook: { address: "https://bots.example.com/lark" } },
  { name: "oncall", dingTalkBotWebhook: { address: "https://bots.example.com/ding" } },
  { name: "oncall", weComBotWebhook: { address: "https://bots.example.com/wecom" } },
  { name: "oncall", phoneNumber: { countryCode: "+86", number: "88888888" } },
];
