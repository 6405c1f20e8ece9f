/** A real program with contacts out of a file, the CLI that runs it, and the emulator that it talks to. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, EXAMPLE_GROUP, startEmulator } from "../../emulator";
import { type CommandOptions, findEngine, type Workspace } from "../../tools/engine";
import { type HostName, MODULES } from "../support/hosts";
import { installed } from "../support/installed";
import { openPristine } from "../support/pristine";

/** The arguments of contacts by their names in the program. */
export type Contacts = Record<string, object>;

/** Where a program can be other than the usual. */
export interface ProgramOptions {
  /** The program's text; the usual one declares the contacts that `write` wrote. */
  index?: string;
  /** Whose classes the usual program has, and whether there is a packaged provider. Default: the dynamic one. */
  host?: HostName;
  config?: Record<string, string>;
  /** The keys that the emulator takes; default its own examples. */
  emulatorKeys?: { accessKey: string; secretKey: string };
  /** The emulator's clock, in ms since 1970. */
  now?: () => number;
  /** The file that the emulator has its contents from, and keeps them in. Default: memory only. */
  data?: string;
  /** Whether the emulator's endpoint and keys are in the stack's configuration. Default true. */
  configured?: boolean;
}

const EMULATOR_LOG = "emulator.log";

/** The programs are JavaScript: no compiler is loaded for them. */
const PROJECT = "name: e2e\nruntime: { name: nodejs, options: { typescript: false } }\n";

const PLUGINS = "plugins: { providers: [{ name: vmp, path: ../node_modules/pulumi-vmp/plugin }] }\n";

const usualProgram = (host: HostName): string => `
const vmp = require("${MODULES[host]}");
for (const [name, args] of Object.entries(require("./contacts.json"))) new vmp.Contact(name, args);
`;

export class Program {
  /** All that any command has printed. */
  printed = "";

  private constructor(
    readonly workspace: Workspace,
    readonly emulator: Emulator,
  ) {}

  static async open(options: ProgramOptions = {}): Promise<Program> {
    const {
      host = "dynamic",
      index = usualProgram(host),
      config = {},
      configured = true,
      emulatorKeys,
      now = Date.now,
      data,
    } = options;
    const dir = mkdtempSync(join(await installed(), "program-"));
    const emulator = await startEmulator({
      groups: [EXAMPLE_GROUP, SECOND_GROUP],
      log: join(dir, EMULATOR_LOG),
      now,
      ...(data !== undefined && { data }),
      ...emulatorKeys,
    });
    const keys = { "vmp:accessKey": emulator.accessKey, "vmp:secretKey": emulator.secretKey };
    const workspace = await openPristine({
      dir,
      engine: await findEngine({ onlyInstalled: true }),
      files: {
        "Pulumi.yaml": host === "packaged" ? PROJECT + PLUGINS : PROJECT,
        "index.js": index,
        "contacts.json": "{}",
      },
      config: configured ? { "vmp:endpoint": emulator.url, ...config } : config,
      secrets: configured ? keys : {},
    });
    return new Program(workspace, emulator);
  }

  /** The file with a line for each call. */
  get emulatorLog(): string {
    return join(this.workspace.dir, EMULATOR_LOG);
  }

  /** Says what the program declares from now on. */
  write(contacts: Contacts): void {
    writeFileSync(join(this.workspace.dir, "contacts.json"), JSON.stringify(contacts));
  }

  /** Runs a command and returns all that it printed. */
  async pulumi(command: string, options?: CommandOptions): Promise<string> {
    const { stdout, stderr } = await this.workspace.pulumi(command.split(" "), options);
    this.printed += stdout + stderr;
    return stdout + stderr;
  }

  /** Applies the program, or the contacts given; no change of ours ever replaces anything. */
  async up(contacts?: Contacts): Promise<string> {
    if (contacts) this.write(contacts);
    const output = await this.pulumi("up --yes --skip-preview");
    expect(output).not.toMatch(/replace/i);
    return output;
  }

  /** The actions that were called since the last look. */
  calls(): string[] {
    const actions = this.emulator.calls.map(({ action }) => action);
    this.emulator.clearCalls();
    return actions;
  }

  /** Those of them that change something, by the alphabet: how reads are joined depends on when they come. */
  writes(): string[] {
    return this.calls()
      .filter((action) => !/^(Get|List)/.test(action))
      .sort();
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

export const SECOND_GROUP = { Id: "5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1", Name: "second" } as const;

/** Every secret of the contacts, as texts that must be found nowhere in the clear. */
export function secretsOf(contacts: unknown): string[] {
  if (typeof contacts !== "object" || contacts === null) return [];
  return Object.entries(contacts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "string" && /^(address|token|secretKey)$/.test(key) ? [value] : secretsOf(value),
  );
}
