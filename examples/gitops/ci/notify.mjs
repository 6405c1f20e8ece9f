// Tells a bot in a group of Lark (Feishu), DingTalk or WeCom that the drift check failed, and where its log is. What
// differs is not said: names and addresses stay with those who may read the log.
// Usage: DRIFT_BOT=lark|dingtalk|wecom DRIFT_BOT_ADDRESS=<address> [DRIFT_BOT_SECRET=<key>] node ci/notify.mjs
import { createHmac } from "node:crypto";
import { withoutPasswords } from "./block.mjs";

const { env } = process;
const { DRIFT_BOT: kind, DRIFT_BOT_ADDRESS: address, DRIFT_BOT_SECRET: key } = env;
const BOTS = { lark, dingtalk, wecom };

try {
  if (!Object.hasOwn(BOTS, kind)) throw new Error("DRIFT_BOT must be lark, dingtalk or wecom");
  if (!URL.canParse(address)) throw new Error("DRIFT_BOT_ADDRESS must be the address of the bot");
  const { url, content } = BOTS[kind](new URL(address), sentence());
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(content),
  }).catch((error) => {
    // Some of its messages repeat the address.
    throw new Error(error.cause?.code ?? "DRIFT_BOT_ADDRESS cannot be called");
  });
  const { code, errcode } = await response.json().catch(() => ({}));
  // They answer a message that they do not take with the status 200, too.
  if (!response.ok || (code ?? errcode) !== 0) {
    throw new Error(`its answer has the status ${response.status} and the code ${Number(code ?? errcode)}`);
  }
  console.log(`Told the ${kind} bot.`);
} catch (error) {
  console.error(`The bot could not be told: ${error.message}`);
  process.exitCode = 1;
}

function sentence() {
  const log = env.GITLAB_CI
    ? env.CI_JOB_URL
    : `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`;
  return `Drift check of ${env.STACK} failed: VMP may have other alert contacts than the repository. ${withoutPasswords(log)}`;
}

function lark(url, text) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signed = key && { timestamp, sign: createHmac("sha256", `${timestamp}\n${key}`).digest("base64") };
  return { url, content: { ...signed, msg_type: "text", content: { text } } };
}

function dingtalk(url, content) {
  const timestamp = String(Date.now());
  if (key) {
    url.searchParams.set("timestamp", timestamp);
    url.searchParams.set("sign", createHmac("sha256", key).update(`${timestamp}\n${key}`).digest("base64"));
  }
  return { url, content: { msgtype: "text", text: { content } } };
}

function wecom(url, content) {
  return { url, content: { msgtype: "text", text: { content } } };
}
