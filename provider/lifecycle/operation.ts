/** What the lifecycle works with: opened once for an account, and for each operation with its time. No host in it. */
import type { ClosableClient } from "../client/client";
import type { Clock } from "../client/clock";
import type { RecordType } from "../client/records/record-type";
import type { Purpose } from "../client/types";
import type { ConfigSource, TestOnApply } from "../settings";
import { readSettings } from "../settings";

/** An account, and what this process knows of its work there. */
export interface Context {
  client: ClosableClient;
  clock: Clock;
  /** Aborted when the run is cancelled: waits and calls end. */
  signal: AbortSignal;
  /** Where the account is looked at. */
  region: string;
  /** Whether a create takes over what exists under exactly its name (`vmp:adoptExisting`). */
  adoptExisting: boolean;
  /** What becomes of a webhook that fails its test, where the contact does not say (`vmp:testOnApply`). */
  testOnApply: TestOnApply;
  /** How often something may be sent again. */
  maxRetries: number;
  /** For a whole operation, in milliseconds. */
  timeoutMs: number;
  /** The ids that creates of this process gave out: none is given to two resources, whatever name they share. */
  claimed: Set<string>;
  /**
   * Those of them that a create found by their name. A resource that is renamed in the program is created under the new
   * name before the old one is deleted, and that must not cost the contact.
   */
  found: Set<string>;
  /** The creates under way, by what they make: each settles, without failing, when the next of its name may start. */
  creating: Map<string, Promise<void>>;
}

/** One operation on one resource: it never lasts longer than until its deadline. */
export interface Operation extends Context {
  /** By the clock's uptime. */
  deadline: number;
}

export interface OpenOptions {
  signal: AbortSignal;
  /** How many reads or deletes the host usually makes at once. */
  atOnce?: number;
}

/**
 * Opens an account. No keys are looked for and no connection is opened before the first call.
 *
 * @throws SettingsError that lists every fault of the settings
 */
export async function open(
  config: ConfigSource,
  environment: NodeJS.ProcessEnv,
  { signal, atOnce = 1 }: OpenOptions,
): Promise<Context> {
  const settings = readSettings(config, environment);
  // Loaded only now: previews need neither the HTTP client nor the hashes.
  const [{ createClient }, { systemClock: clock }] = await Promise.all([
    import("../client/client"),
    import("../client/clock"),
  ]);
  const client = createClient(settings, { signal, atOnce, clock });
  const { region, adoptExisting, testOnApply, maxRetries, timeoutMs } = settings;
  const known = { claimed: new Set<string>(), found: new Set<string>(), creating: new Map<string, Promise<void>>() };
  return { client, clock, signal, region, adoptExisting, testOnApply, maxRetries, timeoutMs, ...known };
}

/** Where a host calls in: what is done from here on has `vmp:timeout` in all. */
export function begin(context: Context): Operation {
  return { ...context, deadline: context.clock.uptime() + context.timeoutMs };
}

/** What is done to what, as every error begins: `update contact "oncall" (id ...)`. */
export function taskOf(
  verb: string,
  { noun }: Pick<RecordType, "noun">,
  { name }: { name: string },
  id?: string,
): string {
  return `${verb} ${noun} "${name}"${id === undefined ? "" : ` (id ${id})`}`;
}

export function purposeOf({ deadline }: Operation, task: string, secrets: readonly string[]): Required<Purpose> {
  return { task, deadline, secrets };
}
