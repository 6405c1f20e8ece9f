/** A state that version 0.1.0 made, under the package of today: tests/fixtures/state-0.1.0 says what is in it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXAMPLE_GROUP } from "../../emulator";
import { Program, SECOND_GROUP, secretsOf } from "./program";

/** What `contacts.json` holds: the program's arguments. */
interface Declared {
  contacts: Record<string, Record<string, unknown>>;
  groups: Record<string, string[] | null>;
  ignoreChanges: Record<string, string[]>;
}

const BOT_ADDED_BY_HAND = { Address: "https://open.feishu.cn/open-apis/bot/v2/hook/by-hand", SecretKey: "by-hand-key" };
const folder = mkdtempSync(join(tmpdir(), "vmp-old-state-"));
const receiver = http.createServer((request, response) => request.resume().on("end", () => response.end()));
let program: Program;
let declared: Declared;

/** A file of the fixture, with the addresses of this run. */
function fixture(name: string): string {
  const { port } = receiver.address() as AddressInfo;
  const text = readFileSync(join(__dirname, "..", "fixtures", "state-0.1.0", name), "utf8");
  return text.replaceAll("http://127.0.0.1:8641", `http://127.0.0.1:${port}`);
}

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function contact(name: string) {
  const found = program.emulator.contacts().find(({ Name }) => Name === name);
  if (found === undefined) throw new Error(`there is no contact ${name}`);
  return found;
}

function group(name: string) {
  const found = program.emulator.groups().find(({ Name }) => Name === name);
  if (found === undefined) throw new Error(`there is no group ${name}`);
  return found;
}

/** Which resources a run lists with this word, as ` ~  type name updated [diff: ~email]`. */
function listed(output: string, word: string): string[] {
  const lines = output.matchAll(/^ [~+-] {2}pulumi-nodejs\S+ (\S+) (\w+)(?: \(\S+\))?(?: \[diff: (.*)\])?/gm);
  return [...lines].filter((line) => line[2] === word).map(([, name = "", , diff]) => [name, diff].join(" ").trim());
}

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  program = await Program.open({ index: fixture("index.js"), data: write("emulator.json", fixture("emulator.json")) });
  declared = JSON.parse(fixture("contacts.json")) as Declared;
  program.write({ ...declared });
  const state = fixture("state.json").replaceAll("http://127.0.0.1:8642", program.emulator.url);
  await program.pulumi(`stack import --file ${write("state.json", state)}`);
  Object.assign(program.emulator.behaviour, { emailRemoval: "refused", phoneRemoval: "ignored" });
});

afterAll(async () => {
  await program.close();
  receiver.close();
  rmSync(folder, { recursive: true });
});

test("a preview calls nothing, and has nothing to do but the test that failed", async () => {
  const output = await program.pulumi("preview");
  expect(listed(output, "update")).toEqual(["failed-test"]);
  expect(output).toMatch(/~ 1 to update\s+14 unchanged/);
  expect(program.calls()).toEqual([]);
});

test("a refresh shows what was done by hand, and the test that failed", async () => {
  const act = (action: string, params: object) => program.emulator.act(action, { ...params });
  await act("UpdateContact", { Id: contact("full").Id, Email: "by-hand@example.com" });
  await act("UpdateContact", { Id: contact("in-no-group").Id, LarkBotWebhook: BOT_ADDED_BY_HAND });
  await act("DeleteContacts", { Ids: [contact("phone-only").Id] });
  await act("UpdateContactGroup", { Id: group("team").Id, ContactIds: [contact("full").Id] });
  const output = await program.pulumi("refresh --yes --skip-preview");
  for (const action of program.calls()) expect(action).toMatch(/^(Get|List)/);
  expect(listed(output, "updated").sort()).toEqual([
    "failed-test",
    "full ~contactGroupIds,email",
    "in-no-group +larkBotWebhook",
    "team ~contactIds",
  ]);
  expect(listed(output, "deleted")).toEqual(["phone-only"]);
  for (const warning of [
    'contact "kept-by-service": its e-mail was taken out of the program, but VMP keeps it',
    'contact "kept-by-service": its phone number was taken out of the program, but VMP keeps it',
    `contact "failed-test": VMP's test of webhook failed`,
  ]) {
    expect(output).toContain(warning);
  }
  const state = await program.state();
  for (const secret of Object.values(BOT_ADDED_BY_HAND)) expect(state).not.toContain(secret);
});

