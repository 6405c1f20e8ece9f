/** One contestant's program with a stack and a service of its own, and what each of its steps costs. */
import { copyFileSync, cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Engine, openWorkspace, ROOT, run, type Workspace } from "../../tools/engine";
import { contacts } from "./contacts";
import { HostWatch, type Usage } from "./host-watch";
import type { Checkpoints, Contestant, Service, Step } from "./plan";
import { type Called, ServiceUnderTest } from "./service";

export interface LaneOptions {
  contestant: Contestant;
  contacts: number;
  /** What the first of all steps makes. Default: `contacts` of them. */
  program?: object[];
  service: Service;
  checkpoints: Checkpoints;
  engine: Engine;
  /** Where the packed package and @pulumi/pulumi are installed. */
  folder: string;
  /** Ends the command that is running. */
  signal?: AbortSignal | undefined;
}

/** What one step cost. */
export interface Cost extends Called {
  /** From the start of the command to its end. */
  wallMs: number;
  /** User and system time of the command with all its processes: the engine, the program, and the provider host. */
  cpuMs: number;
  /** Of the provider host alone; absent where it is not measured. */
  host?: Usage;
  /** Contacts in the state afterwards. */
  inState: number;
  /** Their entries in the state, as JSON without blanks, on average; 0 when there are none. */
  bytesPerContact: number;
  /** Encrypted values in such an entry, on average. */
  secretsPerContact: number;
  /** Why the command failed. */
  error?: string;
}

const PROJECT = "bench";
const STACK = "dev";
const CONTESTANTS = join(ROOT, "tests", "bench", "contestants");

// No type check and no compiler in the program: what they take is the same for all, and hides the rest.
const MANIFEST = `name: ${PROJECT}\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n`;

/** Beside the programs' folders. */
const PLUGINS = "plugins:\n  providers:\n    - name: vmp\n      path: ../node_modules/pulumi-vmp/plugin\n";

/** Prints what its command and all processes below it used; `times` is in every POSIX shell. */
const WITH_TIMES = '"$@"; code=$?; times >"$TIMES"; exit $code';

const COMMANDS: Record<Step, string[]> = {
  preview: ["preview"],
  up: ["up", "--yes", "--skip-preview"],
  "no-op preview": ["preview", "--expect-no-changes"],
  "no-op up": ["up", "--yes", "--skip-preview", "--expect-no-changes"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  update: ["up", "--yes", "--skip-preview"],
  adopt: ["up", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

export class Lane {
  private constructor(
    private readonly options: LaneOptions,
    private readonly workspace: Workspace,
    private readonly service: ServiceUnderTest,
  ) {}

  static async open(options: LaneOptions): Promise<Lane> {
    const dir = realpathSync(mkdtempSync(join(options.folder, `${options.contestant}-`)));
    cpSync(join(CONTESTANTS, options.contestant), dir, { recursive: true });
    copyFileSync(join(CONTESTANTS, "secrets.js"), join(dir, "secrets.js"));
    const service = await ServiceUnderTest.start(options.service);
    const { url, region, accessKey, secretKey } = service.emulator;
    const program = options.program ?? contacts(options.contacts, 1);
    const manifest = options.contestant === "packaged" ? MANIFEST + PLUGINS : MANIFEST;
    try {
      const workspace = await openWorkspace({
        dir,
        engine: options.engine,
        stack: STACK,
        files: { "Pulumi.yaml": manifest, "contacts.json": JSON.stringify(program) },
        config: { "vmp:endpoint": url, "vmp:region": region },
        secrets: { "vmp:accessKey": accessKey, "vmp:secretKey": secretKey },
        env: {
          TIMES: join(dir, "times"),
          PULUMI_SKIP_CHECKPOINTS: options.checkpoints === "at the end" ? "true" : undefined,
        },
      });
      return new Lane(options, workspace, service);
    } catch (error) {
      await service.stop();
      throw error;
    }
  }

  async run(step: Step): Promise<Cost> {
    const { dir, env, engine } = this.workspace;
    await this.prepare(step);
    const watch = new HostWatch(dir);
    const start = performance.now();
    const args = ["-c", WITH_TIMES, "sh", engine.path, "--non-interactive", "--color", "never", ...COMMANDS[step]];
    const { signal } = this.options;
    const { code, stdout, stderr } = await run("sh", args, {
      cwd: dir,
      env,
      ownGroup: true,
      ...(signal && { signal }),
    });
    const wallMs = performance.now() - start;
    const host = watch.stop();
    return {
      wallMs,
      cpuMs: childrenMs(readFileSync(join(dir, "times"), "utf8")),
      ...(host && { host }),
      ...(await this.service.called()),
      ...this.state(),
      ...(code !== 0 && { error: shortError(stdout + stderr) }),
    };
  }

  /** What has happened since the last step: to the program, to the service, or to the state. */
  private async prepare(step: Step): Promise<void> {
    const write = (...given: Parameters<typeof contacts>): void => {
      writeFileSync(join(this.workspace.dir, "contacts.json"), JSON.stringify(contacts(...given)));
    };
    const count = this.options.contacts;
    if (step === "refresh") await this.service.confirmEmails();
    if (step === "update") write(count, 2);
    if (step === "adopt") {
      write(count, 1, { adopt: true });
      await this.workspace.pulumi(["state", "remove", "--all", "--yes"]);
    }
  }

  async close(): Promise<void> {
    await this.service.stop();
    rmSync(this.workspace.dir, { recursive: true, force: true });
  }

  /** The contacts in the state as it lies on the disk. */
  private state(): Pick<Cost, "inState" | "bytesPerContact" | "secretsPerContact"> {
    const file = join(this.workspace.dir, ".pulumi-state", ".pulumi", "stacks", PROJECT, `${STACK}.json`);
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as Checkpoint;
    const entries = (checkpoint.latest?.resources ?? []).filter(({ type }) => OF_CONTACTS.test(type));
    const text = entries.map((entry) => JSON.stringify(entry)).join("");
    const perContact = (total: number): number => (entries.length === 0 ? 0 : total / entries.length);
    return {
      inState: entries.length,
      bytesPerContact: perContact(Buffer.byteLength(text)),
      secretsPerContact: perContact(text.split('"ciphertext":').length - 1),
    };
  }
}

/** Dynamic resources, whatever their names, and those of the packaged provider. */
const OF_CONTACTS = /^(pulumi-nodejs:dynamic|vmp:index:)/;

interface Checkpoint {
  checkpoint: { latest?: { resources?: { type: string }[] } };
}

/** The second line of what `times` prints, as `0m1.250s 0m0.110s`: user and system time of all children that ended. */
export function childrenMs(times: string): number {
  const [, line = ""] = times.trim().split("\n");
  const parts = [...line.matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) throw new Error(`The shell's \`times\` printed something else than expected: ${times}`);
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000, 0);
}

/** How many errors a command showed, and the first of them. */
export function shortError(output: string): string {
  const errors = output.match(/^ +error: .+$/gm) ?? [];
  const first = (errors[0] ?? output.trim().split("\n").at(-1) ?? "").trim().replace(/^error: /, "");
  return `${errors.length} errors, first: ${first.slice(0, 160)}`;
}
