/** `npm run soak`: what was done and met, and whether anything was lost. */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import type { Call } from "../../emulator";
import type { Agreement } from "../survival/agreement";
import { type Kill, killOnce, openVictim, type Victim } from "../survival/kills";
import { soak, total } from "./soak";

const HELP = `npm run soak -- [--contacts 1000] [--kills 30] [--seed S]

  --contacts N  so many contacts are created, updated, refreshed and destroyed while a tenth of all calls meets a fault
  --kills N     then so many \`pulumi up\` of 60 contacts are killed, half of them the engine and half the provider host
  --seed S      brings the faults and kills of an earlier run again; without it each run has others, and prints its seed
`;

/** @returns the exit code */
export async function main(args: string[]): Promise<number> {
  const number = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: { contacts: number, seed: number, kills: number, help: { type: "boolean" } },
  });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const contacts = whole("contacts", values.contacts ?? "1000");
  const seed = whole("seed", values.seed ?? String(randomInt(1_000_000)));
  const kills = whole("kills", values.kills ?? "30");

  console.log(`The same again: npm run soak -- --contacts ${contacts} --kills ${kills} --seed ${seed}`);
  const agreements = [...(contacts > 0 ? await runSoak(contacts, seed) : []), ...(await runKills(kills, seed))];
  const { lost, doubled, orphaned, different } = total(agreements);
  for (const [kind, names] of Object.entries({ lost, doubled, orphaned, different })) {
    if (names.length > 0) console.log(`${kind}: ${names.join(", ")}`);
  }
  console.log(
    `lost ${lost.length}, doubled ${doubled.length}, orphaned ${orphaned.length}, different ${different.length}`,
  );
  return lost.length + doubled.length + orphaned.length + different.length === 0 ? 0 : 1;
}

async function runSoak(contacts: number, seed: number): Promise<Agreement[]> {
  const progress = progressLine();
  const { stages, calls } = await soak({
    host: "dynamic",
    contacts,
    seed,
    ending: true,
    onProgress: (stage, so) => {
      progress(`${stage}: ${so.length} calls so far, ${faultsOf(so).length} of them met a fault`);
    },
  });
  progress();
  for (const { name, errors, seconds } of stages) {
    console.log(`${name} ${contacts} contacts: ${seconds} s, ${errors.length === 0 ? "one run" : "run again after"}`);
    for (const error of errors) console.log(error.replace(/^/gm, "  "));
  }
  console.log(`calls: ${counts(calls.map(({ action }) => action))}`);
  console.log(`faults met: ${counts(faultsOf(calls))}`);
  return stages.map(({ agreement }) => agreement);
}

async function runKills(count: number, seed: number): Promise<Agreement[]> {
  const seeds = Array.from({ length: count }, (_unused, index) => seed + index);
  const progress = progressLine();
  const kills: Kill[] = [];
  const killAll = async (victim: Victim, rest: number): Promise<void> => {
    const program = await openVictim();
    try {
      for (const each of seeds.filter((_seed, index) => index % 2 === rest)) {
        kills.push(await killOnce(program, victim, each));
        progress(`${kills.length} of ${count} kills`);
      }
    } finally {
      await program.close();
    }
  };
  if (count > 0) await Promise.all([killAll("engine", 0), killAll("provider host", 1)]);
  progress();
  for (const { seed: each, victim, calls, takenOver } of kills) {
    console.log(`seed ${each}: ${victim} killed after ${calls} calls; ${takenOver} contacts taken over by the next up`);
  }
  return kills.map(({ agreement }) => agreement);
}

/** Shows one line that changes, on a terminal; elsewhere one every half minute. Without a text it is taken away. */
function progressLine(): (text?: string) => void {
  const { stderr } = process;
  let said = Date.now();
  return (text) => {
    if (stderr.isTTY) stderr.write(`\r\u001b[K${text ?? ""}`);
    else if (text !== undefined && Date.now() - said > 30_000) {
      said = Date.now();
      stderr.write(`${text}\n`);
    }
  };
}

function faultsOf(calls: readonly Call[]): string[] {
  return calls.flatMap(({ fault }) => fault ?? []);
}

/** `CreateContact 12, GetContact 3`: the most frequent first. */
function counts(names: readonly string[]): string {
  const count = new Map<string, number>();
  for (const name of names) count.set(name, (count.get(name) ?? 0) + 1);
  const sorted = [...count].sort(([, a], [, b]) => b - a);
  return `${names.length} (${sorted.map(([name, times]) => `${name} ${times}`).join(", ")})`;
}

function whole(option: string, value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new Error(`--${option} must be a whole number.`);
  return Number(value);
}
