/** What a command has of its process. */
import type { Terminal } from "./progress";
import type { Surroundings } from "./account/stack";

export interface Caller extends Surroundings {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: Terminal;
  stderr: Terminal;
}
