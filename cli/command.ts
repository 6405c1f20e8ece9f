/** The command as a function: arguments in, exit code out. Faults are said in a sentence, never with a stack. */
import { createRequire } from "node:module";
import { exportContacts, type Caller } from "./export";
import { HELP, readOptions, UsageError } from "./options";

export async function run(args: string[], caller: Caller): Promise<number> {
  try {
    const options = readOptions(args);
    if (options === "help") {
      caller.stdout.write(HELP);
      return 0;
    }
    if (options === "version") {
      caller.stdout.write(`${version()}\n`);
      return 0;
    }
    return await exportContacts(options, caller);
  } catch (error) {
    const { message } = error as Error;
    caller.stderr.write(`vmp-contacts: ${message}\n`);
    if (!(error instanceof UsageError)) return 1;
    caller.stderr.write("npx -p pulumi-vmp vmp-contacts --help shows the options\n");
    return 2;
  }
}

function version(): string {
  return (createRequire(__filename)("pulumi-vmp/package.json") as { version: string }).version;
}
