/** Lookups in the program's process, under the real CLI. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fields } from "../../provider/resources/contact/table";
import { createBody } from "../../provider/fields/wire";
import { OPTIONAL_FIELDS } from "../support/contacts";
import { Program, secretsOf } from "./program";

const byHand = { name: "by-hand", ...OPTIONAL_FIELDS };
const HEAD = 'const pulumi = require("@pulumi/pulumi");\nconst vmp = require("pulumi-vmp");\n';
/** No keys anywhere, and no time lost with looking for them. */
const NO_KEYS = { VOLCENGINE_ECS_METADATA_DISABLED: "true", HOME: "/nonexistent" };

let opened: Program | undefined;

afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

/** A program beside a contact that somebody made by hand. */
async function open(index: string, configured = true): Promise<{ program: Program; id: string }> {
  const program = await Program.open({ index: HEAD + index, configured });
  opened = program;
  const { Id: id } = (await program.emulator.act("CreateContact", createBody(fields, byHand))) as { Id: string };
  return { program, id };
}

function rewrite({ workspace }: Program, index: string): void {
  writeFileSync(join(workspace.dir, "index.js"), HEAD + index);
}

test("both forms find a contact; what is exported keeps its secrets encrypted, and the rest readable", async () => {
  const { program, id } = await open(`
const found = vmp.getContactOutput({ name: "by-hand" });
const team = new vmp.ContactGroup("team", { name: "team", contactIds: [found.id] });
exports.whole = found;
exports.id = found.id;
exports.webhook = found.webhook;
exports.plain = vmp.getContact({ name: "by-hand" });
exports.all = vmp.getContactsOutput({ emailContains: "@" });
exports.again = vmp.getContactGroupOutput({ id: team.id }).contactIds;
exports.byName = vmp.getContactGroupOutput({ name: "team" }, { dependsOn: team }).contactIds;
`);
  const preview = await program.pulumi("preview --diff");
  expect(preview).toContain(id);
  const reads = program.calls();
  expect(reads.sort()).toEqual(["GetContact", "GetContact", "ListContacts", "ListContacts", "ListContacts"]);
  const up = await program.up();
  expect(program.calls().filter((call) => call.endsWith("Group"))).toEqual([
    "CreateContactGroup",
    "GetContactGroup",
    "GetContactGroup",
    "GetContactGroup",
  ]);
  expect(program.emulator.groups()).toMatchObject([{}, {}, { Name: "team", ContactIds: [id] }]);

  const outputs = await program.workspace.outputs();
  const { email, phoneNumber } = byHand;
  const whole = { id, name: "by-hand", email, phoneNumber, webhook: "[secret]", larkBotWebhook: "[secret]" };
  expect(outputs).toMatchObject({
    whole,
    id,
    webhook: "[secret]",
    plain: whole,
    all: [whole],
    again: [id],
    byName: [id],
  });
  const state = await program.state();
  for (const secret of secretsOf(byHand)) {
    for (const text of [preview, up, state, JSON.stringify(outputs)]) expect(text).not.toContain(secret);
  }
  const { stdout } = await program.workspace.pulumi(["stack", "output", "webhook", "--show-secrets"]);
  expect(JSON.parse(stdout)).toEqual(byHand.webhook);
  await program.pulumi("preview --refresh --expect-no-changes");
});

test("what this very run makes is unknown in the preview, and found by up after it was made", async () => {
  const { program } = await open(`
const made = new vmp.Contact("made", { name: "made", email: "made@example.com" });
exports.active = vmp.getContactOutput({ id: made.id }).emailActive;
`);
  await program.pulumi("preview");
  expect(program.calls()).toEqual([]);
  await program.up();
  expect(program.calls()).toEqual(["CreateContact", "GetContact", "GetContact"]);
  expect(await program.workspace.outputs()).toEqual({ active: false });
});

test("without any key a preview goes through: lookups are unknown, with one warning", async () => {
  const { program } = await open(
    `
const found = vmp.getContactOutput({ name: "by-hand" });
const group = vmp.getContactGroupOutput({ name: "second" });
new vmp.Contact("oncall", { name: "oncall", email: "a@example.com", contactGroupIds: [group.id] });
new vmp.ContactGroup("team", { name: "team", contactIds: [found.id] });
exports.whole = found;
exports.webhook = found.webhook;
`,
    false,
  );
  await program.workspace.configure({ "vmp:endpoint": program.emulator.url });
  const preview = await program.pulumi("preview", { env: NO_KEYS });
  expect(preview).toMatch(/\+ 3 to create/);
  // Once as it happens, and once in the summary.
  expect(preview.match(/VMP is not asked in this preview, as there are no keys/g)).toHaveLength(2);
  const up = await program.pulumi("up --yes --skip-preview", { env: NO_KEYS, expectFailure: true });
  expect(up).toMatch(/look up contact(?: group)? "[\w-]+": NoCredentials: .*vmp:accessKey/s);
  expect(up).not.toMatch(/\n\s+at /);

  rewrite(program, 'exports.plain = vmp.getContact({ name: "by-hand" });');
  const plain = await program.pulumi("preview", { env: NO_KEYS, expectFailure: true });
  expect(plain).toContain("In previews like this one use vmp.getContactOutput: its result is unknown then.");
  expect(program.calls()).toEqual([]);
});

describe("a lookup that fails", () => {
  const SENTENCE = 'look up contact "nobody": there is no contact of exactly this name.';
  let failing: Program;

  beforeAll(async () => {
    failing = await Program.open({
      index: `${HEAD}new vmp.Contact("kept", { name: "kept", email: "kept@example.com" });`,
    });
    await failing.up();
  });

  afterAll(() => failing.close());

  test.each([
    [
      "an output that a resource needs",
      'new vmp.ContactGroup("g", { name: "g", contactIds: [vmp.getContactOutput({ name: "nobody" }).id] });',
    ],
    ["an output that nothing needs", 'vmp.getContactOutput({ name: "nobody" });'],
    ["an output that is exported", 'exports.found = vmp.getContactOutput({ name: "nobody" });'],
    ["a promise that nobody looks at", 'vmp.getContact({ name: "nobody" });'],
    [
      "a program that is a function",
      'module.exports = async () => ({ id: (await vmp.getContact({ name: "nobody" })).id });',
    ],
  ])("fails the run with its sentence alone, and costs nothing: %s", async (_case, index) => {
    rewrite(failing, index);
    const output = await failing.pulumi("up --yes --skip-preview", { expectFailure: true });
    expect(output).toContain(SENTENCE);
    // Once as it happens, and once in the summary.
    expect(output.split(SENTENCE)).toHaveLength(3);
    expect(output).not.toMatch(/\n\s+at |unhandled|RunError/);
    // What the program declared before is not taken for deleted.
    expect(failing.emulator.contacts()).toMatchObject([{ Name: "kept" }]);
  });
});
