import { spawn } from "node:child_process";
import type { RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { findRunner } from "./sdk";

/** How long a program may take to end by itself after it was asked to. */
const STOP_MS = 5_000;

/** A program that is running. */
export interface Program {
  /** Resolves once the program has ended, with its exit code, or the signal that ended it. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Asks the program to end (SIGINT), and ends it for good (SIGKILL) if it is still there 5 s later. */
  stop(): void;
}

/** Starts the program that the engine asks for, under the `@pulumi/pulumi` of that program. */
export function startProgram(request: RunRequest, engineAddress: string): Program {
  const folder = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const options = runtimeOptions(request);
  // Its output goes where this process's goes: the engine shows it to the user. It stays in this process's group, so
  // that it also ends when the engine ends the whole group.
  const child = spawn(
    process.execPath,
    [...options.nodeArguments, findRunner(folder), ...programArguments(request, folder, engineAddress)],
    { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...configuration(request), ...options.env } },
  );
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal });
    });
  });
  const stop = (): void => {
    if (timer) return;
    child.kill("SIGINT");
    timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  };
  return { ended, stop };
}

function programArguments(request: RunRequest, folder: string, engineAddress: string): string[] {
  const named = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": request.getInfo()?.getRootDirectory(),
    stack: request.getStack(),
    pwd: folder,
    parallel: String(request.getParallel()),
  };
  const given = Object.entries(named).flatMap(([name, value]) => (value ? [`--${name}`, value] : []));
  const entryPoint = request.getInfo()?.getEntryPoint() ?? request.getProgram();
  return [...given, ...(request.getDryrun() ? ["--dry-run"] : []), entryPoint, ...request.getArgsList()];
}

/** The stack's configuration, where `@pulumi/pulumi` looks for it. */
function configuration(request: RunRequest): Record<string, string> {
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
}

/** What `runtime: { options: … }` of Pulumi.yaml says. */
function runtimeOptions(request: RunRequest): { nodeArguments: string[]; env: Record<string, string> } {
  const { typescript, tsconfig, nodeargs } = (request.getInfo()?.getOptions()?.toJavaScript() ?? {}) as {
    typescript?: boolean;
    tsconfig?: string;
    nodeargs?: string;
  };
  return {
    nodeArguments: splitArguments(nodeargs ?? ""),
    env: {
      PULUMI_NODEJS_TYPESCRIPT: String(typescript ?? true),
      ...(tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig } : {}),
    },
  };
}

/** Splits at blanks, and keeps what is in quotes together. */
function splitArguments(text: string): string[] {
  return (text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? []).map((part) =>
    part.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"),
  );
}
