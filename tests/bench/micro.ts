/** The small measurements: speed of the pure parts, and what loading costs, in times and in instructions. */
import { join } from "node:path";
import { type Engine, run } from "../../tools/engine";
import { lastLines } from "../../tools/engine/process";
import type { Report } from "../../tools/engine/progress";
import { findCounter } from "./instructions";
import { type Case, CASES } from "./micro/cases";
import type { FirstAnswer } from "./micro/first-answer";
import type { Loading } from "./micro/loading";
import type { Speeds } from "./micro/speeds";
import { measurePackaged, type Packaged } from "./micro/packaged";
import { NEAR, type Plan } from "./plan";
import { ServiceUnderTest } from "./service";

/** What is loaded: the SDK on top of @pulumi/pulumi, the provider on top of its host. */
export const LOADED = ["sdk", "provider"] as const;
export type Loaded = (typeof LOADED)[number];

/** With what the first answer comes in the provider host: the least there is, and the client of the package. */
export const ANSWERED = ["http", "ours"] as const;
export type Answered = (typeof ANSWERED)[number];

export interface Micro {
  speeds: Speeds;
  /** One entry a fresh process. */
  loadings: Record<Loaded, Loading[]>;
  /** The same. Absent in runs before there was this measurement. */
  firstAnswers?: Record<Answered, FirstAnswer[]>;
  /** Absent in runs before there was a packaged provider. */
  packaged?: Packaged;
  /** Absent where nothing can count them. */
  instructions?: Instructions;
}

export interface Instructions {
  /** What counted. */
  counter: string;
  /** Of a whole process that loads what is loaded anyway, and what the package adds. */
  loading: Record<Loaded, { base: number; added: number }>;
  /** Of doing each case once. */
  cases: Record<Case, number>;
}

/** So that V8 does the same in every run: otherwise it compiles and collects when its other threads come to it. */
const PREDICTABLE = ["--single-threaded", "--predictable"];
/** Enough that V8 has compiled what it will. */
const FEW = 1500;
const MANY = 4500;

/** @param folder where the packed package is installed */
export async function measureMicro(
  folder: string,
  plan: Plan["micro"],
  engine: Engine,
  report: Report,
): Promise<Micro> {
  report("Speeds of signing, check and diff");
  const speeds = JSON.parse(await script("speeds", folder, String(plan.rounds))) as Speeds;
  report("Load times");
  const loadings: Micro["loadings"] = { sdk: [], provider: [] };
  for (let round = 0; round < plan.loads; round++) {
    for (const what of LOADED) loadings[what].push(JSON.parse(await script("loading", folder, what)) as Loading);
  }
  report("First answers");
  const firstAnswers = await measureFirstAnswers(folder, plan.loads);
  report("Starts of both hosts, and previews from YAML");
  const packaged = await measurePackaged(folder, plan.loads, engine, report);
  const instructions = plan.instructions ? await countInstructions(folder, report) : undefined;
  return { speeds, loadings, firstAnswers, packaged, ...(instructions && { instructions }) };
}

async function measureFirstAnswers(folder: string, rounds: number): Promise<Record<Answered, FirstAnswer[]>> {
  const service = await ServiceUnderTest.start(NEAR);
  const { url, region, accessKey, secretKey } = service.emulator;
  const config = { endpoint: url, region, accessKey, secretKey };
  const settings = JSON.stringify(
    Object.fromEntries(Object.entries(config).map(([key, value]) => [`vmp:${key}`, value])),
  );
  const answers: Record<Answered, FirstAnswer[]> = { http: [], ours: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      for (const what of ANSWERED) {
        answers[what].push(JSON.parse(await script("first-answer", folder, what, url, settings)) as FirstAnswer);
      }
    }
  } finally {
    await service.stop();
  }
  return answers;
}

async function countInstructions(folder: string, report: Report): Promise<Instructions | undefined> {
  const counter = await findCounter();
  if (!counter) return undefined;
  const count = (name: string, ...args: string[]): Promise<number> => {
    report(`Counting instructions with ${counter.name}: ${name} ${args.join(" ")}`);
    return counter.count(process.execPath, [...PREDICTABLE, scriptFile(name), folder, ...args]);
  };
  const loading = async (what: Loaded): Promise<{ base: number; added: number }> => {
    const base = await count("loading", what, "base");
    return { base, added: (await count("loading", what)) - base };
  };
  const once = async (name: Case): Promise<number> => {
    const few = await count("repeat", name, String(FEW));
    return ((await count("repeat", name, String(MANY))) - few) / (MANY - FEW);
  };
  const both = { sdk: await loading("sdk"), provider: await loading("provider") };
  const cases: Partial<Record<Case, number>> = {};
  for (const name of CASES) cases[name] = await once(name);
  return { counter: counter.name, loading: both, cases: cases as Record<Case, number> };
}

function scriptFile(name: string): string {
  return join(__dirname, "micro", `${name}.js`);
}

/** Runs a script of `micro/` in a process of its own, and returns the last line that it printed. */
async function script(name: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(process.execPath, [scriptFile(name), ...args]);
  if (code !== 0) throw new Error(`${name} ${args.join(" ")} failed:\n${lastLines(stderr, 20)}`);
  return stdout.trim().split("\n").at(-1) ?? "";
}