test("an up puts that right, and sends what the program changes", async () => {
  const { contacts } = declared;
  const dingTalkBotWebhook = { ...(contacts.full?.dingTalkBotWebhook as object), secretKey: "SECnew-ding-key" };
  program.write({
    groups: declared.groups,
    contacts: {
      ...contacts,
      full: { ...contacts.full, dingTalkBotWebhook },
      "hidden-declared": { ...contacts["hidden-declared"], email: "changed@example.com" },
      "kept-by-service": { ...contacts["kept-by-service"], email: "back@example.com" },
      "mail-again": { ...contacts["mail-again"], resendValidation: "2026-11-24" },
    },
    ignoreChanges: {},
  });
  const failed = contact("failed-test");
  const output = await program.up();
  expect(listed(output, "created")).toEqual(["phone-only"]);
  expect(
    listed(output, "updated")
      .map((line) => line.split(" ")[0])
      .sort(),
  ).toEqual([
    "failed-test",
    "full",
    "hidden-declared",
    "hidden-ignored",
    "in-no-group",
    "kept-by-service",
    "mail-again",
    "team",
  ]);
  expect(program.writes()).toEqual([
    "CreateContact",
    "SendValidationMessage",
    "TestWebhook",
    ...Array<string>(5).fill("UpdateContact"),
    "UpdateContactGroup",
  ]);

  expect(contact("full")).toMatchObject({
    Email: "full@example.com",
    ContactGroupIds: [EXAMPLE_GROUP.Id],
    Webhook: { Address: "https://alerts.example.com/full-hook-id", Token: "full-token" },
    LarkBotWebhook: { SecretKey: "full-lark-key" },
    DingTalkBotWebhook: { SecretKey: "SECnew-ding-key" },
    WeComBotWebhook: { Address: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=full-wecom-key" },
    PhoneNumber: { Number: "13300000000" },
  });
  expect(contact("hidden-ignored")).not.toHaveProperty("LarkBotWebhook");
  expect(contact("hidden-ignored").Webhook).toEqual({
    Address: "https://alerts.example.com/ignored-hook-id",
    Token: "",
  });
  expect(contact("hidden-declared")).toMatchObject({
    Email: "changed@example.com",
    LarkBotWebhook: {
      Address: "https://open.feishu.cn/open-apis/bot/v2/hook/declared-hook-id",
      SecretKey: "declared-lark-key",
    },
  });
  expect(contact("kept-by-service")).toMatchObject({
    Email: "back@example.com",
    PhoneNumber: { Number: "13300000000" },
  });
  expect(contact("in-no-group")).not.toHaveProperty("LarkBotWebhook");
  expect(contact("failed-test")).toEqual(failed);
  expect(group("team").ContactIds.sort()).toEqual([contact("groups-left-out").Id, contact("mail-again").Id].sort());
  expect(contact("phone-only").PhoneNumber).toEqual({ CountryCode: "+86", Number: "13300000000" });

  const state = await program.state();
  for (const secret of [...secretsOf(declared.contacts), "SECnew-ding-key"]) expect(state).not.toContain(secret);
  expect(new Set(Array.from(state.matchAll(/"__provider": ("(?:[^"\\]|\\.)*")/g), ([, text = ""]) => text))).toEqual(
    new Set(
      ["contact", "contactGroup"].map((name) =>
        JSON.stringify(`exports.handler=()=>require("pulumi-vmp/provider").${name}`),
      ),
    ),
  );
});

test("then there is nothing to do, also after a look at the service", async () => {
  expect(await program.pulumi("preview --refresh --expect-no-changes")).toMatch(/15 unchanged/);
});

test("a destroy leaves what is not the program's", async () => {
  program.calls();
  await program.pulumi("destroy --yes --skip-preview");
  expect(new Set(program.calls())).toEqual(new Set(["DeleteContacts", "ListNotifyPolicies", "DeleteContactGroups"]));
  expect(program.emulator.contacts()).toEqual([]);
  expect(program.emulator.groups()).toMatchObject([EXAMPLE_GROUP, SECOND_GROUP]);
});
