/** An account, a Pulumi project beside it, and `vmp-contacts` out of the packed package. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { RESOURCE_TYPES } from "../../provider/resources";
import { findEngine, openWorkspace, run, type Workspace } from "../../tools/engine";
import { installed } from "../support/installed";

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export class Migration {
  private constructor(
    readonly emulator: Emulator,
    readonly workspace: Workspace,
    private readonly bin: string,
  ) {}

  static async open(): Promise<Migration> {
    const folder = await installed();
    const dir = mkdtempSync(join(folder, "migration-"));
    const emulator = await startEmulator();
    const engine = await findEngine({ onlyInstalled: true });
    const workspace = await openWorkspace({
      dir,
      engine,
      env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
      files: { "Pulumi.yaml": "name: migration\nruntime: nodejs\n" },
      config: { "vmp:endpoint": emulator.url },
      secrets: { "vmp:accessKey": emulator.accessKey, "vmp:secretKey": emulator.secretKey },
    });
    // The CLI itself, and beside it what every user of the machine could see of it.
    writeFileSync(
      join(dir, "pulumi"),
      `#!/bin/sh\nprintf '%s\\n' "$*" >> "${join(dir, "arguments.log")}"\nexec "${engine.path}" "$@"\n`,
    );
    chmodSync(join(dir, "pulumi"), 0o755);
    return new Migration(emulator, workspace, join(folder, "node_modules", ".bin", "vmp-contacts"));
  }

  /** Runs `vmp-contacts export` in the project. */
  async export(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
    const { dir, env: usual } = this.workspace;
    const PATH = [dir, usual.PATH].join(delimiter);
    return run(this.bin, ["export", ...args], { cwd: dir, env: { ...usual, PATH, ...env } });
  }

  read(file: string): string {
    return readFileSync(join(this.workspace.dir, file), "utf8");
  }

  /** The `pulumi` commands that an export has run since the last look, a line each. */
  commands(): string[] {
    const file = join(this.workspace.dir, "arguments.log");
    const lines = readFileSync(file, "utf8").trim().split("\n");
    writeFileSync(file, "");
    return lines;
  }

  /**
   * Runs a command and returns all that it printed.
   *
   * @param typeCheck whether the program's types are checked, as they are for who does not turn that off
   */
  async pulumi(command: string, { typeCheck = false } = {}): Promise<string> {
    const env = typeCheck ? { PULUMI_NODEJS_TRANSPILE_ONLY: undefined } : {};
    const { stdout, stderr } = await this.workspace.pulumi(command.split(" "), { env });
    return stdout + stderr;
  }

  /** The actions that were called since the last look, each once, in the order of the alphabet. */
  actions(): string[] {
    const actions = new Set(this.emulator.calls.map(({ action }) => action));
    this.emulator.clearCalls();
    return [...actions].sort();
  }

  /** All that VMP has, in the clear, and when it was updated. */
  async account(): Promise<unknown[]> {
    return Promise.all(RESOURCE_TYPES.map(({ actions }) => this.emulator.act(actions.list, { PageSize: 100 })));
  }

  async close(): Promise<void> {
    await this.emulator.close();
    rmSync(this.workspace.dir, { recursive: true, force: true });
  }
}
