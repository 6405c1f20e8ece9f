import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExportReport } from "../../cli/export/report";
import { run } from "../../tools/engine";
import { Migration } from "./support";

const SECRET_KEY = "c4nary-secret-key";
const LARK = { Address: "https://open.feishu.cn/open-apis/bot/v2/hook/c4nary", SecretKey: SECRET_KEY };

let migration: Migration;

beforeAll(async () => {
  migration = await Migration.open();
  await migration.emulator.act("CreateContact", { Name: "oncall", LarkBotWebhook: LARK });
  await migration.pulumi("stack init other");
  await migration.pulumi("stack select dev");
});

afterEach(() => {
  migration.emulator.behaviour.secrets = "clear";
});

afterAll(() => migration.close());

function keysInEnvironment(): NodeJS.ProcessEnv {
  const { url, accessKey, secretKey } = migration.emulator;
  return { VOLCENGINE_ENDPOINT: url, VOLCENGINE_ACCESS_KEY: accessKey, VOLCENGINE_SECRET_KEY: secretKey };
}

test("what VMP does not show is not set, but listed, and the exit code is 3", async () => {
  migration.emulator.behaviour.secrets = "masked";
  const { code, stderr } = await migration.export(["--write-config"]);
  expect(code).toBe(3);
  expect(stderr).toContain("\n  pulumi config set --secret oncall-larkBotWebhook-secretKey\n");
  expect(migration.commands().filter((line) => line.includes("config set"))).toEqual([]);
});

test("--stack sets the secrets in another stack, with keys out of the environment", async () => {
  const { code } = await migration.export(["--write-config", "--stack", "other"], keysInEnvironment());
  expect(code).toBe(0);
  const secret = await migration.pulumi("config get oncall-larkBotWebhook-secretKey --stack other");
  expect(secret).toBe(`${SECRET_KEY}\n`);
  expect(migration.commands().every((line) => line.endsWith("--stack other"))).toBe(true);
});

test("a secret that the stack has another value of is kept and told, and overwritten with --force", async () => {
  const key = "oncall-larkBotWebhook-secretKey";
  const value = (): Promise<string> => migration.pulumi(`config get ${key} --stack other`);
  const args = ["--write-config", "--stack", "other"];
  await migration.export(args, keysInEnvironment());
  await migration.pulumi(`config set --secret ${key} c4nary-newer --stack other`);
  const { code, stderr } = await migration.export(args, keysInEnvironment());
  expect(code).toBe(3);
  expect(stderr).toContain(`other values than VMP, and keeps them. To overwrite them, give --force:\n  ${key}\n`);
  expect(stderr).not.toContain("c4nary");
  expect(await value()).toBe("c4nary-newer\n");
  const { stdout } = await migration.export([...args, "--json"], keysInEnvironment());
  expect((JSON.parse(stdout) as ExportReport).secrets.map(({ status }) => status)).toEqual(["kept", "differs"]);
  expect(await migration.export([...args, "--force"], keysInEnvironment())).toMatchObject({ code: 0 });
  expect(await value()).toBe(`${SECRET_KEY}\n`);
});

test.each([
  ["a stack that is not there", ["--stack", "nowhere"], {}, /nowhere/],
  ["a passphrase that is wrong", ["--write-config"], { PULUMI_CONFIG_PASSPHRASE: "wrong" }, /passphrase/],
  ["no `pulumi`", ["--write-config"], { PATH: join(process.execPath, "..") }, /there is no `pulumi` on the PATH/],
])("%s is an error, before anything is called", async (_case, args, env, message) => {
  migration.emulator.clearCalls();
  const { code, stdout, stderr } = await migration.export(args, env);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^vmp-contacts: The stack's configuration cannot be read: /);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n +at /);
  expect(migration.emulator.calls).toEqual([]);
});

