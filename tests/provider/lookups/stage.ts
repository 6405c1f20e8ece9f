/** What the tests of the lookups share: an emulator for each, and what they put into it and see of it. */
import { type Emulator, EXAMPLE_GROUP } from "../../../emulator";
import { getOne, getSeveral, type Service } from "../../../provider/lifecycle/lookups";
import { CONTACT } from "../../../provider/resources/contact";
import { CONTACT_GROUP } from "../../../provider/resources/contact-group";
import { createClient } from "../../../provider/client/client";
import type { JsonObject } from "../../../provider/client/types";
import { OPTIONAL_FIELDS } from "../../support/contacts";
import { callsOf, hastyClock, make as makeIn, openEmulator } from "../support";
import { closeLater, testSettings } from "../client/server";

export const NOBODY = "5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1";
export const OTHER = "0b0f9f64-1111-4222-8333-444455556666";
export const full = { name: "oncall", ...OPTIONAL_FIELDS, contactGroupIds: [EXAMPLE_GROUP.Id] };

/** As programs call them. */
export const LOOKUPS = {
  getContact: (from: Service, args: unknown) => getOne(from, CONTACT, args),
  getContacts: (from: Service, args: unknown) => getSeveral(from, CONTACT, args),
  getContactGroup: (from: Service, args: unknown) => getOne(from, CONTACT_GROUP, args),
  getContactGroups: (from: Service, args: unknown) => getSeveral(from, CONTACT_GROUP, args),
};

export let emulator: Emulator;
export let service: Service;

export async function start(): Promise<void> {
  let time = Date.now();
  emulator = await openEmulator({ groups: [EXAMPLE_GROUP], now: () => time++ });
  service = at(emulator.url);
}

export function at(url: string): Service {
  const { accessKey, secretKey } = emulator;
  const settings = testSettings(url, { keys: { accessKey, secretKey, from: "configuration" } });
  return { client: closeLater(createClient(settings, { clock: hastyClock })), region: settings.region, secrets: [] };
}

export function make(fields: JsonObject): Promise<string> {
  return makeIn(emulator, "CreateContact", fields);
}

export function makeGroup(Name: string, ContactIds: string[] = []): Promise<string> {
  return makeIn(emulator, "CreateContactGroup", { Name, ContactIds });
}

/** The calls since the last look, with what was sent. */
export function calls() {
  return callsOf(emulator);
}

export function names(found: Record<string, unknown>[]): unknown[] {
  return found.map(({ name }) => name);
}
