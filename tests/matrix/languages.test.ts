/**
 * The examples for Python and Go through the real engine, with SDKs by Pulumi's own generators, and what an import
 * prints for Node. Where there is no Python or no Go, their tests are skipped.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, EXAMPLE_GROUP, startEmulator } from "../../emulator";
import { findEngine, openWorkspace, ROOT, type Workspace } from "../../tools/engine";
import { installed } from "../support/installed";
import { command } from "./support/command";
import { say } from "./support/folders";
import { temporaryFolder } from "../support/temporary-folder";
import { type LanguageRuntime, serveProgram } from "./support/language-runtime";

const hasGo = spawnSync("go", ["version"]).status === 0;
const hasPython = spawnSync("python3", ["-m", "venv", "--help"]).status === 0;

/** What the generators wrote, by language. */
let sdks: string;
let emulator: Emulator;
let runtime: LanguageRuntime | undefined;

beforeAll(async () => {
  if (!hasGo) return;
  const folder = temporaryFolder();
  for (const from of ["tests/matrix/sdks", "tools/engine/go"]) cpSync(join(ROOT, from), folder, { recursive: true });
  await command(folder, process.env, "go", "build", "-mod=mod", "-o", "generate", ".");
  const { path } = await findEngine({ onlyInstalled: true });
  const executable = join(await installed(), "node_modules", "pulumi-vmp", "plugin", "pulumi-resource-vmp");
  const schema = join(folder, "schema.json");
  writeFileSync(schema, await command(folder, process.env, path, "package", "get-schema", executable));
  sdks = join(folder, "sdks");
  await command(folder, process.env, "./generate", schema, "program.pp", sdks);
  say("languages", "SDKs generated");
});

beforeEach(async () => {
  emulator = await startEmulator({ groups: [EXAMPLE_GROUP] });
});

afterEach(async () => {
  runtime?.stop();
  runtime = undefined;
  await emulator.close();
});

/** A copy of an example, after its `npm install` and its `pulumi package gen-sdk`. */
async function example(name: string, language: "go" | "python"): Promise<Workspace> {
  const dir = temporaryFolder();
  cpSync(join(ROOT, "examples", name), dir, { recursive: true });
  symlinkSync(join(await installed(), "node_modules"), join(dir, "node_modules"));
  cpSync(join(sdks, language), join(dir, "sdks", language), { recursive: true });
  return openWorkspace({
    dir,
    engine: await findEngine({ onlyInstalled: true }),
    config: { "vmp:endpoint": emulator.url },
    secrets: {
      "vmp:accessKey": emulator.accessKey,
      "vmp:secretKey": emulator.secretKey,
      larkAddress: "https://open.feishu.cn/open-apis/bot/v2/hook/canary",
    },
  });
}

/** Preview, up, refresh and destroy of an example. */
async function live(workspace: Workspace, ...program: [command: string, ...args: string[]]): Promise<void> {
  const { address } = (runtime = await serveProgram(workspace.dir, ...program));
  let printed = "";
  const pulumi = async (...args: string[]): Promise<string> => {
    const { stdout, stderr } = await workspace.pulumi([...args, "--client", address]);
    printed += stdout + stderr;
    return stdout + stderr;
  };
  expect(await pulumi("preview")).toMatch(/3 to create/);
  expect(emulator.contacts()).toEqual([]);
  await pulumi("up", "--yes", "--skip-preview");
  const [contact] = emulator.contacts();
  expect(contact).toMatchObject({
    Name: "oncall",
    LarkBotWebhook: { Address: expect.stringMatching(/canary$/) as string },
  });
  expect(emulator.groups()).toMatchObject([{}, { Name: "team-a", ContactIds: [contact?.Id] }]);
  expect(await workspace.outputs()).toMatchObject({
    contactId: contact?.Id,
    validationMail: "MessageSucceed.Email",
    groups: ["example"],
  });
  await pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes");
  await pulumi("preview", "--expect-no-changes");
  const { stdout: state } = await workspace.pulumi(["stack", "export"]);
  await pulumi("destroy", "--yes", "--skip-preview");
  expect(emulator.contacts()).toEqual([]);
  expect(printed + state).not.toContain("canary");
}

(hasPython && hasGo ? test : test.skip)("examples/python", async () => {
  const workspace = await example("python", "python");
  await command(workspace.dir, process.env, "python3", "-m", "venv", "venv");
  await command(workspace.dir, process.env, "venv/bin/pip", "install", "--quiet", "-r", "requirements.txt");
  say("languages", "Python's packages installed");
  await live(workspace, "venv/bin/python", join(__dirname, "programs", "run.py"));
  say("languages", "Python ran");
});

(hasPython && hasGo ? test : test.skip)("examples/rule: volcenginecc's own SDK takes the ids", async () => {
  const { dir } = await example("rule", "python");
  await command(dir, process.env, "python3", "-m", "venv", "venv");
  await command(dir, process.env, "venv/bin/pip", "install", "--quiet", "-r", "requirements.txt");
  say("languages", "volcenginecc's SDK installed");
  const python = (...args: string[]): Promise<string> => command(dir, process.env, "venv/bin/python", ...args);
  const types = [
    "import inspect, pulumi",
    // It is loaded by its first use.
    "from pulumi_volcenginecc import vmp; vmp.AlertingRule",
    "print(*sorted(n for n, c in vars(vmp).items() if inspect.isclass(c) and issubclass(c, pulumi.CustomResource)))",
  ];
  // As docs/beside-volcenginecc.md says.
  expect(await python("-c", types.join("\n"))).toBe("AlertingRule IntegrationTask RuleFile Workspace\n");
  const printed = await python(join(__dirname, "programs", "mocks.py"));
  const declared = printed
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { type: string; name: string; inputs: object });
  expect(declared).toHaveLength(5);
  const rule = declared.find(({ type }) => type === "volcenginecc:vmp/alertingRule:AlertingRule");
  expect(rule?.inputs).toMatchObject({
    notifyPolicyId: "id of payments (vmp:index:NotifyPolicy)",
    notifyGroupPolicyId: "id of by-rule (vmp:index:NotifyGroupPolicy)",
    query: { workspaceId: "w-1" },
  });
});

(hasGo ? test : test.skip)("examples/go", async () => {
  const workspace = await example("go", "go");
  await command(workspace.dir, process.env, "go", "mod", "tidy");
  await command(workspace.dir, process.env, "go", "build", "-o", "program", ".");
  say("languages", "Go's program built");
  await live(workspace, "./program");
  say("languages", "Go ran");
});

(hasGo ? test : test.skip)("a program for Node, as pulumi import prints it, compiles", async () => {
  const dir = join(await installed(), "printed");
  mkdirSync(dir, { recursive: true });
  cpSync(join(sdks, "nodejs", "index.ts"), join(dir, "index.ts"));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    module: "commonjs",
    moduleResolution: "node10",
    skipLibCheck: true,
  };
  const config = { compilerOptions: { ...compilerOptions, target: "es2022", types: [] }, files: ["index.ts"] };
  writeFileSync(join(dir, "tsconfig.json"), JSON.stringify(config));
  await command(dir, process.env, process.execPath, join(ROOT, "node_modules/typescript/bin/tsc"), "-p", ".");
});
