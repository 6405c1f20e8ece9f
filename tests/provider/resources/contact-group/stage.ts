/** What the tests of a group's lifecycle share: an emulator with three contacts for each, and what they ask of it. */
import type { Emulator } from "../../../../emulator";
import type { Context } from "../../../../provider/lifecycle/operation";
import type { Properties } from "../../../../provider/values";
import { contactGroup, callsOf, contextFor, make, openEmulator } from "../../support";

export let emulator: Emulator;
export let context: Context;
/** The ids of three contacts. */
export let ids: string[];

export async function start(): Promise<void> {
  emulator = await openEmulator();
  context = contextFor(emulator);
  ids = [];
  for (const Name of ["a", "b", "c"]) {
    ids.push(await make(emulator, "CreateContact", { Name }));
  }
}

/** The calls since the last look, with what was sent. */
export function calls() {
  return callsOf(emulator);
}

export async function created(inputs: Properties) {
  const result = await contactGroup.create(context, inputs);
  calls();
  return result;
}

export async function read(id: string, state: Properties) {
  const found = await contactGroup.read(context, id, state);
  if (found === undefined) throw new Error("the group is gone");
  return found;
}

export function members(): string[] {
  return [...(emulator.groups()[0]?.ContactIds ?? [])].sort();
}

export function sorted(...indexes: number[]): string[] {
  return indexes.map((index) => ids[index] ?? "").sort();
}
