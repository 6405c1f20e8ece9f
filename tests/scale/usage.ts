/** What the processes below this one need, as /proc of Linux tells it. */
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";

/** The processes of a stack that runs; `script` is what runs several of them, and whatever else there is. */
export const KINDS = ["engine", "program", "provider host", "language host", "script"] as const;
export type Kind = (typeof KINDS)[number];

export interface Usage {
  /** On the clock. */
  seconds: number;
  /** Of all processes, user and system. What a process did in its last quarter of a second can be missing. */
  cpuSeconds: number;
  /** The most that all processes had at one moment, in MB. Memory that several share is counted once (PSS). */
  peakMB: number;
  /** The most that one process of a kind had, in MB. */
  peakMBOf: Record<Kind, number>;
}

const SAMPLE_MS = 250;
const TICKS_PER_SECOND = 100;

/** Does the work, and watches the processes that it starts. */
export async function withUsage<T>(work: () => Promise<T>): Promise<{ result: T; usage: Usage }> {
  if (process.platform !== "linux") throw new Error("Memory and CPU are read from /proc, which only Linux has.");
  const ticks = new Map<number, number>();
  const usage: Usage = { seconds: 0, cpuSeconds: 0, peakMB: 0, peakMBOf: zeros() };
  const sample = (): void => {
    let sum = 0;
    for (const { pid, ticks: used } of descendants(process.pid)) {
      ticks.set(pid, used);
      const mb = memoryMB(pid);
      const kind = kindOf(pid);
      sum += mb;
      usage.peakMBOf[kind] = Math.max(usage.peakMBOf[kind], mb);
    }
    usage.peakMB = Math.max(usage.peakMB, sum);
  };
  const start = performance.now();
  const timer = setInterval(sample, SAMPLE_MS);
  try {
    const result = await work();
    usage.seconds = (performance.now() - start) / 1000;
    usage.cpuSeconds = [...ticks.values()].reduce((sum, each) => sum + each, 0) / TICKS_PER_SECOND;
    return { result, usage };
  } finally {
    clearInterval(timer);
  }
}

interface Stat {
  pid: number;
  parent: number;
  /** User and system time. */
  ticks: number;
}

function descendants(root: number): Stat[] {
  const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? readStat(Number(name)) : []));
  const below = (parent: number): Stat[] => all.filter((stat) => stat.parent === parent);
  const found = below(root);
  // Grows while it is gone through.
  for (const { pid } of found) found.push(...below(pid));
  return found;
}

/** proc(5), /proc/pid/stat: the name is in brackets and may hold anything. */
function readStat(pid: number): Stat[] {
  const text = read(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
  return text === "" ? [] : [{ pid, parent: parent ?? 0, ticks: (user ?? 0) + (system ?? 0) }];
}

function memoryMB(pid: number): number {
  const [, kilobytes = "0"] = /^Pss: +(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`)) ?? [];
  return Number(kilobytes) / 1024;
}

function kindOf(pid: number): Kind {
  const command = read(`/proc/${pid}/cmdline`).split("\0");
  const has = (pattern: RegExp): boolean => command.some((part) => pattern.test(part));
  if (basename(command[0] ?? "") === "pulumi") return "engine";
  if (has(/pulumi-language-nodejs$/)) return "language host";
  if (has(/pulumi-resource-pulumi-nodejs$|cmd\/dynamic-provider/)) return "provider host";
  return has(/pulumi\/cmd\/run\b/) ? "program" : "script";
}

/** Nothing when the process is gone already. */
function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

function zeros(): Record<Kind, number> {
  return Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;
}