test("where the stack is not needed and cannot be read, the environment counts, and it says so", async () => {
  const { code, stdout, stderr } = await migration.export([], {
    ...keysInEnvironment(),
    PULUMI_CONFIG_PASSPHRASE: "wrong",
  });
  expect(code).toBe(0);
  expect(stdout).toContain('new vmp.Contact("oncall"');
  expect(stderr).toMatch(/^The stack's configuration is not used, only the environment: .*passphrase/);
});

test("hundreds of secrets are set by one pulumi or two, and one by one by a pulumi that is too old for that", async () => {
  const { emulator, workspace } = migration;
  for (let number = 0; number < 300; number++) {
    const LarkBotWebhook = { Address: `${LARK.Address}-${number}-${"x".repeat(200)}`, SecretKey: `c4nary-${number}` };
    await emulator.act("CreateContact", { Name: `many-${number}`, LarkBotWebhook });
  }
  migration.commands();
  const all = await migration.export(["--write-config", "--filter", "many", "--stack", "other"], keysInEnvironment());
  expect(all.code).toBe(0);
  expect(all.stderr).toMatch(/^Setting 600 secrets in the stack's configuration, about 2 s …\n/);
  const commands = migration.commands();
  expect(commands.filter((line) => line.includes("config set"))).toHaveLength(2);
  expect(commands.join("\n") + all.stderr).not.toContain("c4nary");
  expect(await migration.pulumi("config get many-299-larkBotWebhook-secretKey --stack other")).toBe("c4nary-299\n");

  const wrapper = join(workspace.dir, "pulumi");
  const text = migration.read("pulumi");
  writeFileSync(wrapper, text.replace("exec ", "unset PULUMI_OPTION_JSON; exec "));
  const args = ["--write-config", "--filter", "many-29", "--stack", "dev"];
  const { code } = await migration.export(args);
  writeFileSync(wrapper, text);
  expect(code).toBe(0);
  expect(migration.commands().filter((line) => line.includes("config set --secret "))).toHaveLength(22);
  expect(await migration.pulumi("config get many-299-larkBotWebhook-secretKey --stack dev")).toBe("c4nary-299\n");
});

test("a secret that cannot be set fails the run by its key, without its value, and writes no program", async () => {
  // The stack can be read, and its file cannot be written.
  const wrapper = join(migration.workspace.dir, "pulumi");
  const [interpreter, ...rest] = migration.read("pulumi").split("\n");
  const refuse = 'case "$*" in *" set"*) cat >&2; echo "$PULUMI_OPTION_JSON" >&2; exit 9;; esac';
  writeFileSync(wrapper, [interpreter, refuse, ...rest].join("\n"));
  const { code, stdout, stderr } = await migration.export(["--write-config", "--filter", "oncall"]);
  writeFileSync(wrapper, [interpreter, ...rest].join("\n"));
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("pulumi config set --secret oncall-larkBotWebhook-address");
  expect(stderr).not.toContain("c4nary");
});

test("npx takes the installed package by its name, and fetches nothing", async () => {
  const { dir, env } = migration.workspace;
  const { code, stdout } = await run("npx", ["--no", "-p", "pulumi-vmp", "vmp-contacts", "--version"], {
    cwd: dir,
    env,
  });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "0.1.0\n" });
});

test("it loads neither @pulumi/pulumi, nor yaml for a program", async () => {
  const hook = join(migration.workspace.dir, "loaded.cjs");
  writeFileSync(
    hook,
    `process.on("exit", () => console.error("loaded:" + Object.keys(require.cache).map((path) =>
      path.split("node_modules/").at(-1).split("/").slice(0, 2).join("/")).join(" ")));`,
  );
  const env = { ...keysInEnvironment(), NODE_OPTIONS: `--require ${hook}` };
  const outside = { ...env, PATH: join(process.execPath, "..") };
  const { stderr: typescript } = await migration.export([], outside);
  expect(typescript).toContain("@noble/hashes");
  expect(typescript).not.toMatch(/@pulumi|yaml\/dist/);
  const { stderr: yaml } = await migration.export(["--format", "yaml"], outside);
  expect(yaml).toMatch(/yaml\/dist/);
  expect(yaml).not.toMatch(/@pulumi/);
});
