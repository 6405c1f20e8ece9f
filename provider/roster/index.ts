/**
 * A roster: contacts and contact groups in a YAML file, as `vmp-contacts check` and programs read it (examples/roster).
 * Offline; nothing that it says repeats a value of the file.
 */
import "../node-version";

// Types apart from values: the TypeScript 3.8 that comes with @pulumi/pulumi reads no `type` inside of braces.
export { RosterFile } from "./roster-file";
export { visible } from "../text/visible";
export type { ContactEntry, GroupEntry, Roster } from "./roster-file";
export type { Fault, Finding, Path } from "./yaml-text";
