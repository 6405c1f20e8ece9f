// Makes a clone ready to run: `npm ci` and the build, each only when it is needed. Needs nothing but Node and npm.
import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = [20, 19];
const SOURCES = [
  "sdk",
  "provider",
  "emulator",
  "cli",
  "tools/engine",
  "tools/plugin",
  "tools/build.mjs",
  "tsconfig.json",
  "tsconfig.build.json",
  "package.json",
  // The plugin is a bundle of the packages too.
  "package-lock.json",
];

/** The last file that a build makes. */
export const BUILT = "dist/.built";

/** Installs the packages unless they are there. */
export async function install() {
  checkNode();
  if (modified("node_modules/.package-lock.json") < modified("package-lock.json")) {
    await step("Installing packages", "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  }
}

/** Installs and builds what is missing or out of date, and returns what `tools/engine/` exports. */
export async function setUp() {
  await install();
  if (modified(BUILT) < Math.max(...SOURCES.map(modified))) {
    await step("Building", process.execPath, ["tools/build.mjs"]);
  }
  return createRequire(import.meta.url)("../dist/tools/engine/index.js");
}

/** A line about what is going on. It goes to stderr: what a command prints stays clean on stdout. */
export function say(line) {
  console.error(`› ${line}`);
}

/** Runs a command in the clone; resolves with its exit code. It ends with this process. */
export function spawnCommand(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], ...options });
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("exit", end);
      resolve(code);
    });
  });
}

async function step(what, command, args) {
  const start = Date.now();
  say(`${what} …`);
  const beat = setInterval(() => say(`${what} … ${Math.round((Date.now() - start) / 1000)} s`), 10_000);
  try {
    const code = await spawnCommand(command, args);
    if (code !== 0) throw new Error(`${what} failed: \`${command} ${args.join(" ")}\` ended with ${code}.`);
  } finally {
    clearInterval(beat);
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Error(`Node ${OLDEST_NODE.join(".")} or newer is needed; this is ${process.versions.node}.`);
}

/** Compiles the `main.ts` of a folder of `tests/` into that of `.vmp/`, and returns what it exports. */
export async function compiled(folder, output = folder) {
  const project = join("tests", folder, "tsconfig.run.json");
  const code = await spawnCommand(process.execPath, [join("node_modules", "typescript", "bin", "tsc"), "-p", project]);
  if (code !== 0) throw new Error(`tests/${folder} does not compile.`);
  return createRequire(import.meta.url)(join(root, ".vmp", output, "tests", folder, "main.js"));
}

/** When the newest file below a path was changed, in ms; 0 when there is none. */
function modified(path) {
  const full = join(root, path);
  const stats = statSync(full, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(full).map((name) => modified(join(path, name))));
}

/** Calls back when this script is to end: on a signal, or when the npm that started it died without passing one on. */
export function onStop(callback) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    callback("SIGTERM");
  }, 500);
  watch.unref();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => callback(signal));
}

/** Runs a script's work, which returns its exit code; a failure is said without a stack. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(async () => void (await setUp()));
