/** What the packaged provider alone is measured by: its start, its sizes, and a program without Node. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Engine, NoEngineError, openWorkspace, withYamlHost } from "../../../tools/engine";
import type { Report } from "../../../tools/engine/progress";
import { contacts, usualContact } from "../contacts";
import { Lane } from "../lane";
import { type Contestant, NEAR } from "../plan";

export interface Packaged {
  /** From the start of a host's process until it says where it listens, in ms; in turns. */
  starts: Record<"dynamic" | "packaged", number[]>;
  bundleBytes: number;
  /** A contact with mail and a webhook in the state after `up`, as the lanes count it. Absent in older runs. */
  stateBytes?: Record<"ours" | "packaged", number>;
  /** A whole preview of one contact from YAML, in ms; absent where there is no language host for it. */
  yamlPreviews?: number[];
}

const DYNAMIC_HOST = join("node_modules", "@pulumi", "pulumi", "cmd", "dynamic-provider", "index.js");
const PLUGIN = join("node_modules", "pulumi-vmp", "plugin");

/** @param folder where the packed package and @pulumi/pulumi are installed */
export async function measurePackaged(
  folder: string,
  rounds: number,
  engine: Engine,
  report: Report,
): Promise<Packaged> {
  const executable = join(folder, PLUGIN, "pulumi-resource-vmp");
  // The first of these runs leaves what the later starts are made from.
  const yamlPreviews = await timeYamlPreviews(folder, rounds, engine, report);
  const starts: Packaged["starts"] = { dynamic: [], packaged: [] };
  for (let round = 0; round < rounds; round++) {
    starts.dynamic.push(await timeStart(folder, join(folder, DYNAMIC_HOST)));
    starts.packaged.push(await timeStart(folder, executable));
  }
  const stateBytes = {
    ours: await bytesInState("ours", folder, engine),
    packaged: await bytesInState("packaged", folder, engine),
  };
  return { starts, bundleBytes: statSync(executable).size, stateBytes, ...(yamlPreviews && { yamlPreviews }) };
}

async function bytesInState(contestant: Contestant, folder: string, engine: Engine): Promise<number> {
  const lane = await Lane.open({
    contestant,
    contacts: 1,
    program: [usualContact()],
    service: NEAR,
    checkpoints: "at the end",
    engine,
    folder,
  });
  try {
    const { bytesPerContact, error } = await lane.run("up");
    if (error !== undefined) throw new Error(error);
    return bytesPerContact;
  } finally {
    await lane.close();
  }
}

async function timeStart(folder: string, script: string): Promise<number> {
  const start = performance.now();
  // Neither calls the engine before it has something to say.
  const child = spawn(process.execPath, [script, "127.0.0.1:1"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const ended = exited.then(() => Promise.reject(new Error(`${script} ended before it said where it listens`)));
  await Promise.race([once(child.stdout, "data"), ended]);
  const ms = performance.now() - start;
  child.kill();
  await exited;
  return ms;
}

async function timeYamlPreviews(
  folder: string,
  rounds: number,
  cli: Engine,
  report: Report,
): Promise<number[] | undefined> {
  let engine;
  try {
    engine = await withYamlHost(cli, { report });
  } catch (error) {
    if (!(error instanceof NoEngineError)) throw error;
    report(error.message);
    return undefined;
  }
  const dir = mkdtempSync(join(folder, "yaml-"));
  try {
    const resources = { contact: { type: "vmp:Contact", properties: contacts(1, 1)[0] } };
    const program = { name: "bench", runtime: "yaml", packages: { vmp: join("..", PLUGIN) }, resources };
    const workspace = await openWorkspace({ dir, engine, files: { "Pulumi.yaml": JSON.stringify(program) } });
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      await workspace.pulumi(["preview"]);
      times.push(performance.now() - start);
    }
    return times;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
