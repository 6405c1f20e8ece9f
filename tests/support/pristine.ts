/** A stack that never ran: made by the CLI once and kept, then copied, which takes no CLI. */
import { createHash } from "node:crypto";
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openWorkspace, ROOT, type Workspace, workspaceIn, type WorkspaceOptions } from "../../tools/engine";

/** The project's name must be this one: the state is kept below it. */
const PROJECT = "e2e";
const STACK = "dev";
const KEPT = join(ROOT, ".vmp", "tests");

export interface PristineOptions extends Omit<WorkspaceOptions, "config" | "secrets" | "stack" | "stateDir"> {
  /** The stack's configuration that is encrypted; it is kept with the stack. */
  secrets?: Record<string, string>;
  /** The stack's configuration in the clear. */
  config?: Record<string, string>;
}

/** What `openWorkspace` does, for the project `e2e`. */
export async function openPristine({ secrets = {}, config = {}, ...options }: PristineOptions): Promise<Workspace> {
  const { dir, engine } = options;
  cpSync(await made(engine, secrets), dir, { recursive: true });
  const lines = Object.entries(config).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
  const start = Object.keys(secrets).length === 0 && lines.length > 0 ? "config:\n" : "";
  appendFileSync(join(dir, `Pulumi.${STACK}.yaml`), start + lines.join(""));
  return workspaceIn({ ...options, env: { PULUMI_STACK: STACK, ...options.env } });
}

/** The folder with the stack. Of several processes that make it at once, the first one's is kept. */
async function made(engine: Workspace["engine"], secrets: Record<string, string>): Promise<string> {
  const hash = createHash("sha256")
    .update(JSON.stringify([engine.version, secrets]))
    .digest("hex")
    .slice(0, 12);
  const folder = join(KEPT, `pristine-${hash}`);
  if (existsSync(folder)) return folder;
  mkdirSync(KEPT, { recursive: true });
  const draft = mkdtempSync(`${folder}.draft-`);
  await openWorkspace({
    dir: draft,
    engine,
    stack: STACK,
    files: { "Pulumi.yaml": `name: ${PROJECT}\nruntime: nodejs\n` },
    secrets,
  });
  // Which stack is selected, and what was logged, is of that folder.
  rmSync(join(draft, ".pulumi-state", "home"), { recursive: true });
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true });
  }
  return folder;
}
