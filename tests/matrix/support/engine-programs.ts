import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findEngine, ROOT, type Workspace } from "../../../tools/engine";
import { openPristine, type PristineOptions } from "../../support/pristine";

const opened: string[] = [];

/** A program of its own, in a folder from where the clone's `@pulumi/pulumi` is found; elsewhere none is. */
export async function openProgram(
  options: Omit<PristineOptions, "dir" | "engine">,
  parent = join(ROOT, ".vmp", "test"),
): Promise<Workspace> {
  mkdirSync(parent, { recursive: true });
  const dir = mkdtempSync(join(parent, "program-"));
  opened.push(dir);
  return openPristine({ dir, engine: await findEngine({ onlyInstalled: true }), ...options });
}

export function removePrograms(): void {
  for (const dir of opened.splice(0)) rmSync(dir, { recursive: true, force: true });
}
