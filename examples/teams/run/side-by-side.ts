// Runs a command on many stacks, so many at once, until all are done or somebody stops it.
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { namesIn, type TeamFile } from "../teams";
import { takePassphrases } from "./passphrases";
import { Progress } from "./progress";
import { type Command, type Outcome, reasons, runCommand } from "./stack";
import { outcomeLine } from "./summary";

/** Throws only when there is no usable pulumi: what happens to one team is in its outcome, and the others go on. */
export async function runSideBySide(
  command: Command,
  files: readonly TeamFile[],
  parallel: number,
): Promise<Outcome[]> {
  const passphraseOf = takePassphrases();
  const pulumi = await PulumiCommand.get().catch((error: unknown) => {
    throw new Error(`There is no Pulumi CLI that can be used: ${reasons(error as Error).join(" ")}`);
  });
  const stop = listenForStop();
  const progress = new Progress(files.length);
  const runsProgram = command === "up" || command === "preview";

  const runTeam = async (file: TeamFile): Promise<Outcome> => {
    const team = file.name;
    const errors = stop.wanted() ? ["not begun"] : runsProgram ? file.faults : [];
    if (errors.length > 0) return { team, counts: {}, seconds: 0, errors };
    progress.start(team, runsProgram ? namesIn(file).length : undefined);
    const onDone = (): void => {
      progress.advance(team);
    };
    return runCommand(command, team, { pulumi, passphrase: passphraseOf(team), signal: stop.signal, onDone });
  };

  const outcomes: Outcome[] = [];
  const queue = [...files];
  const work = async (): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const outcome = await runTeam(file);
      outcomes.push(outcome);
      progress.end(outcome.team, outcomeLine(outcome));
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  progress.close();
  return outcomes;
}

/**
 * After Ctrl-C or a signal no stack is begun, and those that run end in order. In a terminal, Ctrl-C reaches every
 * pulumi by itself; a second signal would make it drop what it is doing.
 */
function listenForStop(): { wanted: () => boolean; signal: AbortSignal } {
  let wanted = false;
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      wanted = true;
      if (name === "SIGTERM" || !process.stdin.isTTY) controller.abort();
    });
  }
  return { wanted: () => wanted, signal: controller.signal };
}
