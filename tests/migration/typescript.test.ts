import { RESOURCE_TYPES } from "../../provider/resources";
import { allSecretsOf, fill, SECRET } from "./account";
import { fillRoad, ROAD } from "./road";
import { Migration } from "./support";

const CONTACTS = 80;
const GROUPS = 12;
const RESOURCES = CONTACTS + GROUPS + Object.values<number>(ROAD).reduce((sum, number) => sum + number);
const READS = RESOURCE_TYPES.flatMap(({ actions: { get = "", list } }) => [get, list]);

let migration: Migration;
let before: unknown;

beforeAll(async () => {
  migration = await Migration.open();
  await fill(migration.emulator, CONTACTS, GROUPS);
  await fillRoad(migration.emulator);
  before = await migration.account();
});

afterAll(() => migration.close());

/** In the order of an afternoon: each test goes on from where the one before it ended. */
describe(`an account of ${CONTACTS} contacts and the road to them comes under Pulumi: ${RESOURCES} resources`, () => {
  test("the export writes the program and sets its secrets, and nobody sees them", async () => {
    const args = ["--format", "typescript", "--write-config", "--out", "index.ts"];
    const { code, stdout, stderr } = await migration.export(args);
    expect({ code, stdout, stderr }).toMatchObject({ code: 0, stdout: "" });
    const set = Object.keys(allSecretsOf(migration.emulator.contacts())).length;
    expect(stderr).toBe(
      `Setting ${set} secrets in the stack's configuration, about 1 s …\n` +
        "80 contacts, 12 contact groups, 3 notify group policies, 6 notify templates, 9 notify policies and " +
        "5 silence policies written to index.ts.\n" +
        `${set} secrets set in the stack's configuration.\n`,
    );
    expect(migration.actions()).toEqual(RESOURCE_TYPES.map(({ actions }) => actions.list).sort());
    const commands = migration.commands();
    expect(commands.filter((line) => line.includes("config set"))).toEqual([
      "--non-interactive --color never config set-all",
    ]);
    for (const text of [stderr, commands.join("\n"), migration.read("index.ts"), migration.read("Pulumi.dev.yaml")]) {
      expect(text).not.toContain(SECRET);
    }
  });

  test("what refers to something does so by code, and not by an id", () => {
    const program = migration.read("index.ts");
    expect(program).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(program).toMatch(/contactIds: idsOf\("[^"]*", \[\s*[\p{L}_$][^",]*[,\]]/u);
    for (const property of ["contactGroupIds", "channelNotifyTemplateIds"]) {
      expect(program).toMatch(RegExp(`${property}: \\[\\s*[^\\W\\d][^",]*\\.id`, "u"));
    }
  });

  test("up calls nothing but reads, and nothing is changed at VMP", async () => {
    const output = await migration.pulumi("up --yes --skip-preview", { typeCheck: true });
    expect(output).toContain(`+ ${RESOURCES + 1} created`);
    expect(output).not.toContain(SECRET);
    expect(migration.actions().filter((action) => !READS.includes(action))).toEqual([]);
    expect(await migration.account()).toEqual(before);
  });

  test("a second up has nothing to do, and calls nothing", async () => {
    expect(await migration.pulumi("up --yes --skip-preview")).toContain(`${RESOURCES + 1} unchanged`);
    expect(migration.actions()).toEqual([]);
  });

  test("a check for drift finds none", async () => {
    await migration.pulumi("preview --refresh --expect-no-changes");
    expect(migration.actions().filter((action) => !READS.includes(action))).toEqual([]);
    expect(await migration.account()).toEqual(before);
  });

  test("the state has no secret in the clear", async () => {
    const state = await migration.pulumi("stack export");
    expect(state).toContain("contact-79");
    expect(state).not.toContain(SECRET);
  });

  test("a second export writes the same, and finds every secret set", async () => {
    const program = migration.read("index.ts");
    const { code, stderr } = await migration.export(["--write-config", "--out", "index.ts", "--force"]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/\n0 secrets set in the stack's configuration, \d+ there already\.\n/);
    expect(migration.commands().filter((line) => line.includes("config set"))).toEqual([]);
    expect(migration.read("index.ts")).toBe(program);
  });
});
