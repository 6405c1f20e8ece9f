/** Contacts with an e-mail address and all four webhooks, as many as are wanted. */

/** The arguments of a vmp.Contact by its name, which is also the resource's. */
export type Declared = Record<string, { name: string; email: string }>;

/**
 * @param edition each has other e-mail addresses
 */
export function declare(from: number, to: number, edition = 1): Declared {
  const names = Array.from({ length: to - from }, (_unused, index) => nameOf(from + index));
  return Object.fromEntries(names.map((name) => [name, argsOf(name, edition)]));
}

/** Of the same length for all, so that the states are of the same size. */
export function nameOf(index: number): string {
  return `contact-${String(index).padStart(5, "0")}`;
}

function argsOf(name: string, edition: number): Declared[string] {
  const args = {
    name,
    email: `${name}-${edition}@example.com`,
    webhook: { address: `https://alerts.example.com/${name}`, token: `token-${name}` },
    larkBotWebhook: {
      address: `https://open.feishu.cn/open-apis/bot/v2/hook/${name}`,
      secretKey: `lark-${name}`,
    },
    dingTalkBotWebhook: {
      address: `https://oapi.dingtalk.com/robot/send?access_token=${name}`,
      secretKey: `SEC${name}`,
      atMobiles: ["13300000000"],
      atUserIds: ["user-1"],
    },
    weComBotWebhook: {
      address: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${name}`,
      atUserIds: ["user-1"],
    },
  };
  return args;
}
