/**
 * What ES modules find. What a preview loads: neither the wire nor the hashes, so that it starts fast and needs no
 * network. What calls load: no more of undici than they use. And what the host says where it finds no package.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { read, ROOT } from "../docs/markdown";
import { codeOf, filesIn, latePart } from "../support/code-of";
import { installed } from "../support/installed";
import { temporaryFolder } from "../support/temporary-folder";
import { ProviderHost } from "./provider-host";

const SCRIPT = `
const before = new Set(Object.keys(require.cache));
const { contact } = require("pulumi-vmp/provider");
const inputs = { name: "oncall", email: "oncall@example.com" };
contact.configure({ config: { get: () => undefined } })
  .then(() => contact.check({}, inputs))
  .then(() => contact.diff("id", inputs, { ...inputs, name: "renamed" }))
  .then(({ changes }) => console.log(JSON.stringify([changes, Object.keys(require.cache).filter((file) => !before.has(file))])));
`;

test("check and diff load nothing but their own few files", async () => {
  const folder = await installed();
  const output = execFileSync(process.execPath, ["-e", SCRIPT], { cwd: folder, encoding: "utf8" });
  const [changes, files] = JSON.parse(output) as [boolean, string[]];
  expect(changes).toBe(true);
  const packages = new Set(
    files.map((file) => /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/](?!.*node_modules)/.exec(file)?.[1]),
  );
  expect([...packages].sort()).toEqual(["fastest-levenshtein", "pulumi-vmp"]);
  const code = Object.entries(codeOf(folder));
  for (const text of OF_CALLS) {
    const parts = code.filter(([, each]) => each.replaceAll("\\\n", "").includes(text)).map(([name]) => name);
    expect(parts).not.toEqual([]);
    expect(files.filter((file) => parts.some((part) => file.endsWith(part)))).toEqual([]);
  }
});

/** A text of the client, of the transport, and of the signature. */
const OF_CALLS = ["2021-03-03", "UND_ERR_RES_EXCEEDED_MAX_SIZE", "HMAC-SHA256"];

const FAULT = `
const { contact } = require("pulumi-vmp/provider");
const hostile = { get name() { return JSON.parse("canary"); } };
contact.configure({ config: { get: () => undefined } })
  .then(() => contact.diff("id", hostile, hostile))
  .catch(({ message }) => console.log(message));
`;

test("a fault of the package names its place in it, and neither a value nor where the package is", async () => {
  const folder = await installed();
  const output = execFileSync(process.execPath, ["-e", FAULT], { cwd: folder, encoding: "utf8" });
  expect(output).toMatch(
    /^something .* happened \(SyntaxError at dist\/(provider|parts)\/[\w-]+\.js:\d+:\d+\)\. Run it again/,
  );
});

const CALLS = `
const { createServer } = require("node:http");
const { createTransport } = require(process.argv[1]);
const server = createServer((request, response) => request.resume().on("end", () => response.end("{}")));
server.listen(0, "127.0.0.1", async () => {
  const { send } = createTransport({ https: "", http: "", none: "" });
  const url = new URL("http://127.0.0.1:" + server.address().port);
  for (let i = 0; i < 300; i++) await send({ method: "POST", url, headers: {}, body: "{}" }, 20_000);
  console.log(JSON.stringify(Object.keys(require.cache)));
  process.exit();
});
`;

test("calls load the few files of undici that they use, and V8 compiles its parser once", async () => {
  const folder = await installed();
  // In one thread, what V8 compiles is compiled before the next answer.
  const flags = ["--single-threaded", "--trace-wasm-compilation-times"];
  const output = execFileSync(process.execPath, [...flags, "-e", CALLS, latePart(folder, "transport")], {
    cwd: folder,
    encoding: "utf8",
  });
  const lines = output.trim().split("\n");
  const files = JSON.parse(lines.pop() ?? "") as string[];
  expect(files.filter((file) => /undici[\\/](index|.*fetch|.*websocket)/.test(file))).toEqual([]);
  const compiled = lines.filter((line) => line.startsWith("Compiled function"));
  expect(compiled.filter((line) => line.includes("Liftoff")).length).toBeGreaterThan(50);
  expect(compiled.filter((line) => line.includes("TurboFan"))).toEqual([]);
});

