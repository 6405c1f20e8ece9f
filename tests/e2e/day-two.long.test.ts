/** docs/day-two.md: every section, out of the page itself. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ownVersion, ROOT } from "../../tools/engine";
import { command } from "../matrix/support/command";
import { readManifest, tarball, tarballOf } from "../matrix/support/tarball";
import { MODULES } from "../support/hosts";
import { Program } from "./program";
import { oldBot, Stage } from "./day-two/stage";

const TESTED = new Set<string>();
let opened: Stage | undefined;

afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

/** Has a stack for a section of the page, all of whose commands have been run in the end. */
function section(title: string, work: (stage: Stage) => Promise<void>): void {
  TESTED.add(title);
  test(title, async () => {
    opened = await Stage.open(title);
    await work(opened);
    expect(opened.left).toBe(0);
  });
}

section("Somebody joins", async (stage) => {
  await stage.next();
  expect(stage.program.writes()).toEqual(["CreateContact", "UpdateContactGroup"]);
  expect(stage.team()).toEqual(["ada", "bo", "cy"]);
  expect(stage.contact("cy").EmailActive).toBe(false);
});

section("Somebody leaves", async (stage) => {
  await stage.next();
  expect(stage.program.calls().filter((action) => /^(Update|Delete)/.test(action))).toEqual([
    "UpdateContactGroup",
    "DeleteContacts",
  ]);
  expect(stage.team()).toEqual(["bo"]);
});

section("Somebody has another phone or address", async (stage) => {
  stage.program.emulator.confirmEmail("ada@example.com");
  const { Id } = stage.contact("ada");
  await stage.next();
  expect(stage.program.writes()).toEqual(["UpdateContact", "UpdateContact"]);
  expect(stage.contact("ada")).toMatchObject({ Id, Email: "ada@example.org", EmailActive: false });
  expect(stage.contact("bo")).toMatchObject({ PhoneNumber: { Number: "13300000009" } });
});

section("A bot has another address", async (stage) => {
  const address = oldBot.replace("old", "new");
  await stage.next({ "bo-wecom": address });
  expect(stage.program.writes()).toEqual(["UpdateContact"]);
  expect(stage.contact("bo")).toMatchObject({ WeComBotWebhook: { Address: address } });
});

section("A contact or group gets another name", async (stage) => {
  const { Id } = stage.contact("ada");
  await stage.next();
  expect(stage.program.writes()).toEqual(["UpdateContact"]);
  await stage.next();
  expect(stage.program.writes()).toEqual(["CreateContact"]);
  await stage.next();
  expect(stage.program.writes()).toEqual([]);
  expect(stage.contact("first-line").Id).toBe(Id);
  expect(stage.team()).toEqual(["bo", "first-line"]);
});

section("Both names in one step", async (stage) => {
  await stage.next();
  const { Id } = stage.contact("ada");
  await stage.program.emulator.act("UpdateContact", { Id, Name: "first-line" });
  stage.program.calls();
  await stage.next();
  expect(stage.program.writes()).toEqual([]);
  expect(stage.contact("first-line").Id).toBe(Id);
  expect(stage.team()).toEqual(["bo", "first-line"]);
});

section("Somebody renames a contact in the console", async (stage) => {
  const { Id } = stage.contact("ada");
  await stage.program.emulator.act("UpdateContact", { Id, Name: "by-hand" });
  await stage.next();
  expect(stage.program.writes()).toEqual(["UpdateContact"]);
  expect(stage.contact("ada").Id).toBe(Id);
});

section("A stack is split", async (stage) => {
  const { env } = stage.program.workspace;
  const { url, accessKey, secretKey } = stage.program.emulator;
  Object.assign(env, {
    VOLCENGINE_ENDPOINT: url,
    VOLCENGINE_ACCESS_KEY: accessKey,
    VOLCENGINE_SECRET_KEY: secretKey,
  });
  const before = stage.program.emulator.contacts();
  await stage.next();
  await stage.next();
  expect(stage.program.writes()).toEqual([]);
  expect(stage.program.emulator.contacts()).toEqual(before);
  expect(stage.team()).toEqual(["ada", "bo"]);
});

