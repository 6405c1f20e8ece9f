/** What the lifecycle works with: opened once for an account, and for each operation with its time. No host in it. */
import type { ClosableClient } from "../client/client";
import type { Clock } from "../client/clock";
import type { RecordType } from "../client/records/record-type";
import type { Purpose } from "../client/types";
import type { Fields } from "../fields/field";
import { secretTexts } from "../fields/secrets";
import type { ConfigSource, TestOnApply } from "../settings";
import { readSettings } from "../settings";
import { foreign, foreignId } from "../text/foreign";
import { Holders, newHolder } from "./holders";
import type { Properties } from "../values";

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
  /** Who has what: no id is given to two resources. */
  holders: Holders;
  /** The ids that this process deleted: a list may go on showing what they were of. */
  deleted: Set<string>;
  /** The creates under way, by what they make: each settles, without failing, when the next of its name may start. */
  creating: Map<string, Promise<void>>;
}

/** One operation on one resource: it never lasts longer than until its deadline. */
export interface Operation extends Context {
  /** By the clock's uptime. */
  deadline: number;
  /** The resource that it is on, as `holders` knows it. */
  holder: string;
  /** Texts that the program calls secret, beyond those that the table does. */
  secrets: readonly string[];
}

/** What a call of an operation is made for. */
export interface OperationPurpose extends Purpose {
  deadline: number;
  secrets: readonly string[];
}

export interface OpenOptions {
  signal: AbortSignal;
  /** What the host was told before it opened the account. */
  holders?: Holders;
}

/**
 * Opens an account. No keys are looked for and no connection is opened before the first call.
 *
 * @throws SettingsError that lists every fault of the settings
 */
export async function open(
  config: ConfigSource,
  environment: NodeJS.ProcessEnv,
  { signal, holders = new Holders() }: OpenOptions,
): Promise<Context> {
  const settings = readSettings(config, environment);
  // Loaded only now: previews need neither the HTTP client nor the hashes.
  const [{ createClient }, { systemClock: clock }] = await Promise.all([
    import("../client/client"),
    import("../client/clock"),
  ]);
  const client = createClient(settings, { signal, clock });
  const { region, adoptExisting, testOnApply, maxRetries, timeoutMs } = settings;
  const known = { holders, deleted: new Set<string>(), creating: new Map<string, Promise<void>>() };
  return { client, clock, signal, region, adoptExisting, testOnApply, maxRetries, timeoutMs, ...known };
}

/**
 * Where a host calls in: what is done from here on has `vmp:timeout` in all.
 *
 * @param secrets texts that the program calls secret, beyond those that the table does
 * @param holder the resource that it is done to
 */
export function begin(context: Context, secrets: readonly string[] = [], holder = newHolder()): Operation {
  return { ...context, secrets, holder, deadline: context.clock.uptime() + context.timeoutMs };
}

/** How messages call a record: `contact "oncall" (id ...)`. Its name and its id are somebody's words. */
export function called(
  { secrets }: Pick<Operation, "secrets">,
  { noun }: Pick<RecordType, "noun">,
  { name }: { name: string },
  id?: string,
): string {
  const shown = secrets.includes(name) ? "***" : foreign(name, secrets);
  return `${noun} "${shown}"${id === undefined ? "" : ` (id ${foreignId(id)})`}`;
}

/**
 * What a call is made for: what is done to what, as every error begins, by when, and all secrets of what it is about.
 *
 * @param records the state and the inputs, and whatever else was read of it; the first says its name
 */
export function purposeOf(
  operation: Pick<Operation, "deadline" | "secrets">,
  verb: string,
  type: Pick<RecordType, "noun"> & { fields: Fields },
  id: string | undefined,
  ...records: [{ name: string }, ...Properties[]]
): OperationPurpose {
  const task = `${verb} ${called(operation, type, records[0], id)}`;
  return { task, deadline: operation.deadline, secrets: secretsOf(operation, type, ...records) };
}

/** What must not stand in anything that is told or kept of an answer. */
export function secretsOf(
  { secrets }: Pick<Operation, "secrets">,
  { fields }: { fields: Fields },
  ...records: Properties[]
): string[] {
  return [...secrets, ...secretTexts(fields, ...records)];
}
