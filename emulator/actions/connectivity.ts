/**
 * TestWebhook and the bots' tests: the service calls the address itself and says what came back. Here only addresses on
 * this machine are called, without following redirects; every other one is answered as unreachable.
 */
import http from "node:http";
import https from "node:https";
import type { Action } from "../context";
import { missingParameter } from "../errors";
import { readFields, type FieldTable } from "../fields";
import { loopbackAddress } from "../loopback";
import { WEBHOOKS, type WebhookName } from "../resources/contact";
import { isObject, type Params } from "../rules";
import { urlOf } from "../urls";

const TEXT = "This is a test message from VMP.";
const TIMEOUT_MS = 5_000;
const MAX_BODY_BYTES = 4_096;

interface Reply {
  StatusCode: number;
  Body: string;
  ErrorMessage: string;
}

/** What a bot is sent, and where in its JSON answer its own code and message are. */
interface Bot {
  name: string;
  message: (members: Params) => object;
  code: string;
  reason: string;
}

const BOTS: Partial<Record<WebhookName, Bot>> = {
  LarkBotWebhook: {
    name: "Lark",
    message: () => ({ msg_type: "text", content: { text: TEXT } }),
    code: "code",
    reason: "msg",
  },
  DingTalkBotWebhook: {
    name: "DingTalk",
    message: ({ AtMobiles = [], AtUserIds = [] }) => ({
      msgtype: "text",
      text: { content: TEXT },
      at: { atMobiles: AtMobiles, atUserIds: AtUserIds },
    }),
    code: "errcode",
    reason: "errmsg",
  },
  WeComBotWebhook: {
    name: "WeCom",
    message: ({ AtUserIds = [] }) => ({ msgtype: "text", text: { content: TEXT, mentioned_list: AtUserIds } }),
    code: "errcode",
    reason: "errmsg",
  },
};

/** The test of each webhook, by its action's name. */
export const CONNECTIVITY_TESTS: Readonly<Record<string, Action>> = Object.fromEntries(
  WEBHOOKS.map(([name, members]) => [`Test${name}`, (params) => test(members, BOTS[name], params)] as [string, Action]),
);

async function test(members: FieldTable, bot: Bot | undefined, params: Params): Promise<object> {
  const { Address, Token, ...others } = readFields(members, params, () => false);
  if (typeof Address !== "string") throw missingParameter("Address");
  if (bot) return botResult(bot, await post(Address, bot.message(others)));
  return post(Address, { message: TEXT }, typeof Token === "string" ? { Authorization: `Bearer ${Token}` } : {});
}

function botResult({ name, code, reason }: Bot, { StatusCode, ErrorMessage, Body }: Reply): object {
  const answer = parseObject(Body);
  return {
    StatusCode,
    ErrorMessage,
    [`${name}Code`]: typeof answer[code] === "number" ? answer[code] : 0,
    [`${name}Message`]: typeof answer[reason] === "string" ? answer[reason] : "",
  };
}

function parseObject(body: string): Params {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

async function post(address: string, message: object, headers: Record<string, string> = {}): Promise<Reply> {
  const url = urlOf(address);
  const host = url && loopbackAddress(url.hostname);
  if (url === undefined || host === undefined) {
    return unreachable("The address cannot be reached: the emulator calls addresses on this machine only.");
  }
  return new Promise((resolve) => {
    const request = (url.protocol === "https:" ? https : http).request(
      url,
      { method: "POST", host, headers: { "Content-Type": "application/json", ...headers }, timeout: TIMEOUT_MS },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", (error) => {
          resolve(unreachable(error.message));
        });
        response.on("end", () => {
          const Body = Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES).toString();
          resolve({ StatusCode: response.statusCode ?? 0, Body, ErrorMessage: "" });
        });
      },
    );
    request.on("timeout", () => request.destroy(new Error("the address did not answer in time")));
    request.on("error", (error) => {
      resolve(unreachable(error.message));
    });
    request.end(JSON.stringify(message));
  });
}

function unreachable(ErrorMessage: string): Reply {
  return { StatusCode: 0, Body: "", ErrorMessage };
}
