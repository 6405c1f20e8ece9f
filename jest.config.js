// One project a kind of test: `npx jest --selectProjects unit` runs the fast ones alone.
const project = (displayName, roots, more = {}) => ({
  displayName,
  testEnvironment: "node",
  rootDir: __dirname,
  roots: roots.map((root) => `<rootDir>/tests/${root}`),
  testMatch: ["**/*.test.ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { tsconfig: "tsconfig.json" }] },
  // None of the tests, and nothing that they start, connects to another machine.
  globalSetup: "<rootDir>/tests/support/this-machine/once.ts",
  setupFilesAfterEnv: ["<rootDir>/tests/support/this-machine/every-file.js"],
  ...more,
});

/** Tests of real processes share one installation of the packed package. */
const processes = (displayName, roots = [displayName], more = {}) =>
  project(displayName, roots, {
    globalSetup: "<rootDir>/tests/support/install.ts",
    testPathIgnorePatterns: [LONG],
    ...more,
  });

/** Those of a folder that take long. */
const LONG = "\\.long\\.test\\.ts$";

module.exports = {
  testSequencer: "<rootDir>/tests/support/sequencer.js",
  projects: [
    project("unit", ["sdk", "provider", "emulator", "cli", "tools", "docs", "bench/unit"]),
    // The real provider host of @pulumi/pulumi, spoken to over gRPC as the engine does.
    processes("host", ["host"], { globalSetup: "<rootDir>/tests/host/install.ts" }),
    // Every operation meets every fault, through that host: `docs/reliability.md`.
    processes("reliability"),
    // The real CLI, on the packed tarball.
    processes("e2e"),
    // The packaged provider, from YAML programs: no Node but the provider's own.
    processes("yaml"),
    // Every command of the workflow files of examples/gitops.
    processes("pipeline"),
    // The same while processes are killed and calls meet faults.
    processes("survival"),
    // Beyond `npm test`: the same for long, many stacks and what is measured in small, installers and versions of Node,
    // what takes long beside what does not, and what exists coming under Pulumi.
    processes("endurance"),
    processes("scale", ["scale", "bench/e2e"]),
    processes("matrix"),
    processes("long", ["e2e", "pipeline", "reliability", "vendor"], {
      testMatch: ["**/*.long.test.ts"],
      testPathIgnorePatterns: [],
    }),
    processes("migration"),
    processes("import"),
  ],
};
