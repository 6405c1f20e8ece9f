/** Types the commands of a page into a shell, where nothing is asked. */
import { delimiter, dirname, join } from "node:path";
import { run, type Workspace } from "../../tools/engine";
import { type Command, notIn } from "../docs/shell";
import { installed } from "./installed";

export interface Terminal {
  cwd: string;
  /** `pulumi` and the commands of the package are on its PATH. */
  env: NodeJS.ProcessEnv;
  /** What is typed when something is asked for. */
  input?: string;
  /** Whether the commands have to fail; default: where an error is shown. */
  fails?: boolean;
  /** What is typed in the place of a text of the page, such as an address of this machine. */
  instead?: Record<string, string>;
}

/** A person would answer yes, and has the package installed. */
const ALIASES = `
set -eo pipefail
pulumi() {
  case "$* " in
    "up "* | "refresh "*) set -- "$@" --yes --skip-preview ;;
    # Of a destroy that is refused, the preview is what refuses it.
    "destroy "* | "state "* | "stack rm "* | "cancel "* | "import "*) set -- "$@" --yes ;;
  esac
  command pulumi --non-interactive --color never "$@"
}
npx() {
  if [ "$1 $2" = "-p pulumi-vmp" ]; then "\${@:3}"; else command npx --yes "$@"; fi
}
`;

/** A terminal in the folder of a program that finds the installed package. */
export async function terminalIn({ dir, env, engine }: Workspace): Promise<Terminal> {
  const bin = join(await installed(), "node_modules", ".bin");
  return { cwd: dir, env: { ...env, PATH: [dirname(engine.path), bin, env.PATH].join(delimiter) } };
}

/**
 * Runs the commands in one shell.
 *
 * @returns all that they printed, in which every line is that the page shows
 */
export async function typed(commands: readonly Command[], terminal: Terminal): Promise<string> {
  const shown = commands.flatMap((command) => command.shown);
  const { cwd, env, input = "", fails = shown.some((line) => line.includes("error:")), instead = {} } = terminal;
  const replaced = ({ text }: Command): string =>
    Object.entries(instead).reduce((line, [from, to]) => line.replaceAll(from, to), text);
  const script = [ALIASES, "{", ...commands.map(replaced), '} <<< "$INPUT"'].join("\n");
  const { code, stdout, stderr } = await run("bash", ["-c", script], { cwd, env: { ...env, INPUT: input } });
  const output = stdout + stderr;
  const texts = commands.map(({ text }) => text);
  try {
    expect({ texts, fails: code !== 0, notShown: notIn(output, shown) }).toEqual({ texts, fails, notShown: [] });
  } catch (error) {
    process.stderr.write(`\n$ ${texts.join("\n$ ")}\n${output}\n`);
    throw error;
  }
  return output;
}
