/** `pulumi import` and the `import` option, of every resource type, through the real engine. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { changedProperties } from "../../provider/fields/diff";
import { createBody } from "../../provider/fields/wire";
import type { ResourceType } from "../../provider/lifecycle/resource-type";
import type { Properties } from "../../provider/values";
import { RESOURCE_TYPES } from "../../provider/resources";
import { token } from "../../provider/hosts/tokens";
import { shownBlocks } from "../docs/shell";
import { CHAIN, makeUsed } from "../support/chain";
import { OPTIONAL_FIELDS } from "../support/contacts";
import { terminalIn, typed } from "../support/typed";
import { YamlProgram } from "../yaml/program";

interface MadeThing {
  Id: string;
}

const NOBODY = "00000000-0000-4000-8000-000000000000";

/** Membership is the group's: an empty set is not imported, as it is not managed from there. */
const { contactGroupIds: _groups, ...fieldsOfContact } = OPTIONAL_FIELDS;

/** What somebody made in the console, with every field. */
const BY_HAND: Record<string, (contactId: string) => Record<string, unknown>> = {
  Contact: () => fieldsOfContact,
  ContactGroup: (contactId) => ({ contactIds: [contactId] }),
};

let program: YamlProgram;

beforeEach(async () => {
  program = await YamlProgram.open();
});

afterEach(() => program.close());

async function make(type: ResourceType): Promise<{ id: string; fields: Record<string, unknown> }> {
  const { emulator } = program;
  await emulator.act("CreateContact", { Name: "member" });
  await makeUsed(type, emulator);
  const own = BY_HAND[type.name]?.(emulator.contacts()[0]?.Id ?? "");
  const fields = { ...(own ?? CHAIN[type.name]?.full), name: "by-hand" };
  const { Id } = (await emulator.act(type.actions.create, createBody(type.fields, fields))) as { Id: string };
  program.calls();
  return { id: Id, fields };
}

/** Imports it, and has what Pulumi printed as the program from then on. */
async function importIt(type: ResourceType, id: string): Promise<{ output: string; properties: Properties }> {
  const output = await program.pulumi(`import ${token(type.name)} it ${id} --yes --protect=false --out printed.yaml`);
  const printed = parse(readFileSync(join(program.workspace.dir, "printed.yaml"), "utf8")) as {
    resources: Record<string, { properties: unknown }>;
  };
  program.write(printed.resources);
  return { output, properties: inTheClear(printed.resources.it?.properties) as Properties };
}

/** As YAML writes secrets. */
function inTheClear(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inTheClear);
  if (typeof value !== "object" || value === null) return value;
  if ("fn::secret" in value) return inTheClear(value["fn::secret"]);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inTheClear(inner)]));
}

test.each(RESOURCE_TYPES)(
  "vmp.$name: the printed program is all of it, and nothing differs from then on",
  async (type) => {
    const { id, fields } = await make(type);
    const { output, properties } = await importIt(type, id);
    expect(changedProperties(type.fields, properties, fields)).toEqual([]);
    expect(output).not.toMatch(/failed to validate|bug in/);
    expect(await program.pulumi("preview --expect-no-changes")).toContain("2 unchanged");
    expect(await program.pulumi("refresh --yes --skip-preview --expect-no-changes")).toContain("2 unchanged");
    expect(program.calls().filter((action) => !/^(Get|List)/.test(action))).toEqual([]);
  },
);

test.each(RESOURCE_TYPES)("vmp.$name: the option takes it as the program says, and nothing is sent", async (type) => {
  const { id, fields } = await make(type);
  const it = { type: `vmp:${type.name}`, properties: fields };
  program.write({ it: { ...it, options: { import: id } } });
  expect(await program.pulumi("up --yes --skip-preview")).toMatch(/1 imported/);
  expect(await program.pulumi("preview --expect-no-changes")).toContain("2 unchanged");
  program.write({ it });
  expect(await program.pulumi("preview --expect-no-changes")).toContain("2 unchanged");
  expect(program.calls().filter((action) => !/^(Get|List)/.test(action))).toEqual([]);
});

test.each(RESOURCE_TYPES)("vmp.$name: an id that is not of one is an error that says what to check", async (type) => {
  await make(type);
  const others = [...program.emulator.contacts(), ...program.emulator.groups()];
  const other = others.find(({ Name }) => Name === (type.name === "Contact" ? "example" : "member"))?.Id ?? "";
  const refused = (id: string): Promise<string> =>
    program.pulumi(`import ${token(type.name)} it ${id} --yes --protect=false`, { expectFailure: true });
  expect(await refused("by-hand")).toMatch(RegExp(`look up ${type.noun} \\(id by-hand\\): the id must be the id of a`));
  const gone = RegExp(
    `look up ${type.noun} \\(id \\S+\\): .*Check the id, the account that the keys are of, and the region .*take the import`,
  );
  expect(await refused(NOBODY)).toMatch(gone);
  expect(await refused(other)).toMatch(gone);
});

test("docs/plugin.md: a contact and its group are imported by their ids", async () => {
  const { emulator, workspace } = program;
  const { Id: contact } = (await emulator.act("CreateContact", {
    Name: "oncall",
    Email: "a@example.com",
  })) as MadeThing;
  const { Id: group } = (await emulator.act("CreateContactGroup", {
    Name: "team",
    ContactIds: [contact],
  })) as MadeThing;
  const commands = shownBlocks("docs/plugin.md", "Import").flat();
  const ids = commands.flatMap(({ text }) => text.split(" ").slice(-1));
  const instead = Object.fromEntries(ids.map((id, index) => [id, [contact, group][index] ?? ""]));
  expect(Object.keys(instead)).toHaveLength(2);
  const output = await typed(commands, { ...(await terminalIn(workspace)), instead });
  expect(output.match(/imported|= 1 /g)?.length).toBeGreaterThan(1);
  const resources = (await workspace.resources()).filter(({ type }) => type.startsWith("vmp:"));
  expect(resources.map(({ id }) => id)).toEqual([contact, group]);
});

test("what VMP masks is said, has to be given, and is no drift", async () => {
  const [type] = RESOURCE_TYPES;
  if (!type) throw new Error("no resource type");
  const { id, fields } = await make(type);
  program.emulator.behaviour.secrets = "masked";
  const { output, properties } = await importIt(type, id);
  expect(output).toMatch(/warning: contact "by-hand" .*VMP does not show .*webhook\.token.*Give each in the program/);
  expect(output).not.toMatch(/failed to validate|bug in/);
  expect(properties).toMatchObject({ webhook: { address: "(not shown by VMP)", token: "(not shown by VMP)" } });
  const refused = await program.pulumi("preview", { expectFailure: true });
  expect(refused).toMatch(/webhook\.token.* stands for what VMP does not show; give the value itself/);
  expect(await program.pulumi("refresh --yes --skip-preview --expect-no-changes")).toContain("2 unchanged");

  program.write({ it: { type: `vmp:${type.name}`, properties: fields } });
  program.calls();
  await program.pulumi("up --yes --skip-preview");
  expect(program.calls()).toContain("UpdateContact");
  expect(await program.pulumi("refresh --yes --skip-preview --expect-no-changes")).toContain("2 unchanged");
  expect(await program.pulumi("preview --expect-no-changes")).toContain("2 unchanged");
});
