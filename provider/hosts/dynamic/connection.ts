/**
 * The one client of the process, made when the first call needs it: previews load neither the HTTP client nor the hashes,
 * and need no keys.
 */
import { availableParallelism } from "node:os";
import { onCancel } from "./cancel";
import { type ConfigSource, readSettings } from "../../settings";
import type { Context } from "../../resource";

const cancellation = new AbortController();
let source: ConfigSource = { get: () => undefined };
let context: Promise<Context> | undefined;

/**
 * Keeps the stack's configuration, at once: the host does not wait before it serves the next call.
 *
 * Each kind of resource is configured by itself, with the one configuration of the process, and perhaps only after
 * another kind has been at work. What that knows by then, such as the contacts it took over, goes on.
 */
export function configure(config: ConfigSource): void {
  source = config;
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
  const { createClient } = await import("../../client/client");
  const { adoptExisting, testOnApply, maxRetries, timeoutMs } = settings;
  const { signal } = cancellation;
  const client = createClient(settings, { signal, atOnce: engineParallelism() });
  return {
    client,
    adoptExisting,
    testOnApply,
    claimed: new Set(),
    found: new Set(),
    creating: new Map(),
    maxRetries,
    timeoutMs,
    signal,
  };
}

/**
 * How many operations the engine runs at once, unless `--parallel` says otherwise, which nobody tells a provider.
 *
 * Source: `defaultParallel` of the Pulumi CLI.
 */
function engineParallelism(): number {
  const asked = Number(process.env.PULUMI_PARALLEL);
  return asked >= 1 ? Math.floor(asked) : 4 * availableParallelism();
}