section("The region changes", async (stage) => {
  await stage.next({}, 2);
  expect(stage.program.calls()).toEqual([]);
  await stage.next({}, 1);
  expect(stage.program.emulator.contacts()).toEqual([]);
  await stage.moveTo({ region: "cn-shanghai" });
  await stage.next();
});

section("The account changes", async (stage) => {
  await stage.moveTo({});
  await stage.next();
});

section("The key pair is replaced", async (stage) => {
  const [accessKey, secretKey] = ["AKLTcanary-new", "canary-new-secret"];
  await stage.moveTo({ accessKey, secretKey }, "the same account");
  await stage.next({ "vmp:accessKey": accessKey, "vmp:secretKey": secretKey });
});

section("A newer version of the package", async (stage) => {
  const { program } = stage;
  const { dir, env } = program.workspace;
  const version = (): string => readManifest(join(dir, "node_modules", "pulumi-vmp")).version;
  await program.pulumi("destroy --yes --skip-preview");
  const dependencies = { "@pulumi/pulumi": ownVersion("@pulumi/pulumi") };
  writeFileSync(join(dir, "package.json"), JSON.stringify({ private: true, dependencies }));
  await command(dir, env, "npm", "install", "--prefer-offline", await tarballOf("0.0.9"));
  expect(version()).toBe("0.0.9");
  await program.up();
  program.calls();
  stage.instead = { "pulumi-vmp@latest": `--prefer-offline ${await tarball()}` };
  await stage.next();
  expect(version()).toBe(readManifest(ROOT).version);
  expect(program.calls()).toEqual([]);
});

section("Pulumi lets go of everything", async (stage) => {
  const before = stage.program.emulator.contacts();
  await stage.next();
  expect(stage.program.calls()).toEqual([]);
  expect(stage.program.emulator.contacts()).toEqual(before);
});

section("Pulumi forgets what it has", async (stage) => {
  const before = stage.program.emulator.contacts();
  await stage.next();
  expect(stage.program.emulator.contacts()).toEqual(before);
});

section("ignoreChanges", async (stage) => {
  await stage.program.emulator.act("UpdateContact", { Id: stage.contact("ada").Id, Email: "by-hand@example.com" });
  stage.program.calls();
  await stage.next({ "bo-wecom": oldBot.replace("old", "new") });
  expect(stage.program.writes()).toEqual([]);
  expect(stage.contact("ada").Email).toBe("by-hand@example.com");
  expect(stage.contact("bo")).toMatchObject({ WeComBotWebhook: { Address: oldBot } });
});

section("replaceOnChanges", async (stage) => {
  const { Id } = stage.contact("ada");
  await stage.next();
  expect(stage.contact("ada").Id).toBe(Id);
});

test("replaceOnChanges with the packaged provider makes the contact anew", async () => {
  const index = (email: string): string => `
const vmp = require("${MODULES.packaged}");
const ada = new vmp.Contact("ada", { name: "ada", email: "${email}" }, { replaceOnChanges: ["email"] });
new vmp.ContactGroup("team", { name: "team", contactIds: [ada.id] });
`;
  const program = await Program.open({ host: "packaged", index: index("ada@example.com") });
  try {
    await program.up();
    program.calls();
    writeFileSync(join(program.workspace.dir, "index.js"), index("ada@example.org"));
    expect(await program.pulumi("up --yes --skip-preview")).toMatch(/~ 1 updated\s+\+-1 replaced/);
    expect(program.writes()).toEqual(["CreateContact", "DeleteContacts", "UpdateContactGroup"]);
  } finally {
    await program.close();
  }
});

section("protect", async (stage) => {
  await stage.next();
  await stage.next();
  expect(stage.team()).toEqual(["ada", "bo"]);
  await stage.next();
  expect(stage.team()).toEqual(["bo"]);
  await stage.next();
  expect(stage.team()).toEqual(["ada", "bo"]);
  await stage.next();
  expect(stage.team()).toEqual(["bo"]);
});

section("--target", async (stage) => {
  await stage.next();
  expect(stage.team()).toEqual(["bo", "cy"]);
});

test("every section has been run", () => {
  expect(Stage.titles()).toEqual(["The program", ...TESTED]);
});
