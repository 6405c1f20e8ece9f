// One test that fails is enough: what comes after it in its file is skipped.
const { TestEnvironment } = require("jest-environment-node");

module.exports = class extends TestEnvironment {
  failed = false;

  handleTestEvent({ name, test }) {
    if (name === "test_fn_failure" || name === "hook_failure") this.failed = true;
    if (name === "test_start" && this.failed) test.mode = "skip";
  }
};
