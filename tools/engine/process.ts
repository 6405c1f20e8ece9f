import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

export interface RunOptions {
  cwd?: string;
  /** The whole environment; default: this process's. */
  env?: NodeJS.ProcessEnv;
  /** Milliseconds until the command is ended. Default: none. */
  timeoutMs?: number;
  /** True for a command whose children would survive it: the whole process group is ended at the time limit. */
  ownGroup?: boolean;
  /** Called with every line of stdout and stderr as it comes. */
  onLine?: (line: string, stream: "stdout" | "stderr") => void;
  /** Ends the command when aborted. */
  signal?: AbortSignal;
  /** A command is ended by SIGINT, and by SIGKILL when it is still there after so many milliseconds. Default 5000. */
  graceMs?: number;
}

export interface Finished {
  /** The exit code; `null` when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  timedOut: boolean;
}

/** Runs a command to its end and returns what it said. Rejects only when it cannot be started. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { ownGroup = false, timeoutMs, signal, graceMs = 5_000, onLine } = options;
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    detached: ownGroup,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => (output[stream] += text));
    if (onLine) {
      createInterface(child[stream]).on("line", (line) => {
        onLine(line, stream);
      });
    }
  }
  return new Promise((resolve, reject) => {
    let timedOut = false;
    let killTimer: NodeJS.Timeout | undefined;
    const stop = (): void => {
      send(child, ownGroup, "SIGINT");
      killTimer ??= setTimeout(() => {
        send(child, ownGroup, "SIGKILL");
      }, graceMs);
    };
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            stop();
          }, timeoutMs);
    const endWithUs = (): void => {
      send(child, ownGroup, "SIGKILL");
    };
    process.once("exit", endWithUs);
    signal?.addEventListener("abort", stop, { once: true });
    const cleanUp = (): void => {
      clearTimeout(timer);
      clearTimeout(killTimer);
      process.off("exit", endWithUs);
      signal?.removeEventListener("abort", stop);
    };
    child.once("error", (error) => {
      cleanUp();
      reject(error);
    });
    child.once("close", (code, endedBy) => {
      cleanUp();
      resolve({ code, signal: endedBy, ...output, timedOut });
    });
  });
}

function send(child: ChildProcess, wholeGroup: boolean, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (wholeGroup) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended already.
  }
}

/** The last words of a command's output, for a message. */
export function lastLines(text: string, count = 5): string {
  return text.trim().split("\n").slice(-count).join("\n");
}
