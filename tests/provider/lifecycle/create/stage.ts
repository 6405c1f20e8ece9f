/** What the tests of a create share: an emulator for each, and what they ask of it. */
import type { Emulator, EmulatorOptions } from "../../../../emulator";
import { CONTACT } from "../../../../provider/resources/contact";
import { createRecord } from "../../../../provider/lifecycle/create";
import { begin } from "../../../../provider/lifecycle/operation";
import type { Inputs } from "../../../../provider/lifecycle/resource-type";
import type { Properties } from "../../../../provider/values";
import { OPTIONAL_FIELDS } from "../../../support/contacts";
import { contextFor, type ContextOptions, make, openEmulator } from "../../support";

export const GROUP = { Id: "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c", Name: "team" } as const;
export const full = { name: "oncall", ...OPTIONAL_FIELDS, contactGroupIds: [GROUP.Id] };

export let emulator: Emulator;

export async function start(options?: EmulatorOptions): Promise<void> {
  emulator = await openEmulator({ groups: [GROUP], ...options });
}

export function create(inputs: Properties, options?: ContextOptions) {
  return createRecord(begin(contextFor(emulator, options)), CONTACT, inputs as Inputs);
}

export function actions(): string[] {
  return emulator.calls.map(({ action }) => action);
}

export function count(action: string): number {
  return actions().filter((called) => called === action).length;
}

/** A contact that somebody else made. */
export function existing(fields: Properties): Promise<string> {
  return make(emulator, "CreateContact", fields);
}
