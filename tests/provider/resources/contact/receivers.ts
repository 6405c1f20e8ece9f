/** What stands behind the four webhooks of a contact, on this machine: it answers as the real receivers do. */
import { startServer, type TestServer } from "../../client/server";

export const SECRETS = {
  token: "webhook-token",
  larkKey: "lark-secret",
  dingKey: "SECding-secret",
  path: "hook-id-0123456789",
  newToken: "new-webhook-token",
};

/** The four webhooks of a contact, at a receiver on this machine. */
export function webhooksAt(url: string) {
  return {
    webhook: { address: `${url}/${SECRETS.path}/webhook`, token: SECRETS.token },
    larkBotWebhook: { address: `${url}/${SECRETS.path}/lark`, secretKey: SECRETS.larkKey },
    dingTalkBotWebhook: {
      address: `${url}/${SECRETS.path}/ding`,
      secretKey: SECRETS.dingKey,
      atMobiles: ["13300000001"],
      atUserIds: ["user-a"],
    },
    weComBotWebhook: { address: `${url}/${SECRETS.path}/wecom`, atUserIds: ["user-b"] },
  };
}

/** Answers as the four receivers do; `broken` are those that take no message. */
export class Receivers {
  broken = new Set<string>();
  readonly got: string[] = [];
  server!: TestServer;

  static async start(): Promise<Receivers> {
    const receivers = new Receivers();
    receivers.server = await startServer((response, { url }) => {
      const kind = url.split("/").at(-1) ?? "";
      receivers.got.push(kind);
      const isBroken = receivers.broken.has(kind);
      if (kind === "webhook") response.writeHead(isBroken ? 500 : 204).end(isBroken ? "out of order" : "");
      else response.end(JSON.stringify(isBroken ? REFUSALS[kind] : { code: 0, errcode: 0 }));
    });
    return receivers;
  }
}

const REFUSALS: Record<string, object> = {
  lark: { code: 19001, msg: "param invalid: incoming webhook access token invalid" },
  ding: { errcode: 310000, errmsg: "sign not match" },
  wecom: { errcode: 93000, errmsg: "invalid webhook url" },
};
