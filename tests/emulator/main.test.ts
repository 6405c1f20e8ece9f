import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { EXAMPLE_GROUP, startEmulator } from "../../emulator";
import { until } from "../support/until";

const SOURCE = join(__dirname, "..", "..", "emulator");
const folder = mkdtempSync(join(tmpdir(), "vmp-emulator-"));
const children: ChildProcess[] = [];

beforeAll(() => {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  for (const entry of readdirSync(SOURCE, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(folder, relative(SOURCE, source)).replace(/\.ts$/, ".js");
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, ts.transpileModule(readFileSync(source, "utf8"), { compilerOptions }).outputText);
  }
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Starts the command; `firstLine` and `exit` are promises of what it does. */
function run(...args: string[]) {
  const child = spawn(process.execPath, [join(folder, "main.js"), ...args]);
  children.push(child);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  const exit = once(child, "close").then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string,
  }));
  const firstLine = async () => {
    while (!output.stdout.includes("\n")) await once(child.stdout, "data");
    return JSON.parse(output.stdout.split("\n", 1)[0] ?? "") as { url: string; region: string };
  };
  return { child, output, exit, firstLine };
}

async function get(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

test("its first line is JSON with the address, and it has the example's group", async () => {
  const { firstLine } = run("--region", "cn-shanghai");
  const { url, region } = await firstLine();
  expect(region).toBe("cn-shanghai");
  expect(await get(`${url}/_emulator/groups`)).toMatchObject([{ ...EXAMPLE_GROUP, ContactIds: [] }]);
});

test.each(["SIGINT", "SIGTERM"] as const)("it ends on %s, also while a call hangs", async (signal) => {
  const { child, exit, firstLine, output } = run("--faults", '[{"fault":"hang"}]');
  const { url } = await firstLine();
  const hanging = expect(fetch(`${url}/?Action=ListContacts`)).rejects.toThrow();
  await until(async () => ((await get(`${url}/_emulator/calls`)) as unknown[]).length === 1);
  child.kill(signal);
  expect(await exit).toEqual({ code: 0, signal: null });
  await hanging;
  expect(output.stderr).toBe("");
});

test("it keeps its contents in --data and its calls in --log, and reads --faults from a file", async () => {
  const [data, log, faults] = ["data.json", "calls.log", "faults.json"].map((name) => join(folder, name));
  if (data === undefined || log === undefined || faults === undefined) throw new Error("no paths");
  writeFileSync(faults, '{"seed":3,"rules":[{"fault":"502","times":1}]}');
  const { firstLine, child, exit } = run("--data", data, "--log", log, "--faults", faults);
  const { url } = await firstLine();
  const body = JSON.stringify({ action: "CreateContact", body: { Name: "oncall" } });
  await fetch(`${url}/_emulator/act`, { method: "POST", body });
  expect((await fetch(`${url}/?Action=ListContacts`)).status).toBe(502);
  child.kill("SIGTERM");
  await exit;
  expect(readFileSync(log, "utf8")).toMatch(/"status":502.*"fault":"502"/);
  const again = run("--data", data);
  expect(await get(`${(await again.firstLine()).url}/_emulator/contacts`)).toMatchObject([{ Name: "oncall" }]);
});

test("a data file that another emulator has is an error with exit code 1, until that one ends, however it does", async () => {
  const data = join(folder, "shared.json");
  const first = run("--data", data);
  await first.firstLine();
  const second = run("--data", data);
  expect((await second.exit).code).toBe(1);
  const inUse = `vmp-emulator: cannot use the data file ${data}: it is in use by another emulator (process ${first.child.pid ?? ""})`;
  expect(second.output.stderr.startsWith(inUse)).toBe(true);
  first.child.kill("SIGKILL");
  await first.exit;
  const third = run("--data", data);
  await third.firstLine();
  third.child.kill("SIGTERM");
  expect((await third.exit).code).toBe(0);
  expect(existsSync(`${data}.lock`)).toBe(false);
});

test("--help, -h and help show every option with examples, --version the package's own, and both end well", async () => {
  const { exit, output } = run("--help");
  expect((await exit).code).toBe(0);
  for (const word of ["-h", "help"]) {
    const other = run(word);
    expect((await other.exit).code).toBe(0);
    expect(other.output).toEqual(output);
  }
  for (const option of ["port", "access-key", "secret-key", "region", "data", "log", "faults", "help", "version"]) {
    expect(output.stdout).toContain(`--${option} `);
  }
  expect(output.stdout).toMatch(/\nexamples:\n {2}npx -p pulumi-vmp vmp-emulator --port 8080/);
  copyFileSync(join(SOURCE, "..", "package.json"), join(folder, "package.json"));
  const versioned = run("--version");
  expect((await versioned.exit).code).toBe(0);
  expect(versioned.output.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test.each([
  [["--prot", "1"], /there is no option --prot; there are --port, /],
  [["extra"], /it takes options alone, and no "extra"/],
  [["--port"], /--port needs a value/],
  [["--port", "65536"], /0 to 65535/],
  [["--port", "-1"], /port/],
  [["--access-key", ""], /--access-key must not be empty/],
  [["--faults", "/nowhere/faults.json"], /--faults:.*nowhere/],
  [["--faults", '[{"fault":"x"}]'], /unknown fault "x"/],
  [["--faults", "{"], /--faults:.*JSON/],
])("%j is a mistake: a sentence, the way to --help, and exit code 2", async (args, message) => {
  const { exit, output } = run(...args);
  expect((await exit).code).toBe(2);
  expect(output.stderr).toMatch(message);
  expect(output.stderr).toMatch(/--help/);
  expect(output.stdout).toBe("");
});

test("a port that is taken and a broken data file are errors with exit code 1", async () => {
  const taken = await startEmulator();
  const first = run("--port", new URL(taken.url).port);
  expect((await first.exit).code).toBe(1);
  expect(first.output.stderr).toMatch(/^vmp-emulator: .*EADDRINUSE/);
  await taken.close();
  const broken = join(folder, "broken.json");
  writeFileSync(broken, "{");
  const second = run("--data", broken);
  expect((await second.exit).code).toBe(1);
  expect(second.output.stderr).toMatch(/^vmp-emulator: the data file .*broken\.json/);
  expect(second.output.stderr).not.toMatch(/\n.*at /);
});
