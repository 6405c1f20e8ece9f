/** The example request of the API reference, word for word in its values. */
export const REFERENCE_EXAMPLE = {
  name: "user-demo",
  email: "user-demo@example.com",
  webhook: { token: "3KSxxx", address: "https://www.bytedance.com/" },
  contactGroupIds: ["e28ae750-bbb8-4ff4-abf4-1e0e0f88808c"],
  larkBotWebhook: { address: "https://open.feishu.cn/open-apis/bot/v2/hook/***", secretKey: "6KKxxx" },
  dingTalkBotWebhook: {
    address: "https://oapi.dingtalk.com/robot/send?access_token=***",
    atMobiles: ["133********"],
    atUserIds: ["********"],
    secretKey: "SECxxx",
  },
  weComBotWebhook: {
    address: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=xxxxxxx",
    atUserIds: ["********"],
  },
};

/** The optional fields, each with a value that uses all of its parts. */
export const OPTIONAL_FIELDS = {
  email: "oncall@example.com",
  webhook: { address: "https://alerts.example.com/hook", token: "webhook-token" },
  contactGroupIds: [] as string[],
  larkBotWebhook: { address: "https://open.feishu.cn/open-apis/bot/v2/hook/lark-hook-id", secretKey: "lark-secret" },
  dingTalkBotWebhook: {
    address: "https://oapi.dingtalk.com/robot/send?access_token=ding-access-token",
    secretKey: "SECding-secret",
    atMobiles: ["13300000001", "13300000002"],
    atUserIds: ["user-b", "user-a"],
  },
  weComBotWebhook: {
    address: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=wecom-key",
    atUserIds: ["user-d", "user-c"],
  },
  phoneNumber: { countryCode: "+86", number: "13300000000" },
};

/** Every combination of the optional fields, as whole contacts. */
export function everyCombination(name: string): Record<string, unknown>[] {
  const fields = Object.entries(OPTIONAL_FIELDS);
  return Array.from({ length: 2 ** fields.length }, (_unused, bits) => ({
    name,
    ...Object.fromEntries(fields.filter((_field, index) => (bits >> index) & 1)),
  }));
}
