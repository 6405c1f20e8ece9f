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
const POLICY = `${URN}:NotifyPolicy::payments`;

let migration: Migration;
let deleted: string;
let before: unknown;
let policy: { Id: string };

beforeAll(async () => {
  migration = await Migration.open();
  deleted = join(migration.workspace.dir, "deleted");
  const { emulator } = migration;
  const { Id } = (await emulator.act("CreateContact", { Name: "oncall", Email: "oncall@example.com" })) as {
    Id: string;
  };
  const group = (await emulator.act("CreateContactGroup", { Name: "team-a", ContactIds: [Id] })) as { Id: string };
  const Levels = [{ Level: "P0", ContactGroupIds: [group.Id], Channels: ["Email"] }];
  policy = (await emulator.act("CreateNotifyPolicy", { Name: "payments", Levels })) as { Id: string };
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
    const team = new Vendor("ContactGroup", "team-a", { vmpId: ${JSON.stringify(group?.Id)}, contactIds: [oncall.id] }, ${options});
    new Vendor("NotifyPolicy", "payments", { vmpId: ${JSON.stringify(policy.Id)}, contactGroupIds: [team.id] }, ${options});`;
  writeFileSync(join(migration.workspace.dir, "index.ts"), program);
  return migration.pulumi("up --yes --skip-preview");
}

async function exportedUp(): Promise<string> {
  const { code } = await migration.export(["--write-config", "--out", "index.ts", "--force"]);
  expect(code).toBe(0);
  migration.actions();
  const output = await migration.pulumi("up --yes --skip-preview");
  expect(migration.actions().filter((action) => !/^(Get|List)/.test(action))).toEqual([]);
  return output;
}

test("state delete with the URNs of all of them, then up: nothing is deleted or changed at VMP", async () => {
  await expect(migration.pulumi(`state delete --yes ${CONTACT}`)).rejects.toThrow(
    /can't be safely deleted because the following resources depend on it/,
  );
  await migration.pulumi(`state delete --yes ${CONTACT} ${GROUP} ${POLICY}`);
  expect(await exportedUp()).toMatch(/\+ 3 created/);
  expect(existsSync(deleted)).toBe(false);
});

test("what is protected needs --force", async () => {
  await vendorUp("{ protect: true }");
  await expect(migration.pulumi(`state delete --yes ${POLICY}`)).rejects.toThrow(/because it is protected/);
  await migration.pulumi(`state delete --yes --force ${CONTACT} ${GROUP} ${POLICY}`);
  expect(await migration.pulumi("stack export")).not.toContain(URN);
  expect(existsSync(deleted)).toBe(false);
});

test("retainOnDelete, then up with both changes at once: nothing is deleted or changed at VMP", async () => {
  expect(await vendorUp("{ retainOnDelete: true }")).toMatch(/4 unchanged/);
  expect(await exportedUp()).toMatch(/oncall deleted .*\[retain\][^]*\+ 3 created[^]*- 3 deleted/);
  expect(existsSync(deleted)).toBe(false);
});

test("without either, up deletes what the vendor's provider has", async () => {
  await exportedUp();
  expect(existsSync(deleted)).toBe(true);
});
