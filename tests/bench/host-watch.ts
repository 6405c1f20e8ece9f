/**
 * What a provider host uses while it runs: its peak memory and its processor time, out of Linux's /proc, where they are
 * exact whenever they are read. The last reading is at most one interval older than the host's end. Elsewhere nothing
 * is measured.
 */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

export interface Usage {
  /** Resident memory at its highest, in bytes (VmHWM). */
  peakBytes: number;
  /** User and system. */
  cpuMs: number;
}

/** The clock of /proc ticks a hundred times a second on every Linux that Node runs on. */
const TICK_MS = 10;
const INTERVAL_MS = 50;
const HOST = /pulumi-resource-(pulumi-nodejs|vmp)|dynamic-provider/;

/** Follows the provider host that is started in a program's folder. */
export class HostWatch {
  private pid: number | undefined;
  private latest: Usage | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly folder: string) {
    this.timer = setInterval(() => {
      this.look();
    }, INTERVAL_MS);
  }

  /** Ends the watch; `undefined` where there was nothing to see. */
  stop(): Usage | undefined {
    clearInterval(this.timer);
    return this.latest;
  }

  private look(): void {
    this.pid ??= processes().find((pid) => isHost(pid, this.folder));
    this.latest = (this.pid === undefined ? undefined : usageOf(this.pid)) ?? this.latest;
  }
}

/** What a process has used so far; `undefined` when it is gone or there is no /proc. */
export function usageOf(pid: number): Usage | undefined {
  const status = procFile(pid, "status");
  const stat = procFile(pid, "stat");
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  // The name in parentheses may hold blanks; utime and stime are the 12th and 13th fields after it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (peak === undefined) return undefined;
  return { peakBytes: Number(peak) * 1024, cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
}

function processes(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function isHost(pid: number, folder: string): boolean {
  const [program = "", ...args] = procFile(pid, "cmdline").split("\0");
  if (!basename(program).startsWith("node") || !args.some((arg) => HOST.test(arg))) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}

function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}