const NAMES = `
import { createRequire } from "node:module";
const require = createRequire(process.cwd() + "/");
const { exports } = require("pulumi-vmp/package.json");
for (const entryPoint of Object.keys(exports).filter((each) => !each.endsWith(".json"))) {
  const name = entryPoint.replace(".", "pulumi-vmp");
  const found = Object.keys(await import(require.resolve(name)));
  console.log(JSON.stringify(Object.keys(require(name)).filter((each) => !found.includes(each))));
}
`;

test("an ES module finds each export of each entry point by its name", async () => {
  const flags = ["--input-type=module", "-e", NAMES];
  const output = execFileSync(process.execPath, flags, { cwd: await installed(), encoding: "utf8" });
  expect(output.trim().split("\n")).toEqual(["[]", "[]", "[]", "[]", "[]"]);
});

const OLD_NODE = `
Object.defineProperty(process.versions, "node", { value: "18.20.8" });
const { exports } = require("pulumi-vmp/package.json");
for (const entryPoint of Object.keys(exports).filter((each) => !/json|emulator/.test(each))) {
  try {
    console.log(Object.keys(require(entryPoint.replace(".", "pulumi-vmp"))));
  } catch (error) {
    console.log(error.message);
  }
}
`;

test("what runs in a program or its host refuses a Node that is too old", async () => {
  const output = execFileSync(process.execPath, ["-e", OLD_NODE], { cwd: await installed(), encoding: "utf8" });
  const words = "pulumi-vmp needs Node 20.19 or newer, and this is Node 18.20.8.";
  expect(output.trim().split("\n")).toEqual([words, words, words, words]);
});

test("no module is in the package twice, so none has its state or its classes twice", async () => {
  const code = Object.values(codeOf(await installed())).map((each) => each.replaceAll("\\\n", ""));
  const sources = ["sdk", "provider", "emulator", "cli"].map((folder) => filesIn(join(ROOT, folder), ".ts"));
  const literals = sources.flatMap((files) => Object.values(files).flatMap((text) => text.match(LITERAL) ?? []));
  const once = literals.filter((each) => literals.indexOf(each) === literals.lastIndexOf(each));
  const places = (text: string): number => code.reduce((sum, each) => sum + each.split(text).length - 1, 0);
  const found = once.map((literal) => [literal, places(literal)] as const);
  expect(found.filter(([, number]) => number > 1)).toEqual([]);
  expect(found.filter(([, number]) => number === 1).length).toBeGreaterThan(200);
});

/** Texts of the sources that are long enough to be nowhere by chance, without what code writes in another way. */
const LITERAL = /"[^"\\`${}\n]{20,}"/g;

test("the declarations say nothing of what no program can name", async () => {
  const names = Object.keys(filesIn(join(await installed(), "node_modules", "pulumi-vmp", "dist"), ".d.ts"));
  expect(names).toContain(join("provider", "resources", "notify-policy.d.ts"));
  expect(names.filter((name) => /^(cli|parts|provider.(client|hosts|lifecycle))/.test(name))).toEqual([]);
});

test("the host says what docs/troubleshooting.md says where a library alone has the package, and loads it once the program has", async () => {
  const [, words = ""] = /^`(Cannot find module .*?)`/m.exec(read("docs/troubleshooting.md")) ?? [];
  const folder = await installed();
  expect(words).toContain("pulumi-vmp");
  const workspace = temporaryFolder();
  const [program, library] = [join(workspace, "program"), join(workspace, "library")];
  for (const part of [program, library]) mkdirSync(join(part, "node_modules"), { recursive: true });
  const link = (part: string): void => {
    symlinkSync(join(folder, "node_modules", "pulumi-vmp"), join(part, "node_modules", "pulumi-vmp"));
  };
  const check = async (): Promise<object> => {
    const host = await ProviderHost.start(folder, {}, { program });
    try {
      return await host.check({}, { name: "oncall", email: "oncall@example.com" });
    } finally {
      await host.stop();
    }
  };
  link(library);
  await expect(check()).rejects.toThrow(words);
  link(program);
  expect(await check()).toMatchObject({ failures: [] });
});
