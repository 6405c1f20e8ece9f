// One command on the stack of one team.
import { dirname } from "node:path";
import { CommandError, type EngineEvent, LocalWorkspace, type PulumiCommand } from "@pulumi/pulumi/automation";

export const COMMANDS = ["preview", "up", "refresh", "destroy"] as const;
export type Command = (typeof COMMANDS)[number];

/** How many contacts and groups there are of each operation: `create`, `update`, `delete`, `same`. */
export type Counts = Record<string, number>;

export interface Outcome {
  team: string;
  counts: Counts;
  seconds: number;
  /** Why it failed: what pulumi said, line by line. Empty when all went well. */
  errors: string[];
}

export interface RunOptions {
  pulumi: PulumiCommand;
  /** The team's own passphrase. Without one, pulumi looks at PULUMI_CONFIG_PASSPHRASE, if it needs any. */
  passphrase: string | undefined;
  /** Ends the command in order when aborted. */
  signal: AbortSignal;
  /** Called after each contact and group. */
  onDone: () => void;
}

/** The folder with Pulumi.yaml. */
const PROJECT = dirname(__dirname);

/** Runs the command, and makes the stack when there is none. Never throws. */
export async function runCommand(command: Command, team: string, options: RunOptions): Promise<Outcome> {
  const { pulumi, passphrase, signal, onDone } = options;
  const start = Date.now();
  const counts: Counts = {};
  const errors: string[] = [];
  const onEvent = ({ resOutputsEvent, diagnosticEvent }: EngineEvent): void => {
    if (diagnosticEvent?.severity === "error") errors.push(...lines(diagnosticEvent.message));
    // The stack itself and the providers count as resources too.
    if (resOutputsEvent === undefined || resOutputsEvent.metadata.type.startsWith("pulumi:")) return;
    const { op } = resOutputsEvent.metadata;
    counts[op] = (counts[op] ?? 0) + 1;
    onDone();
  };
  try {
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: team, workDir: PROJECT },
      {
        pulumiCommand: pulumi,
        envVars: {
          // Types were checked once, before all this started.
          PULUMI_NODEJS_TRANSPILE_ONLY: "true",
          ...(passphrase !== undefined && { PULUMI_CONFIG_PASSPHRASE: passphrase }),
        },
      },
    );
    await stack[command]({ color: "never", signal, onEvent });
  } catch (error) {
    // What is wrong with a resource has come as an event.
    if (errors.length === 0) errors.push(...reasons(error as Error));
  }
  return { team, counts, seconds: Math.round((Date.now() - start) / 1000), errors };
}

/** The stacks that have resources, all that there are in the state's backend. */
export async function filledStacks(): Promise<string[]> {
  const workspace = await LocalWorkspace.create({ workDir: PROJECT });
  const stacks = await workspace.listStacks();
  return stacks.filter(({ resourceCount = 0 }) => resourceCount > 0).map(({ name }) => name);
}

/** What a command said when it failed. The Automation API puts all that it printed into the message, twice. */
export function reasons(error: Error): string[] {
  if (!(error instanceof CommandError)) return lines(error.message);
  const [, printed = error.message] = /stderr: ([^]*?)\n err\?:/.exec(error.message) ?? [];
  const [, fromError = printed] = /^error: ([^]*)/m.exec(printed) ?? [];
  return lines(fromError);
}

function lines(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}
