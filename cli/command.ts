/** The command as a function: arguments in, exit code out. Faults are said in a sentence, never with a stack. */
import { createRequire } from "node:module";
import { refuseArguments, UsageError } from "../emulator/arguments";
import { told } from "../provider/text/own-fault";
import type { Caller } from "./caller";
import { check, CHECK_HELP, readCheckOptions } from "./check";
import { exportContacts } from "./export/export";
import { EXPORT_HELP, readExportOptions } from "./export/options";
import { init, INIT_HELP, readInitOptions } from "./init/init";
import { list, LIST_HELP, readListOptions } from "./list";
import { readTestOptions, test, TEST_HELP } from "./test/test";
import { readWhoOptions, WHO_HELP } from "./who/options";
import { who } from "./who/who";
import { readWhoamiOptions, whoami, WHOAMI_HELP } from "./whoami";

/** What the first argument can be: its help, and what it does. */
interface Subcommand {
  summary: string;
  help: string;
  /** @returns the exit code; `undefined`: help was asked for */
  run(args: string[], caller: Caller): Promise<number | undefined>;
}

function subcommand<Options extends object>(
  summary: string,
  help: string,
  read: (args: string[]) => Options | "help",
  act: (options: Options, caller: Caller) => Promise<number>,
): Subcommand {
  return {
    summary,
    help,
    async run(args, caller) {
      const options = read(args);
      return options === "help" ? undefined : act(options, caller);
    },
  };
}

const SUBCOMMANDS = new Map([
  ["check", subcommand("what is wrong with a roster file, offline", CHECK_HELP, readCheckOptions, check)],
  ["export", subcommand("an account's contacts as a program", EXPORT_HELP, readExportOptions, exportContacts)],
  ["init", subcommand("an example as a project of your own", INIT_HELP, readInitOptions, init)],
  ["list", subcommand("what an account has for alerts, a line each", LIST_HELP, readListOptions, list)],
  ["test", subcommand("VMP's own test over each channel of a contact", TEST_HELP, readTestOptions, test)],
  ["who", subcommand("who is alerted of what, and what a change means for them", WHO_HELP, readWhoOptions, who)],
  ["whoami", subcommand("whose keys are found, and whether VMP takes them", WHOAMI_HELP, readWhoamiOptions, whoami)],
]);

const HELP = `vmp-contacts: for the alert contacts of VMP, and the Pulumi programs that have them.

usage: npx -p pulumi-vmp vmp-contacts COMMAND [options]

${[...SUBCOMMANDS].map(([name, { summary }]) => `  ${name.padEnd(8)}  ${summary}`).join("\n")}

npx -p pulumi-vmp vmp-contacts COMMAND --help shows the options of a command, with examples.
npx -p pulumi-vmp vmp-contacts --version shows the package's version.
`;

export async function run(args: string[], caller: Caller): Promise<number> {
  const [first = "", ...rest] = args;
  const chosen = SUBCOMMANDS.get(first);
  try {
    if (["help", "--help", "-h"].includes(first)) return print(helpOf(rest), caller);
    if (first === "--version") return print(`${version()}\n`, caller);
    if (chosen === undefined) throw missing(first);
    return (await chosen.run(rest, caller)) ?? print(chosen.help, caller);
  } catch (error) {
    caller.stderr.write(`vmp-contacts: ${told(error)}\n`);
    if (!(error instanceof UsageError)) return 1;
    const command = chosen === undefined ? "" : ` ${first}`;
    caller.stderr.write(`npx -p pulumi-vmp vmp-contacts${command} --help shows what there is\n`);
    return 2;
  }
}

/**
 * @param of the command that it is asked for; none: of all
 * @throws UsageError
 */
function helpOf([of, ...more]: string[]): string {
  refuseArguments("help", more);
  if (of === undefined) return HELP;
  const chosen = SUBCOMMANDS.get(of);
  if (chosen === undefined) throw missing(of);
  return chosen.help;
}

function missing(command: string): UsageError {
  const isNone = command === "" || command.startsWith("-");
  const what = isNone ? "a command comes first" : `there is no command "${command}"`;
  return new UsageError(`${what}; there are ${[...SUBCOMMANDS.keys()].join(", ")}`);
}

function print(text: string, { stdout }: Caller): number {
  stdout.write(text);
  return 0;
}

function version(): string {
  return (createRequire(__filename)("pulumi-vmp/package.json") as { version: string }).version;
}
