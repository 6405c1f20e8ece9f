/** A Pulumi program in a folder where the package is installed, run by the real CLI against that package's emulator. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type ExportedResource, findEngine, openWorkspace, type Workspace } from "../../../tools/engine";
import { PROVIDER_TEXT } from "../../host/provider-host";
import { OPTIONAL_FIELDS } from "../../support/contacts";
import { type InstalledEmulator, startEmulator } from "./emulator";

/** A contact with every field. */
export const FULL = { name: "oncall", ...OPTIONAL_FIELDS };

/** All that is secret in it. */
export const SECRETS = ["webhook-token", "alerts.example.com", "lark-hook-id", "lark-secret"].concat([
  "ding-access-token",
  "SECding-secret",
  "wecom-key",
]);

const PROJECT = "name: matrix\nruntime: nodejs\n";

export class Program {
  private constructor(
    readonly workspace: Workspace,
    readonly emulator: InstalledEmulator,
    private readonly nodes: string,
  ) {}

  /**
   * @param packages where the package is installed
   * @param dir the program's folder: that one, or one in it
   * @param files the program
   * @param env decides which Node runs all of it
   */
  static async open(
    packages: string,
    dir: string,
    files: Record<string, string>,
    env: NodeJS.ProcessEnv = {},
  ): Promise<Program> {
    const emulator = await startEmulator(packages, env);
    const nodes = join(dir, "nodes.jsonl");
    const workspace = await openWorkspace({
      dir,
      engine: await findEngine({ onlyInstalled: true }),
      files: { "Pulumi.yaml": PROJECT, ...files },
      config: { "vmp:endpoint": emulator.url },
      secrets: { "vmp:accessKey": emulator.accessKey, "vmp:secretKey": emulator.secretKey },
      env: {
        ...env,
        NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "record-node.cjs"))}`,
        VMP_MATRIX_NODES: nodes,
      },
    });
    return new Program(workspace, emulator, nodes);
  }

  /** Runs a command and returns all that it printed. */
  async pulumi(...args: string[]): Promise<string> {
    const { stdout, stderr } = await this.workspace.pulumi(args);
    return stdout + stderr;
  }

  /** The contacts in the state, of which each has the one text for its provider, and no secret in the clear. */
  async contactsInState(): Promise<ExportedResource[]> {
    const contacts = (await this.workspace.resources()).filter(({ type }) => type.endsWith("vmp:Contact"));
    for (const { inputs, outputs } of contacts) {
      expect([inputs?.__provider, outputs?.__provider]).toEqual([PROVIDER_TEXT, PROVIDER_TEXT]);
    }
    const text = JSON.stringify(contacts);
    expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
    return contacts;
  }

  /** The Nodes that have run since the last look: `program`, `provider host` and others, each with its version. */
  nodesSeen(): Set<string> {
    const lines = existsSync(this.nodes) ? readFileSync(this.nodes, "utf8").trim().split("\n") : [];
    rmSync(this.nodes, { force: true });
    return new Set(
      lines.map((line) => {
        const { version, script } = JSON.parse(line) as { version: string; script: string };
        return `${role(script)} ${version}`;
      }),
    );
  }

  async close(): Promise<void> {
    await this.emulator.stop();
  }
}

/** What a Node process of a run is there for, as its script tells. */
function role(script: string): string {
  if (/pulumi-resource-pulumi-nodejs|dynamic-provider/.test(script)) return "provider host";
  return /cmd[/\\]run/.test(script) ? "program" : "other";
}
