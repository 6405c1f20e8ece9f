/** What the engine takes for a stack that has so many contacts already. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { Program } from "../e2e/program";
import { declare } from "./contacts";
import { fill } from "./fill";
import { type Usage, withUsage } from "./usage";

export interface OneStack {
  contacts: number;
  stateBytes: number;
  /** With nothing to do. */
  preview: Usage;
  up: Usage;
  refresh: Usage;
  /** Seconds for each contact that is created or updated, while several are in one run. */
  change: number;
  /** Seconds for each contact that is deleted in the same run. */
  delete: number;
  /** Seconds for each contact that is updated with such a variable set, where that was measured. */
  changeWith: Partial<Record<Environment, number>>;
}

/** How the engine can be told to write less. */
export const ENVIRONMENTS = ["PULUMI_DIY_BACKEND_GZIP", "PULUMI_SKIP_CHECKPOINTS"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

export interface OneStackPlan {
  /** That the stack has. */
  contacts: number;
  /** So many are created, updated and deleted. */
  steps: number;
  environments: boolean;
}

const UP = ["up", "--yes", "--skip-preview"];

/** @param report told what is being done */
export async function measureOneStack(plan: OneStackPlan, report: (line: string) => void): Promise<OneStack> {
  const { contacts, steps } = plan;
  const program = await Program.open();
  const { workspace, emulator } = program;
  const say = (what: string): void => {
    report(`one stack of ${contacts}: ${what}`);
  };
  const whole = async (args: string[]): Promise<Usage> => {
    say(`${args[0] ?? ""} with nothing to do`);
    const { usage } = await withUsage(() => workspace.pulumi(args));
    return usage;
  };
  try {
    say("filling it");
    await fill(program, contacts);
    emulator.clearCalls();
    const preview = await whole(["preview", "--expect-no-changes"]);
    const up = await whole([...UP, "--expect-no-changes"]);
    // Otherwise the copied state is not what the engine would have written.
    if (emulator.calls.length > 0) throw new Error("A run with nothing to do made calls.");
    const stateBytes = statSync(stateFile(program)).size;
    const refresh = await whole(["refresh", "--yes", "--skip-preview"]);
    const changeWith: OneStack["changeWith"] = {};
    for (const [index, name] of (plan.environments ? ENVIRONMENTS : []).entries()) {
      say(`${steps} updates with ${name}`);
      program.write({ ...declare(0, contacts), ...declare(0, steps, index + 2) });
      changeWith[name] = secondsEach(await changes(program, { [name]: "true" }), ["updated"], steps);
    }
    say(`${steps} of each: create, update, delete`);
    program.write({ ...declare(steps, contacts + steps), ...declare(steps, 2 * steps, 2) });
    const times = await changes(program);
    const change = secondsEach(times, ["created", "updated"], 2 * steps);
    return {
      contacts,
      stateBytes,
      preview,
      up,
      refresh,
      change,
      delete: secondsEach(times, ["deleted"], steps),
      changeWith,
    };
  } finally {
    await program.close();
  }
}

/** Runs `pulumi up`, and returns when which contact was done, in seconds. */
async function changes({ workspace }: Program, env: NodeJS.ProcessEnv = {}): Promise<[what: string, at: number][]> {
  const times: [string, number][] = [];
  await workspace.pulumi(UP, {
    env,
    onLine: (line) => {
      const [, what] = /:Contact contact-\d+ (created|updated|deleted) \(/.exec(line) ?? [];
      if (what !== undefined) times.push([what, performance.now() / 1000]);
    },
  });
  return times;
}

/** What lies between the first and the last one: without the start and the end of the run. */
function secondsEach(times: [what: string, at: number][], kinds: string[], count: number): number {
  const own = times.flatMap(([what, at]) => (kinds.includes(what) ? at : []));
  if (own.length !== count) throw new Error(`${own.length} contacts were ${kinds.join(" or ")}, not ${count}.`);
  return ((own.at(-1) ?? 0) - (own[0] ?? 0)) / (count - 1);
}

function stateFile({ workspace }: Program): string {
  return join(workspace.dir, ".pulumi-state", ".pulumi", "stacks", "e2e", "dev.json");
}
