// Runs the files with tests that Stryker asks for, and no others, the fastest first, until one of them fails.
//
// Stryker names the tests that run a changed line. Its runner for jest loads every file to look for them, and goes on
// after a failure: ten times as long in all. Its first run, without a change, tells which test is in which file.
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { default: TestRunner } = require("jest-runner");

/** Beside this file in Stryker's copy of the project: `{ path: { ms, names } }`. */
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
    const wanted = new RegExp(this._globalConfig.testNamePattern ?? "", "i");
    return tests
      .filter(({ path }) => known[path].names.some((name) => wanted.test(name)))
      .sort((a, b) => known[a.path].ms - known[b.path].ms);
  }
};
