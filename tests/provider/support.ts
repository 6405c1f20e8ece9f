/** What a lifecycle runs in, without a host: a client of an emulator or of a test's own server. */
import { setImmediate as turn } from "node:timers/promises";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { createClient } from "../../provider/client/client";
import { type Clock, systemClock } from "../../provider/client/clock";
import { VmpError } from "../../provider/client/errors";
import type { JsonObject } from "../../provider/client/types";
import { Holders } from "../../provider/lifecycle/holders";
import * as lifecycle from "../../provider/lifecycle/lifecycle";
import { begin, type Context } from "../../provider/lifecycle/operation";
import type { Inputs, ResourceType } from "../../provider/lifecycle/resource-type";
import { CONTACT } from "../../provider/resources/contact";
import { CONTACT_GROUP } from "../../provider/resources/contact-group";
import type { Properties } from "../../provider/values";
import { closeLater, testSettings } from "./client/server";

/** How long `hastyClock` was asked to wait in all, in milliseconds. */
let waited = 0;

/**
 * A wait is over at once, and the clock has moved on by it, here and for the service. What is allowed a time is real,
 * and takes it.
 */
export const hastyClock: Clock = {
  ...systemClock,
  now: () => Date.now() + waited,
  uptime: () => performance.now() + waited,
  sleep: async (ms, signal) => {
    if (!signal?.aborted) waited += ms;
    await turn();
  },
};

export type ContextOptions = Partial<Omit<Context, "client">>;

/** The lifecycle of a resource type, each operation with the time of its own that a host gives it. */
export function lifecycleOf(type: ResourceType) {
  const holders = new Map<string, string>();
  return {
    check: (news: unknown) => lifecycle.check(type, news),
    diff: (state: Properties, inputs: Properties) => lifecycle.diff(type, state as Inputs, inputs as Inputs),
    create: async (context: Context, inputs: Properties) => {
      const operation = begin(context);
      const created = await lifecycle.create(operation, type, inputs as Inputs);
      holders.set(created.id, operation.holder);
      return created;
    },
    read: (context: Context, id: string, state: Properties) =>
      lifecycle.read(begin(context), type, id, state as Inputs),
    update: (context: Context, id: string, state: Properties, inputs: Properties) =>
      lifecycle.update(begin(context), type, id, state as Inputs, inputs as Inputs),
    delete: (context: Context, id: string, state: Properties) =>
      lifecycle.remove(begin(context, [], holders.get(id)), type, id, state as Inputs),
  };
}

export const contact = lifecycleOf(CONTACT);

export const contactGroup = lifecycleOf(CONTACT_GROUP);

export async function openEmulator(options?: EmulatorOptions): Promise<Emulator> {
  return closeLater(await startEmulator({ now: () => hastyClock.now(), ...options }));
}

/** Closed by `closeAll`, as the emulator is. */
export function contextFor(
  { url, ...keys }: { url: string; accessKey?: string; secretKey?: string },
  options: ContextOptions = {},
): Context {
  const context = {
    clock: hastyClock,
    region: "cn-beijing",
    adoptExisting: false,
    testOnApply: "off" as const,
    holders: new Holders(),
    deleted: new Set<string>(),
    creating: new Map<string, Promise<void>>(),
    maxRetries: 4,
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    ...options,
  };
  const { accessKey = "AK", secretKey = "SK" } = keys;
  const settings = testSettings(url, { ...context, keys: { accessKey, secretKey, from: "configuration" } });
  const { signal, clock } = context;
  return { ...context, client: closeLater(createClient(settings, { signal, clock })) };
}

/** What somebody else made at the service: its id. */
export async function make(
  emulator: Emulator,
  action: string,
  fields: Parameters<Emulator["act"]>[1],
): Promise<string> {
  return ((await emulator.act(action, fields)) as { Id: string }).Id;
}

/** The calls since the last look: action and body. */
export function callsOf(emulator: Emulator): [action: string, body: JsonObject][] {
  const calls = emulator.calls.map(({ action, body }): [string, JsonObject] => [action, (body ?? {}) as JsonObject]);
  emulator.clearCalls();
  return calls;
}

export function actionsOf(emulator: Emulator): string[] {
  return callsOf(emulator).map(([action]) => action);
}

/** What it fails with, which has to be an error of the client. */
export async function failureOf(promise: Promise<unknown>): Promise<VmpError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof VmpError) return error;
  throw new Error("it did not fail with a VmpError");
}
