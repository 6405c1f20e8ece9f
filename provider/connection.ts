/**
 * The one client of the process, made when the first call needs it: previews load neither undici nor the hashes, and
 * need no keys.
 */
import { onCancel } from "./cancel";
import { type ConfigSource, readSettings } from "./settings";
import type { Context } from "./resource";

const cancellation = new AbortController();
let source: ConfigSource = { get: () => undefined };
let context: Promise<Context> | undefined;

/** Keeps the stack's configuration, at once: the host does not wait before it serves the next call. */
export function configure(config: ConfigSource): void {
  source = config;
  context = undefined;
}

/** @throws an error that lists every fault of the settings */
export function connect(): Promise<Context> {
  context ??= open();
  return context;
}

async function open(): Promise<Context> {
  onCancel(() => {
    cancellation.abort();
  });
  const settings = readSettings(source, process.env);
  const { createClient } = await import("./vmp/client");
  const { adoptExisting, maxRetries, timeoutMs } = settings;
  const { signal } = cancellation;
  const client = createClient(settings, { signal });
  return {
    client,
    adoptExisting,
    claimed: new Set(),
    found: new Set(),
    creating: new Map(),
    maxRetries,
    timeoutMs,
    signal,
  };
}
