// The unit tests of the provider alone, as `npm run mutate` runs them: Stryker takes no config with several projects.
const [unit] = require("../../jest.config.js").projects;

module.exports = {
  ...unit,
  roots: ["<rootDir>/tests/provider"],
  runner: "<rootDir>/tests/mutation/runner.js",
  testEnvironment: `${__dirname}/environment.js`,
  setupFilesAfterEnv: [...unit.setupFilesAfterEnv, "<rootDir>/tests/mutation/every-file.js"],
};
