/** The processes of a run of Pulumi, as `ps` lists them. */
import { execFileSync } from "node:child_process";

export interface Process {
  pid: number;
  parent: number;
  /** With its arguments. */
  command: string;
}

/** All processes below this one, nearest first. */
export function descendants(pid: number): Process[] {
  const all = list();
  const below = (parent: number): Process[] => all.filter((each) => each.parent === parent);
  const found = below(pid);
  // Grows while it is gone through.
  for (const { pid: id } of found) found.push(...below(id));
  return found;
}

/** Those that are still there. */
export function alive(processes: readonly Process[]): Process[] {
  const all = list();
  // The same command too: the number may be another process's by now.
  return processes.filter(({ pid, command }) => all.some((other) => other.pid === pid && other.command === command));
}

/** Ends a process without a word; one that has ended is left in peace. */
export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function list(): Process[] {
  const output = execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="], { encoding: "utf8", maxBuffer: 2 ** 26 });
  return [...output.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, pid, parent, command = ""]) => ({
    pid: Number(pid),
    parent: Number(parent),
    command,
  }));
}
