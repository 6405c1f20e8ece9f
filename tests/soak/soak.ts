/** A whole life of many contacts through the real engine, while calls meet random faults. */
import type { Call } from "../../emulator";
import { Program } from "../e2e/program";
import type { HostName } from "../support/hosts";
import { type Agreement, AGREED, compare } from "../survival/agreement";
import { type Declared, declare } from "../survival/contacts";
import { randomFaults } from "./faults";

export interface SoakOptions {
  host: HostName;
  contacts: number;
  seed: number;
  /** Whether some of the faults end a run with an error, so that it has to be run again. */
  ending: boolean;
  /** Told now and then how far it is. */
  onProgress?: (stage: string, calls: readonly Call[]) => void;
}

/** What a stage left behind. */
export interface Stage {
  name: string;
  /** It was run again after each of these errors. */
  errors: string[];
  seconds: number;
  agreement: Agreement;
}

export interface Soak {
  stages: Stage[];
  /** All calls, the last 100,000 at most. */
  calls: readonly Call[];
}

const FAULTY_SHARE = 0.1;
const MOST_RUNS = 8;
const PROGRESS_MS = 1000;

export async function soak({ host, contacts, seed, ending, onProgress = () => undefined }: SoakOptions): Promise<Soak> {
  const [first, second] = [declare(contacts, 1), declare(contacts, 2)];
  const stages: [name: string, command: string, declared: Declared][] = [
    ["create", "up", first],
    ["update", "up", second],
    ["refresh", "refresh", second],
    ["destroy", "destroy", {}],
  ];
  const program = await Program.open({ host, config: { "vmp:adoptExisting": "true" } });
  const { calls } = program.emulator;
  const done: Stage[] = [];
  try {
    for (const [name, command, declared] of stages) {
      const start = Date.now();
      const progress = setInterval(onProgress, PROGRESS_MS, name, calls);
      try {
        // What is destroyed has to be declared until then.
        if (command !== "destroy") program.write(declared);
        program.emulator.faults.set(randomFaults(seed + done.length, FAULTY_SHARE, ending));
        const errors = await runUntilDone(program, command);
        const agreement = await compare(program, declared);
        done.push({ name, errors, seconds: Math.round((Date.now() - start) / 1000), agreement });
      } finally {
        clearInterval(progress);
      }
    }
    return { stages: done, calls: [...calls] };
  } finally {
    await program.close();
  }
}

/** Runs a command again when it fails, as a pipeline does; returns what the failed runs said. */
async function runUntilDone({ workspace }: Program, command: string): Promise<string[]> {
  const errors: string[] = [];
  for (;;) {
    try {
      await workspace.pulumi([command, "--yes", "--skip-preview"]);
      return errors;
    } catch (error) {
      const diagnostics = (error as Error).message.match(/^ +error: .+$/gm) ?? [];
      errors.push(diagnostics.map((line) => line.trim()).join("\n") || (error as Error).message);
      if (errors.length === MOST_RUNS) throw new Error(errors.join("\n\n"), { cause: error });
    }
  }
}

/** What is not as it should be in any stage, by kind. */
export function total(agreements: readonly Agreement[]): Agreement {
  const all = (kind: keyof Agreement): string[] => agreements.flatMap((agreement) => agreement[kind]);
  const kinds = Object.keys(AGREED) as (keyof Agreement)[];
  return { ...AGREED, ...Object.fromEntries(kinds.map((kind) => [kind, all(kind)])) };
}
