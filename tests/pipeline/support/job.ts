/** One job on a machine of its own: a fresh home and work folder, its commands, and all that they print. */
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { run } from "../../../tools/engine";

/** What is installed on the machine, and where a job's output goes. */
export interface Machine {
  /** Folders with commands, first on the PATH. */
  path: string[];
  /** What the machine itself sets. */
  env: NodeJS.ProcessEnv;
  log: string;
  /** Where its jobs have their homes and work folders. */
  folder: string;
}

/** How a shell is started on a script file. */
export const SHELLS = {
  /** GitHub, for `shell: bash`. */
  github: ["--noprofile", "--norc", "-eo", "pipefail"],
  /** GitLab's runner, which sets both in its script. */
  gitlab: ["-eo", "pipefail"],
} as const;

export class Job {
  readonly home: string;
  readonly workspace: string;
  readonly temp: string;
  output = "";
  private scripts = 0;

  constructor(
    readonly name: string,
    private readonly machine: Machine,
  ) {
    const folder = mkdtempSync(join(machine.folder, "job-"));
    [this.home, this.workspace, this.temp] = [join(folder, "home"), join(folder, "workspace"), join(folder, "temp")];
    for (const path of [this.home, this.temp]) mkdirSync(path);
    this.say(`\n=== ${name} ===\n`);
  }

  /** The environment that a command has before the job says anything: nothing of this process's own tools. */
  baseEnv(extraPath: string[] = []): NodeJS.ProcessEnv {
    const { PATH = "", LANG = "C.UTF-8", NODE_OPTIONS } = process.env;
    return {
      PATH: [...extraPath, ...this.machine.path, PATH].join(delimiter),
      HOME: this.home,
      LANG,
      NODE_OPTIONS,
      CI: "true",
      // Packages come from where this machine's npm gets them.
      npm_config_userconfig: process.env.npm_config_userconfig ?? join(homedir(), ".npmrc"),
      npm_config_cache: process.env.npm_config_cache ?? join(homedir(), ".npm"),
      npm_config_prefer_offline: "true",
      ...this.machine.env,
    };
  }

  /** What checkout does: the repository at a commit. */
  async checkout(repository: string, commit: string): Promise<void> {
    await this.git(["clone", "--quiet", repository, this.workspace], this.home);
    await this.git(["checkout", "--quiet", "--detach", commit], this.workspace);
  }

  /** Runs a script and returns whether it succeeded. */
  async script(text: string, shell: keyof typeof SHELLS, env: NodeJS.ProcessEnv): Promise<boolean> {
    const file = join(this.temp, `script-${this.scripts++}.sh`);
    writeFileSync(file, text);
    this.say(`${text.trimEnd().replace(/^/gm, "$ ")}\n`);
    const result = await run("bash", [...SHELLS[shell], file], {
      cwd: this.workspace,
      env,
      ownGroup: true,
      timeoutMs: 580_000,
      onLine: (line) => {
        this.say(`${line}\n`);
      },
    });
    if (result.code !== 0) this.say(`(ended with ${String(result.code ?? result.signal)})\n`);
    return result.code === 0;
  }

  /** A file that commands write for the runner to read. */
  file(name: string): string {
    const path = join(this.temp, name);
    if (!existsSync(path)) writeFileSync(path, "");
    return path;
  }

  read(name: string): string {
    return readFileSync(this.file(name), "utf8");
  }

  say(text: string): void {
    this.output += text;
    appendFileSync(this.machine.log, text);
  }

  private async git(args: string[], cwd: string): Promise<void> {
    const { code, stderr } = await run("git", args, { cwd });
    if (code !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  }
}
