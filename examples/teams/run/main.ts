// `npm start -- <command> [--parallel N] [team…]`: one command on the stacks of many teams, side by side.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { readTeams, type TeamFile } from "../teams";
import { refuseSharedVariables } from "./passphrases";
import { runSideBySide } from "./side-by-side";
import { COMMANDS, type Command, filledStacks } from "./stack";
import { summary } from "./summary";

const USAGE = `npm start -- ${COMMANDS.join("|")} [--parallel N] [team…]

  --parallel N  so many stacks at once; default: as many as there are processors
  team          only these teams; default: all that have a file in teams/`;

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error((error as Error).message);
    process.exitCode = 2;
  },
);

async function main(): Promise<number> {
  const { command, teams, parallel } = readArguments();
  const start = Date.now();
  const outcomes = await runSideBySide(command, teams, parallel);
  console.log(summary(outcomes, Math.round((Date.now() - start) / 1000)));
  await warnOfLeftStacks();
  return outcomes.some(({ errors }) => errors.length > 0) ? 1 : 0;
}

/** A team whose file was removed keeps its contacts, and nobody looks after them. */
async function warnOfLeftStacks(): Promise<void> {
  const known = readTeams().map(({ name }) => name);
  for (const name of await filledStacks()) {
    if (known.includes(name)) continue;
    console.error(`\nThe stack ${name} has contacts, but no file in teams/: pulumi destroy --stack ${name}`);
  }
}

/** Throws an error that says what is wrong with them. */
function readArguments(): { command: Command; teams: TeamFile[]; parallel: number } {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { parallel: { type: "string" } } });
  const [first, ...names] = positionals;
  const command = COMMANDS.find((known) => known === first);
  if (command === undefined) throw new Error(USAGE);
  const parallel = Number(values.parallel ?? availableParallelism());
  if (!Number.isInteger(parallel) || parallel < 1) {
    throw new Error(`--parallel must be a whole number from 1.\n\n${USAGE}`);
  }
  const all = readTeams();
  const unknown = names.filter((name) => !all.some((file) => file.name === name));
  if (unknown.length > 0) throw new Error(`There is no file in teams/ for ${unknown.join(", ")}.`);
  const teams = names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  refuseSharedVariables(teams.map(({ name }) => name));
  return { command, teams, parallel };
}
