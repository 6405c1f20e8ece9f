/** The environment of a process that knows nothing of who runs the tests: neither keys nor their machine's role. */
export const NOBODY: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: "/nonexistent",
  // Both from ./this-machine/once.ts.
  NODE_OPTIONS: process.env.NODE_OPTIONS,
  VOLCENGINE_ECS_METADATA_ENDPOINT: process.env.VOLCENGINE_ECS_METADATA_ENDPOINT,
};
