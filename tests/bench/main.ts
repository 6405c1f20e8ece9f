/** `npm run bench`: measures, prints the targets, and writes docs/benchmarks.md. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findEngine, installInto, ownVersion, packPackage, type Report, ROOT } from "../../tools/engine";
import { Cells } from "./cells";
import { describeMachine } from "./machine";
import { measure, planned } from "./measure";
import { measureMicro } from "./micro";
import { fullPlan, type Plan, quickPlan } from "./plan";
import { chartByContacts, chartByLatency } from "./report/charts";
import { page } from "./report/page";
import { textTable } from "./report/table";
import { missing, Recorder, type Results } from "./results";
import { targets } from "./targets";

const HELP = `npm run bench -- [--rounds 3]   everything, about an hour; writes docs/benchmarks.md
npm run bench -- --quick        one round with few contacts, under three minutes; writes nothing there
`;

const KEPT = join(ROOT, ".vmp", "bench");

/**
 * @param report says a line to the person who runs it
 * @param onStop calls back on a signal; the first one ends what is running, and what is measured by then is reported
 * @returns the exit code: 0 when the run was complete, whether or not the targets are met
 */
export async function main(args: string[], report: Report, onStop: (stop: () => void) => void): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { quick: { type: "boolean" }, rounds: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const plan = values.quick === true ? quickPlan() : fullPlan(wholeRounds(values.rounds ?? "3"));
  const stopped = new AbortController();
  onStop(() => {
    if (stopped.signal.aborted) process.exit(130);
    stopped.abort();
  });
  const results = await runPlan(plan, report, stopped.signal);
  console.log(`\n${summary(results)}\n`);
  await writeReport(results, join(KEPT, "report"));
  if (plan.name === "quick") {
    report("With so few contacts most of the time is the processes' start: rely on what is counted.");
  }
  const complete = missing(results) === 0;
  if (complete && plan.name === "full") {
    await writeReport(results, join(ROOT, "docs"));
    report("docs/benchmarks.md is written.");
  }
  if (!complete) report(`Not complete: ${results.measurements.length} of ${results.planned} measurements.`);
  return complete ? 0 : 1;
}

async function runPlan(plan: Plan, report: Report, signal: AbortSignal): Promise<Results> {
  const engine = await findEngine({ report });
  report(`Pulumi ${engine.version} from ${engine.source}`);
  report("Packing the package and installing it, unless it is there …");
  const folder = join(KEPT, "programs");
  await installInto(folder, [await packPackage(KEPT), `@pulumi/pulumi@${ownVersion("@pulumi/pulumi")}`]);
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  const startedAt = new Date().toISOString();
  const recorder = new Recorder(join(KEPT, `${startedAt.replace(/[:.]/g, "-")}.jsonl`), {
    startedAt,
    plan,
    machine: await describeMachine(engine),
    version,
    measurements: [],
    planned: planned(plan.groups),
  });
  recorder.addMicro(await measureMicro(folder, plan.micro, engine, report));
  await measure(plan.groups, {
    engine,
    folder,
    report,
    signal,
    onMeasured: (measurement) => {
      recorder.add(measurement);
    },
  });
  return recorder.results;
}

/** The table of targets, for a terminal. */
export function summary({ measurements, micro, machine }: Results): string {
  const rows = targets(new Cells(measurements), micro, machine.parallelism);
  const table = textTable(
    ["", "what", "target", "measured"],
    rows.map(({ verdict, what, limit, measured }) => [verdict, what, limit, measured]),
  );
  const count = (verdict: string): number => rows.filter((row) => row.verdict === verdict).length;
  const counts = `${count("PASS")} PASS, ${count("MISS")} MISS, ${count("not measured")} not measured`;
  return `${table}\n\n${counts}; the engine works on ${machine.parallelism} resources at once here`;
}

/** Writes the page, its charts and the raw numbers, in the form that `npm run lint` wants. */
async function writeReport(results: Results, into: string): Promise<void> {
  const cells = new Cells(results.measurements);
  const beside = join(into, "benchmarks");
  mkdirSync(beside, { recursive: true });
  writeFileSync(join(beside, "contacts.svg"), await chartByContacts(cells));
  writeFileSync(join(beside, "latency.svg"), await chartByLatency(cells));
  writeFileSync(join(beside, "results.json"), oneLineEach(results));
  writeFileSync(join(into, "benchmarks.md"), format(page(results), "benchmarks.md"));
}

/** Prettier leaves it alone. */
function oneLineEach({ measurements, ...run }: Results): string {
  const lines = measurements.map((measurement) => JSON.stringify(measurement)).join(",\n");
  return `${JSON.stringify(run).slice(0, -1)},"measurements":[\n${lines}\n]}\n`;
}

function format(text: string, name: string): string {
  const prettier = join(ROOT, "node_modules", "prettier", "bin", "prettier.cjs");
  return execFileSync(process.execPath, [prettier, "--stdin-filepath", name], {
    cwd: ROOT,
    input: text,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
}

function wholeRounds(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new Error("--rounds must be a whole number from 1 to 99.");
  return Number(text);
}
