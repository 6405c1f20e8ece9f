/** What a program gets of its contacts, from the first preview on; and what it marks as secret is shown nowhere. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Program } from "./program";

const INDEX = `
const { writeFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");
const vmp = require("pulumi-vmp");
const { args, marked } = require("./contacts.json");
const ways = [(value) => value, (value) => pulumi.output(value), (value) => Promise.resolve(value), (value) => pulumi.secret(value)];
const hooks = Object.keys(args).filter((property) => /webhook/i.test(property));
const given = { ...args, ...Object.fromEntries(hooks.map((property, at) => [property, ways[at](args[property])])) };
const contact = new vmp.Contact("oncall", { ...given, ...Object.fromEntries(marked.map((name) => [name, pulumi.secret(args[name])])) });
new vmp.Contact("second", { name: "second", ...Object.fromEntries(hooks.map((property) => [property, contact[property]])) });
const parts = hooks.map((property) => [property, contact[property], contact[property].address, pulumi.isSecret(contact[property])]);
pulumi.output(parts).apply((all) => writeFileSync("outputs.json", JSON.stringify(all)));
`;

const ARGS = {
  name: "oncall",
  email: "oncall@example.com",
  webhook: { address: "https://example.com/canary-hook", token: "canary-token" },
  larkBotWebhook: { address: "https://open.feishu.cn/open-apis/bot/v2/hook/canary-lark", secretKey: "canary-lark-key" },
  dingTalkBotWebhook: {
    address: "https://oapi.dingtalk.com/robot/send?access_token=canary-ding",
    atMobiles: ["13300000001"],
  },
  weComBotWebhook: { address: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=canary-wecom", atUserIds: ["u"] },
};

let program: Program;

beforeAll(async () => {
  program = await Program.open({ index: INDEX });
});

afterAll(() => program.close());

function write(args: object, marked: string[] = []): void {
  program.write({ args, marked });
  writeFileSync(join(program.workspace.dir, "outputs.json"), "[]");
}

/** Each webhook is whole, its address can be had by itself, and both are secret. */
function expectOutputs(args: Partial<typeof ARGS>): void {
  const hooks = Object.entries(args).filter(([property]) => /webhook/i.test(property));
  expect(JSON.parse(readFileSync(join(program.workspace.dir, "outputs.json"), "utf8"))).toEqual(
    hooks.map(([property, hook]) => [property, hook, (hook as { address: string }).address, true]),
  );
}

test("all four webhooks are right, and can be passed on, in preview, create, unchanged up, refresh and update", async () => {
  write(ARGS);
  await program.pulumi("preview --diff");
  expectOutputs(ARGS);
  for (const command of [
    "up --yes --skip-preview",
    "up --yes --skip-preview",
    "refresh --yes --skip-preview --run-program",
  ]) {
    write(ARGS);
    await program.pulumi(command);
    expectOutputs(ARGS);
  }
  const changed = { ...ARGS, webhook: { ...ARGS.webhook, token: "canary-other" } };
  for (const command of ["preview --diff", "up --yes --skip-preview", "up --yes --skip-preview --refresh"]) {
    write(changed);
    expect(await program.pulumi(command)).toMatch(/(~ 2 to update|~ 2 updated|3 unchanged)/);
    expectOutputs(changed);
  }
  expect(program.emulator.contacts()).toMatchObject([
    { Name: "oncall" },
    { Name: "second", Webhook: { Token: "canary-other" } },
  ]);
  expect(await program.state()).not.toContain("canary");
  expect(program.printed).not.toContain("canary");
});

test("a key that somebody added by hand is in the state, encrypted", async () => {
  write(ARGS);
  const [contact] = program.emulator.contacts();
  const { address, atMobiles } = ARGS.dingTalkBotWebhook;
  const byHand = { Address: address, AtMobiles: atMobiles, SecretKey: "canary-by-hand" };
  await program.emulator.act("UpdateContact", { ...contact, Id: contact?.Id ?? "", DingTalkBotWebhook: byHand });
  await program.pulumi("refresh --yes --skip-preview");
  expect(await program.state()).not.toContain("canary");
  expect(program.printed).not.toContain("canary");
});

describe("what the program marks as secret", () => {
  test("is shown by no fault", async () => {
    write({ ...ARGS, name: "1canary", email: "canary" }, ["name", "email"]);
    const output = await program.pulumi("preview", { expectFailure: true });
    expect(output).toContain("resource 'oncall' has a problem: name must start with a letter");
    expect(output).toContain("resource 'oncall' has a problem: email must be a valid e-mail address");
    expect(output).not.toContain("canary");
  });

  test("is shown by no warning, and lies nowhere in the clear", async () => {
    const odd = {
      ...ARGS,
      name: "canary",
      email: "canary@example.com",
      weComBotWebhook: { address: "https://example.com/canary" },
    };
    write(odd, ["name", "email"]);
    const output = await program.pulumi("up --yes");
    expect(output).toContain('contact "***": weComBotWebhook.address is not the usual address');
    expect(program.emulator.contacts()).toMatchObject([{ Name: "canary" }, {}]);
    write({ ...odd, email: undefined }, ["name"]);
    await program.pulumi("up --yes");
    expect(await program.state()).not.toContain("canary");
    expect(program.printed).not.toContain("canary");
  });
});
