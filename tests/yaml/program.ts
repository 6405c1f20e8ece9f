/** A YAML program with the packaged provider of the packed package, the CLI that runs it, and emulators. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, EXAMPLE_GROUP, startEmulator } from "../../emulator";
import { type CommandOptions, findEngine, openWorkspace, withYamlHost, type Workspace } from "../../tools/engine";
import { installed } from "../support/installed";

export class YamlProgram {
  /** All that any command has printed. */
  printed = "";

  private constructor(
    readonly workspace: Workspace,
    readonly emulator: Emulator,
  ) {}

  /** @param resources what the program declares, as JSON, which YAML takes */
  static async open(resources: object = {}): Promise<YamlProgram> {
    const dir = mkdtempSync(join(await installed(), "yaml-"));
    const emulator = await startEmulator({ groups: [EXAMPLE_GROUP] });
    const engine = await withYamlHost(await findEngine({ onlyInstalled: true }), { onlyInstalled: true });
    const workspace = await openWorkspace({
      dir,
      engine,
      files: { "Pulumi.yaml": project(resources) },
      config: { "vmp:endpoint": emulator.url },
      secrets: { "vmp:accessKey": emulator.accessKey, "vmp:secretKey": emulator.secretKey },
    });
    return new YamlProgram(workspace, emulator);
  }

  /** Says what the program declares from now on. */
  write(resources: object, more: object = {}): void {
    writeFileSync(join(this.workspace.dir, "Pulumi.yaml"), project(resources, more));
  }

  /** Runs a command and returns all that it printed. */
  async pulumi(command: string, options?: CommandOptions): Promise<string> {
    const { stdout, stderr } = await this.workspace.pulumi(command.split(" "), options);
    this.printed += stdout + stderr;
    return stdout + stderr;
  }

  /** The actions that were called since the last look. */
  calls(): string[] {
    const actions = this.emulator.calls.map(({ action }) => action);
    this.emulator.clearCalls();
    return actions;
  }

  /** The whole state as text, encrypted as it lies on the disk. */
  state(): Promise<string> {
    return this.workspace.pulumi(["stack", "export"]).then(({ stdout }) => stdout);
  }

  async close(): Promise<void> {
    await this.emulator.close();
    rmSync(this.workspace.dir, { recursive: true, force: true });
  }
}

function project(resources: object, more: object = {}): string {
  const packages = { vmp: "../node_modules/pulumi-vmp/plugin" };
  return JSON.stringify({ name: "yaml", runtime: "yaml", packages, resources, ...more });
}
