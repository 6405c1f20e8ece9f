/**
 * TestWebhook and the three bot tests: the service calls the address itself and says what came back.
 * Here only addresses on this machine are called, without following redirects; every other one is answered as unreachable.
 */
import http from "node:http";
import https from "node:https";
import { checkAddress, isObject, readString, readStrings, requireString, type Params } from "../rules";
import type { Action } from "./context";

const TEXT = "This is a test message from VMP.";
const TIMEOUT_MS = 5_000;
const MAX_BODY_BYTES = 4_096;

interface Reply {
  StatusCode: number;
  Body: string;
  ErrorMessage: string;
}

export const testWebhook: Action = async (params) => {
  const token = readString(params, "Token") ?? "";
  const headers = token === "" ? {} : { Authorization: `Bearer ${token}` };
  return { ...(await post(params, { message: TEXT }, headers)) };
};

export const testLarkBotWebhook: Action = async (params) => {
  readString(params, "SecretKey");
  return botResult("Lark", await post(params, { msg_type: "text", content: { text: TEXT } }), "code", "msg");
};

export const testDingTalkBotWebhook: Action = async (params) => {
  readString(params, "SecretKey");
  const atMobiles = readStrings(params, "AtMobiles") ?? [];
  const atUserIds = readStrings(params, "AtUserIds") ?? [];
  const message = { msgtype: "text", text: { content: TEXT }, at: { atMobiles, atUserIds } };
  return botResult("DingTalk", await post(params, message), "errcode", "errmsg");
};

export const testWeComBotWebhook: Action = async (params) => {
  const mentioned_list = readStrings(params, "AtUserIds") ?? [];
  const message = { msgtype: "text", text: { content: TEXT, mentioned_list } };
  return botResult("WeCom", await post(params, message), "errcode", "errmsg");
};

/** A bot's own code and message, which it puts into its JSON answer. */
function botResult(bot: string, reply: Reply, codeKey: string, messageKey: string): object {
  const answer = parseObject(reply.Body);
  return {
    StatusCode: reply.StatusCode,
    ErrorMessage: reply.ErrorMessage,
    [`${bot}Code`]: typeof answer[codeKey] === "number" ? answer[codeKey] : 0,
    [`${bot}Message`]: typeof answer[messageKey] === "string" ? answer[messageKey] : "",
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

async function post(params: Params, message: object, headers: Record<string, string> = {}): Promise<Reply> {
  const address = checkAddress(requireString(params, "Address"), "Address");
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const host = url && loopbackHost(url.hostname);
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

/** The address to connect to when the host is this machine. `localhost` is not looked up: it could be led elsewhere. */
function loopbackHost(hostname: string): string | undefined {
  if (hostname === "localhost") return "127.0.0.1";
  if (hostname === "[::1]") return "::1";
  return /^127\.\d+\.\d+\.\d+$/.test(hostname) ? hostname : undefined;
}
