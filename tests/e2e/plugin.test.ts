/** `pulumi-vmp/plugin`: the packaged provider in a program for Node, and a stack that moves to it and back. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { OPTIONAL_FIELDS } from "../support/contacts";
import { Program, secretsOf } from "./program";

/** Membership is the group's. */
const { contactGroupIds: _groups, ...fields } = OPTIONAL_FIELDS;
const oncall = { name: "oncall", ...fields };

/** What it declares, and where that comes from, can be read from files. */
const index = `
const vmp = require(require("./from.json"));
const oncall = new vmp.Contact("oncall", require("./contacts.json").oncall);
new vmp.ContactGroup("team", { name: "team", contactIds: [oncall.id] });
exports.webhook = oncall.webhook;
exports.sendStatus = oncall.sendStatus;
`;

let program: Program;
/** Of one test alone. */
let other: Emulator | undefined;

async function open(text: string): Promise<void> {
  program = await Program.open({ host: "packaged", index: text });
  from("pulumi-vmp/plugin");
}

function from(place: string): void {
  writeFileSync(join(program.workspace.dir, "from.json"), JSON.stringify(place));
}

afterEach(async () => {
  await other?.close();
  other = undefined;
  await program.close();
});

test("a stack of the dynamic classes moves to the packaged provider and back, unchanged", async () => {
  await open(index);
  from("pulumi-vmp");
  await program.up({ oncall });
  const ids = [...program.emulator.contacts(), ...program.emulator.groups()].map(({ Id }) => Id);
  program.calls();

  from("pulumi-vmp/plugin");
  expect(await program.pulumi("preview --expect-no-changes")).toMatch(/3 unchanged/);
  expect(await program.up()).toMatch(/3 unchanged/);
  expect(program.calls()).toEqual([]);
  const types = (await program.workspace.resources()).map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(["vmp:index:Contact", "vmp:index:ContactGroup"]));
  expect(await program.pulumi("refresh --yes --skip-preview")).toMatch(/3 unchanged/);
  expect(await program.pulumi("preview --expect-no-changes")).toMatch(/3 unchanged/);
  await program.up({ oncall: { ...oncall, webhook: { ...oncall.webhook, token: "rotated-token" } } });
  expect(program.writes()).toEqual(["UpdateContact"]);

  from("pulumi-vmp");
  expect(await program.up()).toMatch(/2 updated/);
  expect(program.calls()).toEqual([]);
  expect(await program.pulumi("refresh --yes --skip-preview")).toMatch(/3 unchanged/);
  expect(await program.pulumi("preview --expect-no-changes")).toMatch(/3 unchanged/);
  expect([...program.emulator.contacts(), ...program.emulator.groups()].map(({ Id }) => Id)).toEqual(ids);
  await program.pulumi("destroy --yes --skip-preview");
  expect(program.emulator.contacts()).toEqual([]);
  const state = await program.state();
  for (const secret of secretsOf(oncall)) expect(program.printed + state).not.toContain(secret);
});

test("outputs are right from the first up on, and their secrets are encrypted", async () => {
  await open(index);
  await program.up({ oncall });
  const { stdout } = await program.workspace.pulumi(["stack", "output", "--json", "--show-secrets"]);
  expect(JSON.parse(stdout)).toEqual({ webhook: oncall.webhook, sendStatus: "MessageSucceed.Email" });
  const state = await program.state();
  for (const secret of secretsOf(oncall)) expect(program.printed + state).not.toContain(secret);
});

test("a region that only the dynamic provider saw stops the move", async () => {
  await open(index);
  from("pulumi-vmp");
  await program.workspace.configure({ "volcengine:region": "cn-beijing" });
  await program.up({ oncall });
  from("pulumi-vmp/plugin");
  await program.workspace.configure({ "volcengine:region": "cn-beijing", "vmp:region": "cn-shanghai" });
  expect(await program.pulumi("preview", { expectFailure: true })).toMatch(/the region from cn-beijing to cn-shanghai/);
});

test("Contact.get, import, lookups and a provider of another account, in one program", async () => {
  await open(`
const vmp = require("pulumi-vmp/plugin");
const { endpoint, id, imported } = require("./contacts.json");
const provider = new vmp.Provider("other", { endpoint, accessKey: "AKother", secretKey: "SKother", timeout: 30 });
new vmp.Contact("there", { name: "there", email: "there@example.com" }, { provider });
exports.email = vmp.Contact.get("by-hand", id).email;
const found = vmp.getContactOutput({ name: "by-hand" });
exports.found = found.id;
exports.foundWebhook = found.webhook;
exports.others = vmp.getContactsOutput({}, { provider }).apply((all) => all.map(({ name }) => name));
new vmp.Contact("imported", { name: "imported", email: "imported@example.com", webhook: { address: "https://h.example.com/canary" } }, { import: imported });
`);
  other = await startEmulator({ accessKey: "AKother", secretKey: "SKother" });
  const make = async (name: string): Promise<string> => {
    const hand = { Email: `${name}@example.com`, Webhook: { Address: "https://h.example.com/canary" } };
    await program.emulator.act("CreateContact", { Name: name, ...hand });
    return program.emulator.contacts().find(({ Name }) => Name === name)?.Id ?? "";
  };
  await other.act("CreateContact", { Name: "stranger" });
  const [id, imported] = [await make("by-hand"), await make("imported")];
  program.write({ endpoint: other.url, id, imported } as never);
  const printed = await program.up();
  expect(printed).toMatch(/= +vmp:index:Contact +imported +imported/);
  expect(program.writes()).toEqual([]);
  expect(other.contacts().map(({ Name }) => Name)).toEqual(["stranger", "there"]);
  expect(await program.workspace.outputs()).toEqual({
    email: "by-hand@example.com",
    found: id,
    foundWebhook: "[secret]",
    others: ["stranger"],
  });
  expect(program.printed + (await program.state())).not.toMatch(/SKother|canary/);
});

test("a lookup through a provider with a setting that is not known yet is unknown in the preview", async () => {
  await open(`
const vmp = require("pulumi-vmp/plugin");
const made = new vmp.Contact("made", { name: "made", email: "made@example.com" });
const { endpoint, ...keys } = require("./contacts.json");
const provider = new vmp.Provider("later", { ...keys, endpoint: made.id.apply(() => endpoint) });
const found = vmp.getContactOutput({ name: "made" }, { provider });
new vmp.ContactGroup("team", { name: "team", contactIds: [found.id] });
exports.all = vmp.getContactsOutput({}, { provider }).apply((all) => all.map(({ name }) => name));
`);
  const { url: endpoint, accessKey, secretKey } = program.emulator;
  program.write({ endpoint, accessKey, secretKey } as never);
  const preview = await program.pulumi("preview");
  expect(preview).toMatch(/all *: \[unknown\]/);
  expect(preview).toMatch(/\+ 4 to create/);
  await program.up();
  expect(await program.workspace.outputs()).toEqual({ all: ["made"] });
});

test("a lookup that fails shows nothing that the program calls secret", async () => {
  await open(`
const pulumi = require("@pulumi/pulumi");
const vmp = require("pulumi-vmp/plugin");
exports.found = vmp.getContactOutput({ name: pulumi.secret("canary-name") }).id;
`);
  expect(await program.pulumi("preview", { expectFailure: true })).toMatch(/look up contact .* there is no contact of/);
  expect(program.printed).not.toContain("canary");
});
