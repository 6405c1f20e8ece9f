/**
 * Kills the engine, or the provider host, at a random moment of an `up`, and brings the stack back as a user would.
 *
 * The moment is a number of calls that the service has answered, and a few milliseconds more: it falls before a call,
 * between what the service does and its answer, between the answer and the state, and everywhere else.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Program } from "../e2e/program";
import type { HostName } from "../support/hosts";
import { type Agreement, compare } from "./agreement";
import { declare } from "./contacts";
import { alive, descendants, kill } from "./processes";
import { seeded } from "./random";

/** What is killed: the CLI itself, or the process in which the provider runs. */
export type Victim = "engine" | "provider host";

export interface Kill {
  seed: number;
  victim: Victim;
  /** So many calls had been answered. */
  calls: number;
  /** So many contacts were at the service and in no state: the next `up` took them over. */
  takenOver: number;
  /** What the program, the state and the service have after that `up`. */
  agreement: Agreement;
}

const CONTACTS = 60;
/** Long enough for calls to be under way at every moment. */
const LATENCY_MS = 20;
const LONGEST_DELAY_MS = 60;
const UP = ["up", "--yes", "--skip-preview"];

/** A stack for many kills, one after the other. */
export async function openVictim(host: HostName = "dynamic"): Promise<Program> {
  const program = await Program.open({ host, config: { "vmp:adoptExisting": "true" } });
  program.emulator.behaviour.latencyMs = LATENCY_MS;
  program.write(declare(CONTACTS));
  cpSync(stateFolder(program), pristineFolder(program), { recursive: true });
  return program;
}

/** One kill, from an empty state and an empty service. The same seed kills at the same moment. */
export async function killOnce(program: Program, victim: Victim, seed: number): Promise<Kill> {
  const { workspace, emulator } = program;
  await startAnew(program);
  const random = seeded(seed);
  const after = 1 + Math.floor(random() * (CONTACTS - 1));
  const delay = random() * LONGEST_DELAY_MS;

  const up = spawn(workspace.engine.path, UP, { cwd: workspace.dir, env: workspace.env, stdio: "ignore" });
  const ended = once(up, "exit");
  const pid = up.pid ?? 0;
  while (emulator.calls.length < after && up.exitCode === null) await sleep(1);
  const processes = descendants(pid);
  const hosts = processes.filter(({ command }) => /pulumi-resource-(pulumi-nodejs|vmp)|dynamic-provider/.test(command));
  await sleep(delay);
  const calls = emulator.calls.length;
  for (const target of victim === "engine" ? [pid] : hosts.map((host) => host.pid)) kill(target);
  await ended;

  // A killed engine leaves its lock behind; when only the provider host died, it has ended in order.
  if (victim === "engine") {
    removeHalfWritten(stateFolder(program));
    await workspace.pulumi(["cancel", "--yes"]);
  }
  const { stdout, stderr } = await workspace.pulumi(UP);
  const notices = `${stdout}\n${stderr}`.match(/took over the contact of this name that exists already \(id [^)]+\)/g);
  const takenOver = new Set(notices).size;
  const agreement = await compare(program, declare(CONTACTS));
  for (const { pid: left } of alive(processes)) kill(left);
  return { seed, victim, calls, takenOver, agreement };
}

async function startAnew(program: Program): Promise<void> {
  const { emulator } = program;
  rmSync(stateFolder(program), { recursive: true });
  cpSync(pristineFolder(program), stateFolder(program), { recursive: true });
  for (const { Id } of emulator.contacts()) await emulator.act("DeleteContacts", { Ids: [Id] });
  emulator.clearCalls();
}

/**
 * The file backend replaces a state at once, but not the `.attrs` file beside it, which holds a checksum that nothing
 * needs: killed just then, it leaves one that is empty, and every command fails with "failed to load checkpoint: EOF".
 */
function removeHalfWritten(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = join(folder, name);
    if (name.endsWith(".attrs") && statSync(file).size === 0) rmSync(file);
  }
}

function stateFolder({ workspace }: Program): string {
  return join(workspace.dir, ".pulumi-state", ".pulumi");
}

function pristineFolder({ workspace }: Program): string {
  return join(workspace.dir, ".pristine-state");
}
