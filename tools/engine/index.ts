/** Gets a Pulumi CLI, and runs programs with it: what `npm start` and the e2e tests are made of. Not in the package. */
export { startEmulator, type Emulator, type EmulatorOptions } from "./emulator";
export { findEngine, NoEngineError, withYamlHost, type Engine, type FindOptions } from "./find";
export { installInto, ownVersion, packPackage } from "./pack";
export { run, type Finished, type RunOptions } from "./process";
export type { Report } from "./progress";
export { built, ROOT } from "./root";
export { openWorkspace, Workspace, workspaceIn } from "./workspace";
export type { CommandOptions, ExportedResource, WorkspaceOptions } from "./workspace";
