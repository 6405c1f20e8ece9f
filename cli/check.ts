/** `vmp-contacts check`: what is wrong with a roster file, offline: without keys, a stack or a passphrase. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readArguments, UsageError } from "../emulator/arguments";
import type { Fault } from "../provider/roster";
import type { Caller } from "./caller";
import { count } from "./text";

export const CHECK_HELP = `vmp-contacts check: says everything that is wrong with a roster file, without keys and without a network.

usage: npx -p pulumi-vmp vmp-contacts check [FILE] [options]

  --help  show this

FILE has contacts and contact groups in YAML, as the example of vmp-contacts init roster has; default: contacts.yaml.
Each fault is told with its line and column, and no value of the file is repeated. What is odd and yet legal is a
warning. In a workflow of GitHub Actions they are shown in the pull request, too, at their lines.

examples:
  npx -p pulumi-vmp vmp-contacts check
  npx -p pulumi-vmp vmp-contacts check teams/payments.yaml

exit codes:
  0  nothing is wrong
  1  something is, or there is no such file
  2  called in a wrong way
`;

export interface CheckOptions {
  file: string;
}

/** @throws UsageError */
export function readCheckOptions(args: string[]): CheckOptions | "help" {
  const { values, positionals } = readArguments(args, { help: "flag" } as const);
  if (values.help) return "help";
  const [file = "contacts.yaml", ...more] = positionals;
  if (more.length > 0) throw new UsageError(`check takes one file, and no argument "${more.join(" ")}"`);
  return { file };
}

/** @returns the exit code */
export async function check({ file: name }: CheckOptions, { cwd, env, stdout, stderr }: Caller): Promise<number> {
  const { RosterFile } = await import("../provider/roster");
  const file = new RosterFile(name, read(resolve(cwd, name)));
  const warnings = file.warnings.map((warning) => ({ ...warning, message: `warning: ${warning.message}` }));
  const shown = [...file.faults, ...warnings];
  if (shown.length > 0) stderr.write(`${file.report(shown)}\n`);
  if (env.GITHUB_ACTIONS === "true") {
    stdout.write([...annotations("error", name, file.faults), ...annotations("warning", name, file.warnings)].join(""));
  }
  if (file.faults.length > 0) return 1;
  const { contacts, groups } = file.roster;
  stdout.write(`${name}: ${count(contacts.length, "contact")} and ${count(groups.length, "group")}, nothing wrong\n`);
  return 0;
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code = "it is no file" } = error as NodeJS.ErrnoException;
    const what =
      code === "ENOENT" ? `there is no file ${path}. Name the roster: check FILE` : `${path} cannot be read: ${code}`;
    throw new Error(what, { cause: error });
  }
}

/**
 * Source: "Workflow commands for GitHub Actions": in a message `%` and line breaks are escaped; a fault has none of
 * these.
 */
function annotations(kind: "error" | "warning", file: string, faults: readonly Fault[]): string[] {
  return faults.map(
    ({ line, column, message }) =>
      `::${kind} file=${file},line=${line},col=${column}::${message.replaceAll("%", "%25")}\n`,
  );
}
