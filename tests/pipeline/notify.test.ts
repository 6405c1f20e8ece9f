/** examples/gitops/ci/notify.mjs: what reaches a bot, as the documentation of each kind of bot wants it. */
import { createHmac } from "node:crypto";
import { join } from "node:path";
import { type Finished, ROOT, run } from "../../tools/engine";
import { json, type Request, serve, type Server } from "./support/http";

const TEXT =
  "Drift check of prod failed: VMP may have other alert contacts than the repository. https://github.example.com/team/contacts/actions/runs/1";

let bot: Server;
let received: Request[];
let answer: object;

beforeEach(async () => {
  received = [];
  answer = { code: 0, errcode: 0 };
  bot = await serve((request) => {
    received.push(request);
    return json(200, answer);
  });
});

afterEach(() => bot.close());

function notify(env: NodeJS.ProcessEnv): Promise<Finished> {
  return run(process.execPath, [join(ROOT, "examples/gitops/ci/notify.mjs")], {
    env: {
      GITHUB_SERVER_URL: "https://user:canary@github.example.com",
      GITHUB_REPOSITORY: "team/contacts",
      GITHUB_RUN_ID: "1",
      STACK: "prod",
      DRIFT_BOT_ADDRESS: `${bot.url}/hook?key=canary`,
      ...env,
    },
  });
}

function message(): unknown {
  expect(received).toHaveLength(1);
  return JSON.parse(received[0]?.body.toString() ?? "");
}

test("Lark: a text, signed with the key when there is one", async () => {
  expect(await notify({ DRIFT_BOT: "lark", DRIFT_BOT_SECRET: "canary-key" })).toMatchObject({
    code: 0,
    stdout: "Told the lark bot.\n",
  });
  const { timestamp, sign, ...content } = message() as { timestamp: string; sign: string };
  expect(content).toEqual({ msg_type: "text", content: { text: TEXT } });
  expect(Math.abs(Number(timestamp) * 1000 - Date.now())).toBeLessThan(3_600_000);
  expect(sign).toBe(createHmac("sha256", `${timestamp}\ncanary-key`).update("").digest("base64"));
});

test("DingTalk: the same, and the signature is in the address", async () => {
  expect(await notify({ DRIFT_BOT: "dingtalk", DRIFT_BOT_SECRET: "canary-key" })).toMatchObject({ code: 0 });
  expect(message()).toEqual({ msgtype: "text", text: { content: TEXT } });
  const { timestamp = "", sign, key } = Object.fromEntries(received[0]?.url.searchParams ?? []);
  expect(key).toBe("canary");
  expect(sign).toBe(createHmac("sha256", "canary-key").update(`${timestamp}\ncanary-key`).digest("base64"));
});

test("WeCom, and without a key: nothing is signed", async () => {
  expect(await notify({ DRIFT_BOT: "wecom" })).toMatchObject({ code: 0 });
  expect(message()).toEqual({ msgtype: "text", text: { content: TEXT } });
  expect(received[0]?.url.search).toBe("?key=canary");
});

test("on GitLab it names the job there", async () => {
  await notify({ DRIFT_BOT: "lark", GITLAB_CI: "true", CI_JOB_URL: "https://gitlab.example.com/jobs/1" });
  expect(message()).toEqual({
    msg_type: "text",
    content: { text: TEXT.replace(/https.*/, "https://gitlab.example.com/jobs/1") },
  });
});

test.each<[string, NodeJS.ProcessEnv, string]>([
  ["another kind", { DRIFT_BOT: "slack" }, "DRIFT_BOT must be lark, dingtalk or wecom"],
  [
    "no address",
    { DRIFT_BOT: "lark", DRIFT_BOT_ADDRESS: "canary" },
    "DRIFT_BOT_ADDRESS must be the address of the bot",
  ],
  [
    "an address that cannot be called",
    { DRIFT_BOT: "lark", DRIFT_BOT_ADDRESS: "https://canary:canary@127.0.0.1/hook/canary" },
    "DRIFT_BOT_ADDRESS cannot be called",
  ],
])("%s is a sentence without the address", async (_, env, why) => {
  const { code, stdout, stderr } = await notify(env);
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: `The bot could not be told: ${why}\n` });
});

test("nobody there is one, too", async () => {
  await bot.close();
  expect((await notify({ DRIFT_BOT: "lark" })).stderr).toBe("The bot could not be told: ECONNREFUSED\n");
});

test("a refusal with the status 200 is one, and nothing that it says is shown but the code", async () => {
  answer = { code: 19001, msg: "canary" };
  const { code, stderr } = await notify({ DRIFT_BOT: "lark" });
  expect(code).toBe(1);
  expect(stderr).toBe("The bot could not be told: its answer has the status 200 and the code 19001\n");
});
