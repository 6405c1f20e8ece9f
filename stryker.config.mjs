// `npm run mutate`: changes the provider in one small place after the other; a unit test is expected to fail each time.
// One file: `npm run mutate -- --mutate provider/fields/diff.ts`.
import { availableParallelism } from "node:os";

export default {
  mutate: ["resources", "fields", "lifecycle", "client/call"].map((folder) => `provider/${folder}/**/*.ts`),
  testRunner: "jest",
  jest: { projectType: "custom", configFile: "tests/mutation/jest.config.js", enableFindRelatedTests: false },
  // Each change is met by the tests that run its line, and by no others.
  coverageAnalysis: "perTest",
  // Many of the changes let a test wait for what never comes: others go on meanwhile, in half a gigabyte each.
  concurrency: availableParallelism() + 4,
  ignorePatterns: ["/dist", "/.vmp"],
  tempDirName: ".vmp/mutation",
  reporters: ["clear-text", "progress-append-only"],
  clearTextReporter: { logTests: false, reportTests: false },
  thresholds: { high: 100, low: 92, break: 92 },
};
