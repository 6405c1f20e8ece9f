/**
 * Programs through the CLI that is here. With one that was built from source they run under tools/engine/language-host,
 * with an official one under the vendor's own language host: but for the last test, what is expected is the same.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findEngine, type Workspace } from "../../tools/engine";
import { until } from "../support/until";
import { openProgram, removePrograms } from "./support/engine-programs";

const PROJECT = "name: e2e\nruntime: nodejs\n";
/** As good as never: what ends by itself is not killed before, however busy the machine is. */
const HOUR = 3_600_000;
const PACKAGE = '{ "name": "program", "private": true }';

afterEach(removePrograms);

describe("programs", () => {
  test.each<[string, Record<string, string>]>([
    ["TypeScript", { "index.ts": "const kind: string = 'ts'; export const out = kind;" }],
    ["JavaScript", { "index.js": "exports.out = 'js';" }],
    [
      "an ES module",
      {
        "package.json": '{ "name": "program", "private": true, "type": "module" }',
        "index.js":
          "import * as pulumi from '@pulumi/pulumi'; export const out = await Promise.resolve(typeof pulumi.output);",
      },
    ],
    ["a function that returns a promise", { "index.js": "module.exports = async () => ({ out: 'async' });" }],
  ])("%s runs and gives its outputs", async (name, files) => {
    const workspace = await openProgram({ files: { "Pulumi.yaml": PROJECT, "package.json": PACKAGE, ...files } });
    await workspace.pulumi(["up", "--yes", "--skip-preview"]);
    const expected = { TypeScript: "ts", JavaScript: "js", "an ES module": "function" }[name] ?? "async";
    expect(await workspace.outputs()).toEqual({ out: expected });
  });

  test.each([
    ["a folder", "sub", "index"],
    ["a file", "sub/other.js", "other"],
  ])("main may be %s, and the program runs in that folder", async (_name, main, file) => {
    const text = "exports.out = [process.cwd(), require('node:path').basename(__filename, '.js')];";
    const workspace = await openProgram({
      files: {
        "Pulumi.yaml": `${PROJECT}main: ${main}\n`,
        "package.json": PACKAGE,
        "sub/index.js": text,
        "sub/other.js": text,
      },
    });
    await workspace.pulumi(["up", "--yes", "--skip-preview"]);
    expect(await workspace.outputs()).toEqual({ out: [join(workspace.dir, "sub"), file] });
  });

  test("the runtime's options reach Node and TypeScript", async () => {
    const options = "  name: nodejs\n  options: { nodeargs: \"--title='two words'\", tsconfig: other.json }\n";
    const workspace = await openProgram({
      files: {
        "Pulumi.yaml": `name: e2e\nruntime:\n${options}`,
        "package.json": PACKAGE,
        "other.json": '{ "compilerOptions": { "strict": true } }',
        "index.ts": "const nothing: string = null; export const out = process.title;",
      },
    });
    const { stdout } = await workspace.pulumi(["preview"], { expectFailure: true });
    expect(stdout).toContain("Type 'null' is not assignable to type 'string'");
    const { stdout: loose } = await workspace.pulumi(["preview"], { env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" } });
    expect(loose).toContain('"two words"');
  });

  test("no plugin is found on the PATH, so nothing is warned of", async () => {
    const workspace = await openProgram({
      files: {
        "Pulumi.yaml": PROJECT,
        "package.json": PACKAGE,
        "index.js": `const { dynamic } = require("@pulumi/pulumi");
          new dynamic.Resource({ create: async (inputs) => ({ id: "one", outs: inputs }) }, "thing", { size: 1 });`,
      },
    });
    const { stdout, stderr } = await workspace.pulumi(["up", "--yes", "--skip-preview"]);
    expect(stdout + stderr).not.toMatch(/warning/i);
    const things = (await workspace.resources()).filter(({ type }) => type === "pulumi-nodejs:dynamic:Resource");
    expect(things).toMatchObject([{ id: "one", outputs: { size: 1 } }]);
  });
});

describe("what goes wrong", () => {
  async function preview(text: string): Promise<{ code: number | null; said: string }> {
    const workspace = await openProgram({
      files: { "Pulumi.yaml": PROJECT, "package.json": PACKAGE, "index.js": text },
    });
    const { code, stdout, stderr } = await workspace.pulumi(["preview"], { expectFailure: true });
    return { code, said: stdout + stderr };
  }

  // What @pulumi/pulumi does after it has logged an uncaught error. A real one takes Node 20.20 and 22.23 half a minute
  // to print (nodejs/node#64011), and is no different for the language host.
  test("exit code 32 means that the user has been told, and nothing is added", async () => {
    const { said } = await preview(
      "exports.done = require('@pulumi/pulumi').log.error('the sky fell').then(() => process.exit(32));",
    );
    expect(said).toContain("error: the sky fell");
    expect(said).not.toMatch(/exit code|ended/i);
  });

  test("another exit code is named", async () => {
    expect((await preview("process.exit(7);")).said).toMatch(/exit code:? 7/);
  });

  test("a missing @pulumi/pulumi says what to do", async () => {
    const files = { "Pulumi.yaml": PROJECT, "package.json": PACKAGE, "index.js": "" };
    const workspace = await openProgram({ files }, tmpdir());
    const { stdout, stderr } = await workspace.pulumi(["preview"], { expectFailure: true });
    expect(stdout + stderr).toMatch(/npm install|pulumi install/);
  });

  test("what the program writes is shown", async () => {
    const workspace = await openProgram({
      files: {
        "Pulumi.yaml": PROJECT,
        "package.json": PACKAGE,
        "index.js": `console.log("on stdout"); console.error("on stderr"); require("@pulumi/pulumi").log.warn("as a log");`,
      },
    });
    const { stdout } = await workspace.pulumi(["preview"]);
    expect(stdout).toContain("on stdout");
    expect(stdout).toContain("on stderr");
    expect(stdout).toContain("warning: as a log");
  });
});

test("the configuration arrives, and what is secret in it stays so", async () => {
  const workspace = await openProgram({
    files: {
      "Pulumi.yaml": PROJECT,
      "package.json": PACKAGE,
      "index.js": `const { Config, runtime } = require("@pulumi/pulumi");
        exports.plain = new Config("one").get("plain");
        exports.known = new Config("one").requireSecret("hidden").apply((value) => value.length);
        exports.secretKeys = [runtime.isConfigSecret("one:hidden"), runtime.isConfigSecret("one:plain")];`,
    },
    config: { "one:plain": "a:b=c" },
    secrets: { "one:hidden": "geheim" },
  });
  await workspace.pulumi(["up", "--yes", "--skip-preview"]);
  expect(await workspace.outputs()).toEqual({ plain: "a:b=c", known: "[secret]", secretKeys: [true, false] });
  const { stdout: shown } = await workspace.pulumi(["stack", "output", "--show-secrets", "--json"]);
  expect(JSON.parse(shown)).toMatchObject({ known: 6 });
});

describe("a program that goes on and on", () => {
  /** Starts one, and returns its process id and a promise of how Pulumi ends. */
  async function start(signal: AbortSignal): Promise<{ pid: number; ended: Promise<unknown>; workspace: Workspace }> {
    const workspace = await openProgram({
      files: {
        "Pulumi.yaml": PROJECT,
        "package.json": PACKAGE,
        "index.js": `const { writeFileSync } = require("node:fs");
          process.on("SIGINT", () => { writeFileSync("asked", ""); process.exit(); });
          setInterval(() => {}, 1000);
          writeFileSync("pid", String(process.pid));`,
      },
    });
    const ended = workspace.pulumi(["preview"], { signal, graceMs: HOUR, expectFailure: true });
    const file = join(workspace.dir, "pid");
    await until(() => existsSync(file) && readFileSync(file, "utf8") !== "");
    return { pid: Number(readFileSync(file, "utf8")), ended, workspace };
  }

  /** The state of a process that is still at work. */
  function alive(pid: number): string | undefined {
    try {
      const state = execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).trim();
      return state.startsWith("Z") ? undefined : state;
    } catch {
      return undefined;
    }
  }

  test("is asked to end at Ctrl-C, and ends", async () => {
    const controller = new AbortController();
    const { pid, ended, workspace } = await start(controller.signal);
    expect(alive(pid)).toBeDefined();
    controller.abort();
    await ended;
    await until(() => alive(pid) === undefined);
    expect(existsSync(join(workspace.dir, "asked"))).toBe(true);
  });

  test("is asked to end when the engine dies without a word, and ends", async () => {
    // What the vendor's own language host does then is the vendor's affair.
    const { path } = await findEngine({ onlyInstalled: true });
    if (!existsSync(join(dirname(path), "language-host"))) return;
    const { pid, ended, workspace } = await start(new AbortController().signal);
    const host = Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
    const engine = Number(execFileSync("ps", ["-o", "ppid=", "-p", String(host)], { encoding: "utf8" }));
    process.kill(engine, "SIGKILL");
    await ended;
    await until(() => alive(pid) === undefined && alive(host) === undefined);
    expect(existsSync(join(workspace.dir, "asked"))).toBe(true);
  });
});
