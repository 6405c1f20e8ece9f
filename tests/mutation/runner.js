// Runs the files with tests that have to notice a change, one after the other, until one of them fails.
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
/** The folders whose tests have to notice a change: others would notice some as well, but take ten times as long. */
const NEAR = {
  client: ["client/call", "client/pace"],
  fields: ["fields"],
  lifecycle: ["lifecycle", "lookups", "resources"],
  resources: ["resources"],
};

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

  /** Its own tests first, then those of its folder, then the others; of these the fastest first. */
  chosen(tests, known) {
    const { testNamePattern } = this._globalConfig;
    const changed = changedFile();
    const own = [changed.replace(/\.ts$/, ""), dirname(changed)].map((path) => join(ROOT, "tests", path));
    const near = NEAR[changed.split("/")[1]].map((folder) => join(ROOT, "tests/provider", folder));
    // What is changed outside of all functions is met by every test, and Stryker names none.
    const folders = testNamePattern ? near : [own[1]];
    const wanted = new RegExp(testNamePattern ?? "", "i");
    const distance = ({ path }) => (own.findIndex((start) => path.startsWith(start)) + 3) % 3;
    return tests
      .filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)))
      .filter(({ path }) => known[path].names.some((name) => wanted.test(name)))
      .sort((a, b) => distance(a) - distance(b) || known[a.path].ms - known[b.path].ms);
  }
};

function changedFile() {
  const active = `stryMutAct_9fa48("${process.env.__STRYKER_ACTIVE_MUTANT__}")`;
  const files = readdirSync(join(ROOT, "provider"), { recursive: true }).map((name) => join("provider", name));
  return files.find((file) => file.endsWith(".ts") && readFileSync(join(ROOT, file), "utf8").includes(active));
}
