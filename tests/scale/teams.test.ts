/** examples/teams: many stacks side by side. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { run } from "../../tools/engine";
import { TeamsProject } from "./teams-project";

const SECRETS: Record<string, string[]> = {
  payments: ["larkAddress=https://open.feishu.cn/open-apis/bot/v2/hook/canary-address", "larkSecretKey=canary-key"],
  platform: ["pagerAddress=https://alerts.example.com/canary-address", "pagerToken=canary-token"],
};
const PASSPHRASES = { TEAM_PASSPHRASE_PAYMENTS: "canary-payments", TEAM_PASSPHRASE_PLATFORM: "canary-platform" };

let project: TeamsProject;
let printed = "";

/** Runs the example, and returns its exit code with all that it printed. */
async function start(args: string, env?: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  const { code, stdout, stderr } = await project.run(args, env);
  printed += stdout + stderr;
  return { code, output: stdout + stderr };
}

/** The columns create, update, delete, same of a team in the summary, and what follows the seconds. */
function row(output: string, team: string): string {
  const [, counts = "", end = ""] = new RegExp(`^${team} +((?:\\d+ +){4})\\d+(.*)$`, "m").exec(output) ?? [];
  return [...counts.trim().split(/ +/), end.trim()].join(" ").trim();
}

beforeAll(async () => {
  // Fewer calls a second than the stacks make at once.
  project = await TeamsProject.open({ behaviour: { callsPerSecond: 2 }, env: PASSPHRASES });
  for (const [team, secrets] of Object.entries(SECRETS)) {
    const env = { PULUMI_CONFIG_PASSPHRASE: `canary-${team}` };
    await project.workspace.pulumi(["stack", "init", team, "--no-select"], { env });
    const values = secrets.flatMap((secret) => ["--secret", secret]);
    await project.workspace.pulumi(["config", "set-all", "--stack", team, ...values], { env });
  }
});

afterAll(() => project.close());

test("three teams are created side by side, under one limit, each with its passphrase", async () => {
  const { code, output } = await start("up --parallel 2");
  expect(output).toMatch(/^3 teams, 0 failed; 14 create, 0 update, 0 delete, 0 same; \d+ s$/m);
  expect(["payments", "platform", "search"].map((team) => row(output, team))).toEqual([
    "5 0 0 0",
    "5 0 0 0",
    "4 0 0 0",
  ]);
  expect(code).toBe(0);
  expect(project.emulator.contacts()).toHaveLength(12);
  expect(project.emulator.groups().map(({ ContactIds }) => ContactIds.length)).toEqual([4, 4]);
  const salts = ["payments", "platform", "search"].map(
    (team) =>
      /encryptionsalt: (.*)/.exec(readFileSync(join(project.workspace.dir, `Pulumi.${team}.yaml`), "utf8"))?.[1],
  );
  expect(new Set(salts).size).toBe(3);
});

test("a second run makes no call", async () => {
  project.emulator.clearCalls();
  const { code, output } = await start("up --parallel 3");
  expect(output).toMatch(/^3 teams, 0 failed; 0 create, 0 update, 0 delete, 14 same; /m);
  expect({ code, calls: project.emulator.calls }).toEqual({ code: 0, calls: [] });
});

