// `npm test`: lint, formatting, types, and the tests. `npm run test:matrix`: the wide matrix, which takes long.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { main, onStop, root, say, setUp, spawnCommand } from "./setup.mjs";

const total = { passed: 0, failed: 0, skipped: 0 };
const bin = (name) => join("node_modules", name);

onStop(() => process.exit(130));

await main(async () => {
  const engine = await setUp();
  if (process.argv[2] === "matrix") {
    await withEngine(engine, "matrix");
  } else {
    await check("eslint", [bin("eslint/bin/eslint.js"), "."]);
    await check("prettier", [bin("prettier/bin/prettier.cjs"), "--check", "--log-level=warn", "."]);
    await check("types", [bin("typescript/bin/tsc"), "--noEmit"]);
    await jest("unit");
    await jest("host");
    await jest("reliability");
    await withEngine(engine, "e2e");
    await withEngine(engine, "pipeline");
    await withEngine(engine, "survival");
  }
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}`);
  return total.failed > 0 ? 1 : 0;
});

/** One check of the whole tree, counted like one test. */
async function check(name, args) {
  say(`${name} …`);
  const code = await spawnCommand(process.execPath, args);
  if (code === 0) total.passed++;
  else total.failed++;
  say(`${name}: ${code === 0 ? "passed" : "FAILED"}`);
}

/** The tests that need a Pulumi CLI; where none can be had, how many they are is all that can be said. */
async function withEngine(engine, project) {
  try {
    const { version, source } = await engine.findEngine({ report: say });
    say(`Pulumi ${version} from ${source}`);
  } catch (error) {
    if (!(error instanceof engine.NoEngineError)) throw error;
    const { numPendingTests } = await runJest(project, ["--testNamePattern", "^(?!)"]);
    const ci = process.env.CI === "true";
    if (ci) total.failed++;
    total.skipped += numPendingTests;
    const bar = "!".repeat(100);
    const outcome = `${numPendingTests} TESTS (${project}) ARE SKIPPED${ci ? ", which counts as a failure with CI=true" : ""}`;
    console.error(`\n${bar}\n${outcome}\n\n${error.message}\n${bar}\n`);
    return;
  }
  await jest(project);
}

async function jest(project) {
  const result = await runJest(project);
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  total.passed += result.numPassedTests;
  // A project that is empty, and a jest that fails beside its tests, have no test to show for it.
  total.failed += failed === 0 && (result.code !== 0 || result.numTotalTestSuites === 0) ? 1 : failed;
  total.skipped += result.numPendingTests + result.numTodoTests;
}

/** Runs one jest project and returns its counts; when jest itself cannot run, that counts as one failure. */
async function runJest(project, args = []) {
  const folder = join(root, ".vmp", "test");
  const outputFile = join(folder, `${project}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(outputFile, { force: true });
  say(`jest: ${project} …`);
  const options = ["--selectProjects", project, "--maxWorkers=2", "--json", "--outputFile", outputFile];
  const code = await spawnCommand(process.execPath, [bin("jest/bin/jest.js"), ...options, ...args]);
  const counts = {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
  };
  return {
    ...counts,
    code,
    numTotalTestSuites: 0,
    ...(existsSync(outputFile) && JSON.parse(readFileSync(outputFile, "utf8"))),
  };
}
