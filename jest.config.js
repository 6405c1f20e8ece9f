// One project a kind of test: `npx jest --selectProjects unit` runs the fast ones alone.
const project = (displayName, roots) => ({
  displayName,
  testEnvironment: "node",
  rootDir: __dirname,
  roots: roots.map((root) => `<rootDir>/tests/${root}`),
  testMatch: ["**/*.test.ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { tsconfig: "tsconfig.json" }] },
});

module.exports = {
  projects: [
    project("unit", ["sdk", "provider", "emulator", "engine"]),
    // The real provider host of @pulumi/pulumi, spoken to over gRPC as the engine does.
    project("host", ["host"]),
    // The real CLI, on the packed tarball.
    project("e2e", ["e2e"]),
    // Installers and Node versions, on the packed tarball: `npm run test:matrix`.
    project("matrix", ["matrix"]),
  ],
};
