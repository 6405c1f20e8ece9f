/** The same contacts in one stack or in several, made by examples/teams. */
import { declare } from "./contacts";
import { TeamsProject } from "./teams-project";
import { type Usage, withUsage } from "./usage";

export interface SplitPlan {
  contacts: number;
  stacks: number;
  /** So many stacks at once. */
  parallel: number;
  /** What the service allows; 0 is no limit. */
  callsPerSecond: number;
  /** Whether the run is repeated, with nothing to do. */
  twice: boolean;
}

export interface Split extends SplitPlan {
  up: Usage;
  /** The run after it, with nothing to do. */
  again?: Usage;
  /** Calls that the service refused because they were too many. */
  refused: number;
  /** When each contact was made, in seconds after the first one. */
  made: number[];
}

export async function measureSplit(plan: SplitPlan, report: (line: string) => void): Promise<Split> {
  const { contacts, stacks, parallel, callsPerSecond, twice } = plan;
  const project = await TeamsProject.open({ behaviour: { callsPerSecond }, teams: teamFiles(contacts, stacks) });
  const up = async (): Promise<Usage> => {
    const { result, usage } = await withUsage(() => project.run(`up --parallel ${parallel}`));
    if (result.code !== 0) throw new Error(`${result.stdout}\n${result.stderr}`);
    return usage;
  };
  try {
    const { emulator } = project;
    report(`${contacts} contacts in ${stacks} stacks, ${parallel} at once: up`);
    const first = await up();
    if (emulator.contacts().length !== contacts) throw new Error(`There are ${emulator.contacts().length} contacts.`);
    const refused = emulator.calls.filter(({ code }) => code === "FlowLimitExceeded").length;
    const times = emulator.calls
      .filter(({ action, status }) => action === "CreateContact" && status === 200)
      .map(({ time }) => Date.parse(time));
    const made = times.map((time) => (time - (times[0] ?? 0)) / 1000);
    if (!twice) return { ...plan, up: first, refused, made };
    report(`${contacts} contacts in ${stacks} stacks, ${parallel} at once: up with nothing to do`);
    return { ...plan, up: first, again: await up(), refused, made };
  } finally {
    await project.close();
  }
}

/** YAML takes JSON as it is. */
function teamFiles(contacts: number, stacks: number): Record<string, string> {
  const each = Math.ceil(contacts / stacks);
  const indexes = Array.from({ length: stacks }, (_unused, index) => index);
  return Object.fromEntries(
    indexes.map((index) => {
      const declared = declare(index * each, Math.min((index + 1) * each, contacts));
      return [`team-${String(index + 1).padStart(2, "0")}`, JSON.stringify({ contacts: Object.values(declared) })];
    }),
  );
}
