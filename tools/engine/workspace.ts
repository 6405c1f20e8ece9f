import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Engine } from "./find";
import { run, type Finished, type RunOptions } from "./process";

export interface WorkspaceOptions {
  /** The folder with Pulumi.yaml; made when it is missing. */
  dir: string;
  /** What `findEngine` gave. */
  engine: Engine;
  /** Files to write into the folder first, by their path in it. */
  files?: Record<string, string>;
  /** The stack's configuration in the clear, as `vmp:region`. */
  config?: Record<string, string>;
  /** The stack's configuration that is encrypted, as `vmp:secretKey`. */
  secrets?: Record<string, string>;
  /** Added to the environment of every command; `undefined` takes a variable away. */
  env?: NodeJS.ProcessEnv;
  /** Default: `dev`. */
  stack?: string;
  /** Where the state, and Pulumi's own files, are kept. Default: `.pulumi-state` in the folder. */
  stateDir?: string;
}

export interface CommandOptions extends Pick<RunOptions, "timeoutMs" | "signal" | "graceMs" | "onLine"> {
  /** Added to the environment of this command; `undefined` takes a variable away. */
  env?: NodeJS.ProcessEnv;
  /** True: the command has to fail; the promise rejects when it does not. */
  expectFailure?: boolean;
}

/** One resource of an exported stack. Encrypted values are objects with a `ciphertext`. */
export interface ExportedResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  /** The line of the program that declares it, as `project:///index.js#4,1`. */
  sourcePosition?: string;
}

/** A Pulumi program, its stack and its state, shut off from whatever the user's own Pulumi has. */
export class Workspace {
  constructor(
    readonly dir: string,
    /** The environment of every command. */
    readonly env: NodeJS.ProcessEnv,
    readonly engine: Engine,
  ) {}

  /**
   * Runs `pulumi <args>` in the folder, without colours and without questions.
   *
   * @throws an error with all its output when the command fails (with `expectFailure`: when it does not)
   */
  async pulumi(args: readonly string[], options: CommandOptions = {}): Promise<Finished> {
    const { env, expectFailure = false, ...rest } = options;
    const result = await run(this.engine.path, ["--non-interactive", "--color", "never", ...args], {
      cwd: this.dir,
      env: merge(this.env, env),
      ...rest,
    });
    if ((result.code === 0) !== expectFailure) return result;
    const outcome = result.timedOut ? "ran out of time" : `ended with ${String(result.code ?? result.signal)}`;
    throw new Error(`pulumi ${args.join(" ")} ${outcome}\n${result.stdout}\n${result.stderr}`);
  }

  /** Sets the stack's configuration; `secrets` are encrypted. */
  async configure(config: Record<string, string>, secrets: Record<string, string> = {}): Promise<void> {
    const plain = Object.entries(config).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]);
    const secret = Object.entries(secrets).flatMap(([key, value]) => ["--secret", `${key}=${value}`]);
    if (plain.length + secret.length > 0) await this.pulumi(["config", "set-all", ...plain, ...secret]);
  }

  /** The stack's resources, as the state has them: secrets stay encrypted. */
  async resources(): Promise<ExportedResource[]> {
    const { stdout } = await this.pulumi(["stack", "export"]);
    return (JSON.parse(stdout) as { deployment: { resources?: ExportedResource[] } }).deployment.resources ?? [];
  }

  /** The stack's outputs; secret ones as `[secret]`. */
  async outputs(): Promise<Record<string, unknown>> {
    const { stdout } = await this.pulumi(["stack", "output", "--json"]);
    return JSON.parse(stdout) as Record<string, unknown>;
  }
}

/** Writes the program, makes its stack unless it is there, and sets its configuration. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { config = {}, secrets = {}, stack = "dev" } = options;
  const workspace = workspaceIn(options);
  await workspace.pulumi(["stack", "select", "--create", stack]);
  await workspace.configure(config, secrets);
  return workspace;
}

/** Writes the program, and takes its stack and configuration for there already. */
export function workspaceIn(options: Omit<WorkspaceOptions, "config" | "secrets" | "stack">): Workspace {
  const { files = {} } = options;
  const dir = resolve(options.dir);
  const stateDir = resolve(options.stateDir ?? join(dir, ".pulumi-state"));
  mkdirSync(stateDir, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return new Workspace(dir, isolated(stateDir, options.env), options.engine);
}

/** An environment in which neither the user's own Pulumi nor their cloud account has a part. */
function isolated(stateDir: string, extra: NodeJS.ProcessEnv | undefined): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(PULUMI|VOLCENGINE)_/.test(name));
  return merge(Object.fromEntries(own), {
    PULUMI_HOME: join(stateDir, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(stateDir).href,
    PULUMI_CONFIG_PASSPHRASE: "for this machine only",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // A plugin that is missing is an error here, not a download.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // The role of the machine is nobody's keys here.
    VOLCENGINE_ECS_METADATA_DISABLED: "true",
    ...extra,
  });
}

function merge(env: NodeJS.ProcessEnv, extra: NodeJS.ProcessEnv | undefined): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries({ ...env, ...extra }).filter(([, value]) => value !== undefined));
}
