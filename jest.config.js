// One project a kind of test: `npx jest --selectProjects unit` runs the fast ones alone.
const project = (displayName, roots, more = {}) => ({
  displayName,
  testEnvironment: "node",
  rootDir: __dirname,
  roots: roots.map((root) => `<rootDir>/tests/${root}`),
  testMatch: ["**/*.test.ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { tsconfig: "tsconfig.json" }] },
  ...more,
});

/** Tests of real processes wait longer before they give up. */
const processes = (displayName) =>
  project(displayName, [displayName], { setupFilesAfterEnv: ["<rootDir>/tests/support/slow.ts"] });

module.exports = {
  projects: [
    project("unit", ["sdk", "provider", "emulator", "engine"]),
    // The real provider host of @pulumi/pulumi, spoken to over gRPC as the engine does.
    processes("host"),
    // The real CLI, on the packed tarball.
    processes("e2e"),
    // Installers and Node versions, on the packed tarball: `npm run test:matrix`.
    processes("matrix"),
  ],
};
