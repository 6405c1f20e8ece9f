// Runs the files with tests that Stryker asks for, and no others, the fastest first, until one of them fails.
//
// Stryker names the tests that run a changed line. Its runner for jest loads every file to look for them, and goes on
// after a failure: ten times as long in all. Its first run, without a change, tells which test is in which file.
const { existsSync, readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { default: TestRunner } = require("jest-runner");

/** Of Stryker's copy of the project. */
const ROOT = dirname(dirname(__dirname));
/** `{ path: { ms, names } }` */
const FILES = join(__dirname, "files.json");

module.exports = class extends TestRunner {
  failed = false;
  seen = {};

  constructor(...args) {
    super(...args);
    this.on("test-file-failure", () => (this.failed = true));
    this.on("test-file-success", ([{ path }, { numFailingTests, perfStats, testResults, testExecError }]) => {
      this.failed ||= numFailingTests > 0 || testExecError !== undefined;
      this.seen[path] = { ms: perfStats.runtime, names: testResults.map(({ fullName }) => fullName) };
    });
  }

  async runTests(tests, watcher, options) {
    const known = existsSync(FILES) ? JSON.parse(readFileSync(FILES, "utf8")) : undefined;
    for (const test of known ? this.chosen(tests, known) : tests) {
      await super.runTests([test], watcher, options);
      if (this.failed) return;
    }
    if (!known) writeFileSync(FILES, JSON.stringify(this.seen));
  }

  chosen(tests, known) {
    const { testNamePattern } = this._globalConfig;
    const wanted = new RegExp(testNamePattern ?? "", "i");
    const folder = testNamePattern ? ROOT : join(ROOT, "tests", dirname(changedFile()));
    return tests
      .filter(({ path }) => path.startsWith(folder) && known[path].names.some((name) => wanted.test(name)))
      .sort((a, b) => known[a.path].ms - known[b.path].ms);
  }
};

/**
 * What is changed outside of all functions is met by every test, and Stryker names none of them: those of its folder
 * have to notice it. A change that only others notice counts as not noticed.
 */
function changedFile() {
  const active = `stryMutAct_9fa48("${process.env.__STRYKER_ACTIVE_MUTANT__}")`;
  const files = readdirSync(join(ROOT, "provider"), { recursive: true }).map((name) => join("provider", name));
  return files.find((file) => file.endsWith(".ts") && readFileSync(join(ROOT, file), "utf8").includes(active));
}