describe("what is wrong with one team is that team's", () => {
  let good: string;

  beforeAll(() => {
    good = readFileSync(join(project.workspace.dir, "teams", "search.yaml"), "utf8");
  });

  afterEach(() => {
    project.write("search", good);
  });

  test("a bad name fails alone, and the summary says why", async () => {
    project.write("search", good.replace("search-lead\n", "1st-line\n"));
    const { code, output } = await start("up --parallel 3");
    expect(code).toBe(1);
    expect([row(output, "payments"), row(output, "platform")]).toEqual(["0 0 0 5", "0 0 0 5"]);
    expect(row(output, "search")).toMatch(/FAILED$/);
    expect(output).toMatch(/^search:\n.*resource '1st-line' has a problem: name must start with a letter/m);
    expect(output).toContain("3 teams, 1 failed");
    expect(project.emulator.contacts()).toHaveLength(12);
  });

  test("a name that another team has is refused before anything begins", async () => {
    project.write("search", good.replace("search-lead\n", "payments-lead\n"));
    project.emulator.clearCalls();
    const { code, output } = await start("up payments search");
    expect(code).toBe(1);
    expect(output.match(/contact "payments-lead" is in payments and search; an account can have it/g)).toHaveLength(2);
    expect(project.emulator.calls).toEqual([]);
  });

  test("so is a file that cannot be read", async () => {
    project.write("search", "contacts: none");
    const { code, output } = await start("preview search");
    expect(code).toBe(1);
    expect(output).toContain("teams/search.yaml: needs a list of contacts");
  });

  test("and one that is no YAML, of which no line is shown", async () => {
    project.write("search", "contacts:\n  - name: search-lead\n    webhook: https: //canary-address");
    const { code, output } = await start("preview search");
    expect(code).toBe(1);
    expect(output).toMatch(/teams\/search\.yaml: Nested mappings .* at line 3, column 14$/m);
    expect(output).not.toContain("canary");
  });

  test("secrets that it does not have are named all at once, with the lines to run", async () => {
    const keys = ["one", "two", "three", "four", "five", "it's;$(rm)"];
    const contacts = keys.map((secret, at) => ({ name: `search-${at}`, webhook: { address: { secret } } }));
    project.write("search", stringify({ contacts }));
    const { code, output } = await start("preview search");
    expect(code).toBe(1);
    const command = "pulumi config set --secret --stack search";
    const shown = ["one", "two", "three", "four", "five", "'it'\\''s;$(rm)'"].map((key) => `    ${command} ${key}\n`);
    expect(output).toContain(`secrets that this stack does not have:\n${shown.join("")}\n`);
  });
});

test("a wrong passphrase is the team's failure, with pulumi's reason", async () => {
  const { code, output } = await start("preview platform", { TEAM_PASSPHRASE_PLATFORM: "canary-wrong" });
  expect(code).toBe(1);
  expect(output).toMatch(/^platform:\n.*incorrect passphrase/m);
});

test("two teams whose passphrases would be one variable begin nothing, unless each runs alone", async () => {
  for (const team of ["a-b", "a_b"]) project.write(team, "contacts: []");
  project.emulator.clearCalls();
  for (const args of ["up", "destroy payments a_b a-b"]) {
    const { code, output } = await start(args);
    expect(output).toMatch(
      /^TEAM_PASSPHRASE_A_B would be the passphrase of two teams, a[-_]b and a[-_]b\. Run each alone/,
    );
    expect(code).toBe(2);
  }
  expect(project.emulator.calls).toEqual([]);
  expect(await start("preview a_b payments")).toMatchObject({ code: 0 });
  for (const team of ["a-b", "a_b"]) project.remove(team);
});

test("arguments that make no sense begin nothing", async () => {
  for (const args of ["upp", "up --parallel 0", "up nobody"]) expect(await start(args)).toMatchObject({ code: 2 });
});

test("`npm start` checks the types before anything begins", async () => {
  const { dir: cwd, env } = project.workspace;
  const program = readFileSync(join(cwd, "index.ts"), "utf8");
  expect((await run("npm", ["start", "--silent"], { cwd, env })).stderr).toContain("--parallel");
  writeFileSync(join(cwd, "index.ts"), program.replace("new vmp.Contact(", "new vmp.Kontact("));
  const { stdout, stderr } = await run("npm", ["start", "--silent"], { cwd, env });
  writeFileSync(join(cwd, "index.ts"), program);
  expect(stdout).toMatch(/^index\.ts.*Kontact/m);
  expect(stderr).not.toContain("--parallel");
});

test("a stack whose file was removed is named, and destroyed by its name once the file is back", async () => {
  const file = readFileSync(join(project.workspace.dir, "teams", "platform.yaml"), "utf8");
  project.remove("platform");
  const { output } = await start("destroy payments search");
  expect(output).toContain("The stack platform has contacts, but no file in teams/");
  expect(output).toMatch(/^2 teams, 0 failed; 0 create, 0 update, 9 delete, 0 same; /m);
  expect(project.emulator.contacts()).toHaveLength(4);
  project.write("platform", file);
  expect(await start("destroy")).toMatchObject({ code: 0 });
  expect(project.emulator.contacts()).toEqual([]);
});

test("nothing of this printed a secret", () => {
  expect(printed).toContain("payments");
  expect(printed).not.toContain("canary");
});
