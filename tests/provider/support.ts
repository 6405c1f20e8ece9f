/** What a lifecycle runs in, without a host: a client of an emulator or of a test's own server. */
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import type { Context } from "../../provider/resource";
import { createClient } from "../../provider/client/client";
import { VmpError } from "../../provider/client/errors";
import type { JsonObject } from "../../provider/client/types";
import { closeLater, testSettings } from "./client/server";

export type ContextOptions = Partial<Omit<Context, "client">>;

export async function openEmulator(options?: EmulatorOptions): Promise<Emulator> {
  return closeLater(await startEmulator(options));
}

/** Closed by `closeAll`, as the emulator is. */
export function contextFor(
  { url, ...keys }: { url: string; accessKey?: string; secretKey?: string },
  options: ContextOptions = {},
): Context {
  const context = {
    adoptExisting: false,
    testOnApply: "off" as const,
    claimed: new Set<string>(),
    found: new Set<string>(),
    creating: new Map<string, Promise<void>>(),
    maxRetries: 4,
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    ...options,
  };
  const { accessKey = "AK", secretKey = "SK" } = keys;
  const settings = testSettings(url, { ...context, keys: { accessKey, secretKey, from: "configuration" } });
  return { ...context, client: closeLater(createClient(settings, { signal: context.signal })) };
}

/** What somebody else made at the service: its id. */
export async function make(
  emulator: Emulator,
  action: "CreateContact" | "CreateContactGroup",
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
