// `npm test`: lint, formatting, types, and the tests. `npm run test:all`: these, and the tests that take long.
// `npm run test:all -- --rest`: the tests that take long alone, after an `npm test`.
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, sep } from "node:path";
import config from "../jest.config.js";
import { install, main, onStop, root, say, setUp, spawnCommand } from "./setup.mjs";

const [ALL, REST] = ["all", "--rest"].map((word) => process.argv.includes(word));

/**
 * Jest's projects: those that run without a Pulumi CLI, those that need one, those that need its language host for
 * YAML, and those that need a CLI and take long.
 */
const PROJECTS = { alone: ["unit", "host", "reliability"], engine: ["e2e", "pipeline", "survival"], yaml: ["yaml"] };
const LONG = { alone: [], engine: ["endurance", "scale", "matrix", "long", "migration"], yaml: ["import"] };

/** Most of the time a test waits for processes of its own. */
const WORKERS = availableParallelism() + 2;

const total = { passed: 0, failed: 0, skipped: 0 };
const folder = join(root, ".vmp", "test");
const bin = (name) => join("node_modules", name);

onStop(() => process.exit(130));

await main(async () => {
  const start = Date.now();
  await install();
  mkdirSync(folder, { recursive: true });
  if (REST) await tests(LONG);
  else await Promise.all([checks(), tests(PROJECTS, ...(ALL ? [LONG] : []))]);
  say(`done after ${Math.round((Date.now() - start) / 1000)} s`);
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}`);
  return total.failed > 0 ? 1 : 0;
});

async function checks() {
  await check("eslint", [bin("eslint/bin/eslint.js"), "."]);
  const cache = ["--cache", "--cache-location", join(folder, "prettier")];
  await check("prettier", [bin("prettier/bin/prettier.cjs"), "--check", "--log-level=warn", ...cache, "."]);
  const incremental = ["--incremental", "--tsBuildInfoFile", join(folder, "types.tsbuildinfo")];
  await check("types", [bin("typescript/bin/tsc"), "--noEmit", ...incremental]);
}

/** One check of the whole tree, counted like one test. What it says is shown when it has failed. */
async function check(name, args) {
  const log = join(folder, `${name}.log`);
  const out = openSync(log, "w");
  const code = await spawnCommand(process.execPath, args, { stdio: ["ignore", out, out] });
  if (code === 0) total.passed++;
  else total.failed++;
  say(code === 0 ? `${name}: passed` : `${name}: FAILED\n${readFileSync(log, "utf8")}`);
}

/** Where no Pulumi CLI can be had, how many tests need one is all that can be said of them. */
async function tests(...parts) {
  const engine = await setUp();
  const [alone, withEngine, withYaml] = ["alone", "engine", "yaml"].map((need) => parts.flatMap((part) => part[need]));
  const cli = await had(engine, [...withEngine, ...withYaml], () => engine.findEngine({ report: say }));
  if (cli) say(`Pulumi ${cli.version} from ${cli.source}`);
  const runsYaml = cli && withYaml.length > 0;
  const yaml = runsYaml && (await had(engine, withYaml, () => engine.withYamlHost(cli, { report: say })));
  const projects = [...alone, ...(cli ? withEngine : []), ...(yaml ? withYaml : [])];
  if (projects.length > 0) await jest(projects);
}

/** What these projects need. Where it cannot be had, they are skipped. */
async function had(engine, projects, find) {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof engine.NoEngineError)) throw error;
    await skip(projects, error.message);
    return undefined;
  }
}

async function skip(projects, why) {
  const { numPendingTests } = await runJest(projects, ["--testNamePattern", "^(?!)"]);
  const ci = process.env.CI === "true";
  if (ci) total.failed++;
  total.skipped += numPendingTests;
  const bar = "!".repeat(100);
  const outcome = `${numPendingTests} TESTS (${projects.join(", ")}) ARE SKIPPED`;
  console.error(`\n${bar}\n${outcome}${ci ? ", which counts as a failure with CI=true" : ""}\n\n${why}\n${bar}\n`);
}

async function jest(projects) {
  const result = await runJest(projects);
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  total.passed += result.numPassedTests;
  // A project that is empty, and a jest that fails beside its tests, have no test to show for it.
  const empty = projects.filter((project) => !hasResults(project, result.testResults));
  if (empty.length > 0) say(`FAILED: no test in ${empty.join(", ")}`);
  total.failed += failed + empty.length || (result.code === 0 ? 0 : 1);
  total.skipped += result.numPendingTests + result.numTodoTests;
}

function hasResults(project, testResults) {
  const { roots } = config.projects.find(({ displayName }) => displayName === project);
  const folders = roots.map((path) => path.replace("<rootDir>", root));
  return testResults.some(({ name }) => folders.some((path) => name.startsWith(path + sep)));
}

/** Runs jest's projects and returns the counts; when jest itself cannot run, that counts as one failure. */
async function runJest(projects, args = []) {
  const outputFile = join(folder, "jest.json");
  rmSync(outputFile, { force: true });
  say(`jest: ${projects.join(", ")} …`);
  const options = [`--maxWorkers=${WORKERS}`, "--json", "--outputFile", outputFile, "--selectProjects", ...projects];
  const code = await spawnCommand(process.execPath, [bin("jest/bin/jest.js"), ...args, ...options]);
  const counts = {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
    testResults: [],
  };
  return { ...counts, code, ...(existsSync(outputFile) && JSON.parse(readFileSync(outputFile, "utf8"))) };
}
