import { appendFileSync, cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../tools/engine";
import { fill, SECRET } from "./account";
import { Migration } from "./support";

let migration: Migration;

beforeAll(async () => {
  migration = await Migration.open();
  const { dir } = migration.workspace;
  const example = join(ROOT, "examples", "roster");
  cpSync(example, dir, { recursive: true, filter: (path) => !/node_modules|(contacts|Pulumi)\.yaml$/.test(path) });
  await fill(migration.emulator, 12, 3);
});

afterAll(() => migration.close());

test("an account comes into a roster, and nothing is changed at VMP", async () => {
  const before = await migration.account();
  const { code, stderr } = await migration.export(["--format", "yaml", "--write-config", "--out", "contacts.yaml"]);
  expect({ code, stderr }).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^12 contacts and 3 contact groups/m) as string,
  });
  for (const file of ["contacts.yaml", "Pulumi.dev.yaml"]) expect(migration.read(file)).not.toContain(SECRET);
  migration.actions();

  expect(await migration.pulumi("up --yes --skip-preview")).toMatch(/\+ 16 created/);
  expect(migration.actions()).toEqual(["GetContact", "GetContactGroup", "ListContactGroups", "ListContacts"]);
  expect(await migration.account()).toEqual(before);
  expect(await migration.pulumi("up --yes --skip-preview")).toMatch(/16 unchanged/);
  expect(migration.actions()).toEqual([]);
  await migration.pulumi("preview --refresh --expect-no-changes");
});

test("a policy goes to the end of the program, as the README has it", async () => {
  const [group] = migration.emulator.groups();
  if (!group) throw new Error("the account has no group");
  const readme = readFileSync(join(ROOT, "examples", "roster", "README.md"), "utf8");
  const [policy = ""] = /^ {4}new vmp\.NotifyPolicy.*?^ {4}\}\);$/ms.exec(readme) ?? [];
  appendFileSync(join(migration.workspace.dir, "index.ts"), policy.replace("first-line", group.Name));
  expect(await migration.pulumi("up --yes --skip-preview", { typeCheck: true })).toMatch(
    /\+ 1 created\n +16 unchanged/,
  );
  const policies = await migration.emulator.act("ListNotifyPolicies", {});
  expect(policies).toMatchObject({ Items: [{ Name: "payments", Levels: [{ ContactGroupIds: [group.Id] }] }] });
});
