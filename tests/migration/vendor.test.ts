/**
 * The commands of docs/migration.md, for those who come from the vendor's provider. A dynamic resource stands in for
 * it.
 */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Migration } from "./support";

const URN = "urn:pulumi:dev::migration::pulumi-nodejs:dynamic/vendor";
const CONTACT = `${URN}:Contact::oncall`;
const GROUP = `${URN}:ContactGroup::team-a`;

let migration: Migration;
let deleted: string;
let before: unknown;

beforeAll(async () => {
  migration = await Migration.open();
  deleted = join(migration.workspace.dir, "deleted");
  const { emulator } = migration;
  const { Id } = (await emulator.act("CreateContact", { Name: "oncall", Email: "oncall@example.com" })) as {
    Id: string;
  };
  await emulator.act("CreateContactGroup", { Name: "team-a", ContactIds: [Id] });
  before = await migration.account();
});

/** Each test starts with a stack that the vendor's provider made. */
beforeEach(async () => {
  rmSync(deleted, { force: true });
  await vendorUp("{}");
});

/** And ends with one that is empty, without anything being deleted at VMP. */
afterEach(async () => {
  await migration.pulumi("state delete --all --yes");
  expect(await migration.account()).toEqual(before);
});

afterAll(() => migration.close());

/** Runs the vendor's program. Its delete leaves a file behind. */
async function vendorUp(options: string): Promise<string> {
  const [contact] = migration.emulator.contacts();
  const [group] = migration.emulator.groups();
  const program = `
    import { dynamic } from "@pulumi/pulumi";
    const provider = {
      create: async ({ vmpId }: any) => ({ id: vmpId, outs: {} }),
      delete: async () => require("node:fs").writeFileSync(${JSON.stringify(deleted)}, ""),
    };
    class Vendor extends dynamic.Resource {
      constructor(type: string, name: string, props: object, opts: object) {
        super(provider, name, props, opts, "vendor", type);
      }
    }
    const oncall = new Vendor("Contact", "oncall", { vmpId: ${JSON.stringify(contact?.Id)} }, ${options});
    new Vendor("ContactGroup", "team-a", { vmpId: ${JSON.stringify(group?.Id)}, contactIds: [oncall.id] }, ${options});`;
  writeFileSync(join(migration.workspace.dir, "index.ts"), program);
  return migration.pulumi("up --yes --skip-preview");
}

async function exportedUp(): Promise<string> {
  const { code } = await migration.export(["--write-config", "--out", "index.ts", "--force"]);
  expect(code).toBe(0);
  migration.actions();
  const output = await migration.pulumi("up --yes --skip-preview");
  expect(migration.actions()).toEqual(["GetContact", "GetContactGroup", "ListContactGroups", "ListContacts"]);
  return output;
}

test("state delete with the URNs of all of them, then up: nothing is deleted or changed at VMP", async () => {
  await expect(migration.pulumi(`state delete --yes ${CONTACT}`)).rejects.toThrow(
    /can't be safely deleted because the following resources depend on it/,
  );
  await migration.pulumi(`state delete --yes ${CONTACT} ${GROUP}`);
  expect(await exportedUp()).toMatch(/\+ 2 created/);
  expect(existsSync(deleted)).toBe(false);
});

test("what is protected needs --force", async () => {
  await vendorUp("{ protect: true }");
  await expect(migration.pulumi(`state delete --yes ${GROUP}`)).rejects.toThrow(/because it is protected/);
  await migration.pulumi(`state delete --yes --force ${CONTACT} ${GROUP}`);
  expect(await migration.pulumi("stack export")).not.toContain(URN);
  expect(existsSync(deleted)).toBe(false);
});

test("retainOnDelete, then up with both changes at once: nothing is deleted or changed at VMP", async () => {
  expect(await vendorUp("{ retainOnDelete: true }")).toMatch(/3 unchanged/);
  expect(await exportedUp()).toMatch(/oncall deleted .*\[retain\][^]*\+ 2 created[^]*- 2 deleted/);
  expect(existsSync(deleted)).toBe(false);
});

test("without either, up deletes what the vendor's provider has", async () => {
  await exportedUp();
  expect(existsSync(deleted)).toBe(true);
});
