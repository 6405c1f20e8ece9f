/** What the tests of a contact's lifecycle share: an emulator for each, and what they ask of it. */
import type { Emulator } from "../../../../emulator";
import { fields } from "../../../../provider/resources/contact/table";
import { createBody } from "../../../../provider/fields/wire";
import type { Context } from "../../../../provider/lifecycle/operation";
import type { Properties } from "../../../../provider/values";
import type { JsonObject } from "../../../../provider/client/types";
import { OPTIONAL_FIELDS } from "../../../support/contacts";
import { contact, actionsOf, contextFor, openEmulator } from "../../support";

export const GROUPS = [
  { Id: "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c", Name: "first" },
  { Id: "5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1", Name: "second" },
] as const;
export const full = { name: "oncall", ...OPTIONAL_FIELDS, contactGroupIds: [GROUPS[0].Id] };

export let emulator: Emulator;
export let context: Context;

export async function start(): Promise<void> {
  emulator = await openEmulator({ groups: GROUPS });
  context = contextFor(emulator);
}

export function actions(): string[] {
  return actionsOf(emulator);
}

export async function created(inputs: Properties): Promise<{ id: string; properties: Properties }> {
  const result = await contact.create(context, inputs);
  actions();
  return result;
}

export async function read(id: string, state: Properties) {
  const found = await contact.read(context, id, state);
  if (found === undefined) throw new Error("the contact is gone");
  return found;
}

/** What the program would see at its next run: the properties that differ. */
export function preview(state: Properties, inputs: Properties): string[] {
  return contact.diff(state, inputs);
}

/** Some of the full contact's fields as the API has them. */
export function api(...properties: (keyof typeof full)[]): JsonObject {
  return createBody(fields, Object.fromEntries(properties.map((property) => [property, full[property]])));
}

export function without(property: string): Properties {
  return Object.fromEntries(Object.entries(full).filter(([key]) => key !== property));
}
