/** The contacts of the benchmark: all four channels, of the lengths that real addresses and keys have. */

/**
 * @param version what an update of all changes: whom the DingTalk robot mentions
 * @param options of every contact
 */
export function contacts(count: number, version: 1 | 2, options: { adopt?: true } = {}): object[] {
  return Array.from({ length: count }, (_unused, index) => ({ ...contact(index + 1, version), ...options }));
}

/** What most have: mail, and a webhook with its token. */
export function usualContact(): object {
  const { name, email, webhook } = contact(1, 1);
  return { name, email, webhook };
}

function contact(number: number, version: number) {
  const id = String(number).padStart(12, "0");
  return {
    name: `contact-${id.slice(-5)}`,
    email: `contact-${id.slice(-5)}@example.com`,
    webhook: { address: `https://alerts.example.com/hooks/${id}`, token: `token-of-the-webhook-${id}` },
    larkBotWebhook: {
      address: `https://open.feishu.cn/open-apis/bot/v2/hook/0b3f7a52-5d6e-4c1f-9a83-${id}`,
      secretKey: `secretOfTheBot${id.slice(-8)}`,
    },
    dingTalkBotWebhook: {
      address: `https://oapi.dingtalk.com/robot/send?access_token=${id.padStart(64, "a")}`,
      secretKey: `SEC${id.padStart(64, "b")}`,
      atMobiles: [`133${String(version)}${id.slice(-7)}`],
      atUserIds: [`user-${id.slice(-5)}`],
    },
    weComBotWebhook: {
      address: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=7f2c1d90-1a2b-4c3d-8e4f-${id}`,
      atUserIds: [`user-${id.slice(-5)}`],
    },
  };
}
