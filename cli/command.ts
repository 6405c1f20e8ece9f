/** The command as a function: arguments in, exit code out. What goes wrong is said in a sentence, never with a stack. */
import { createRequire } from "node:module";
import { exportContacts, type Process } from "./export";
import { HELP, readOptions, UsageError } from "./options";

export async function run(args: string[], process: Process): Promise<number> {
  try {
    const options = readOptions(args);
    if (options === "help") {
      process.stdout.write(HELP);
      return 0;
    }
    if (options === "version") {
      process.stdout.write(`${version()}\n`);
      return 0;
    }
    return await exportContacts(options, process);
  } catch (error) {
    const { message } = error as Error;
    process.stderr.write(`vmp-contacts: ${message}\n`);
    if (!(error instanceof UsageError)) return 1;
    process.stderr.write("npx -p pulumi-vmp vmp-contacts --help shows the options\n");
    return 2;
  }
}

function version(): string {
  return (createRequire(__filename)("pulumi-vmp/package.json") as { version: string }).version;
}
