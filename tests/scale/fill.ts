/** A stack with many contacts in a minute, where making them through the engine takes the most of an hour. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "../e2e/program";
import { declare, nameOf } from "./contacts";
import { newHolder } from "../../provider/lifecycle/holders";

interface Deployment {
  deployment: { resources: { type: string; id?: string }[] };
}

/** No two resources have the same mark. */
const HOLDER = /"holder":"[0-9a-f]{8}"/;

/**
 * Makes contact 0 through the engine, copies what it left at the service and in the state for all others, and imports
 * that: the engine encrypts the secrets of each. The program declares the same contacts afterwards.
 */
export async function fill(program: Program, count: number): Promise<void> {
  const { workspace, emulator } = program;
  program.write(declare(0, 1));
  await workspace.pulumi(["up", "--yes", "--skip-preview"]);
  const body = emulator.calls.find(({ action }) => action === "CreateContact")?.body;
  const { stdout } = await workspace.pulumi(["stack", "export", "--show-secrets"]);
  const state = JSON.parse(stdout) as Deployment;
  const first = state.deployment.resources.find(({ type }) => type.endsWith(":Contact"));
  if (body === undefined || first?.id === undefined) throw new Error("The first contact was not made.");
  for (let index = 1; index < count; index++) {
    const rename = (text: string): string => text.replaceAll(nameOf(0), nameOf(index));
    const { Id } = (await emulator.act("CreateContact", JSON.parse(rename(JSON.stringify(body))) as typeof body)) as {
      Id: string;
    };
    const copy = rename(JSON.stringify(first)).replaceAll(first.id, Id).replace(HOLDER, `"holder":"${newHolder()}"`);
    state.deployment.resources.push(JSON.parse(copy) as typeof first);
  }
  // Otherwise a refresh warns of every address.
  for (const { Email = "" } of emulator.contacts()) emulator.confirmEmail(Email);
  const file = join(workspace.dir, "import.json");
  writeFileSync(file, JSON.stringify(state));
  await workspace.pulumi(["stack", "import", "--file", file]);
  program.write(declare(0, count));
}
