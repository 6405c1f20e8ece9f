/**
 * One call of the VMP API: an action and a body in, a result or a VmpError out.
 *
 * Source: "Calling method" of Volcengine's public API reference: POST with a JSON body, version 2021-03-03, service
 * `vmp`.
 */
import { setMaxListeners } from "node:events";
import type { Settings } from "../settings";
import type { Clock } from "./clock";
import { systemClock } from "./clock";
import { timeOf } from "../values";
import { createCredentialStore } from "./credentials/credentials";
import type { NotSent, Prepared } from "./call/exchange";
import { exchange } from "./call/exchange";
import { VmpError } from "./errors";
import type { Records } from "./records/records";
import { createRecords } from "./records/records";
import { createSign, signHeaders } from "./call/sign";
import type { Limits } from "./call/transport";
import { createTransport, LIMITS } from "./call/transport";
import { createTurns } from "./pace/turns";
import type { ApiCall, Client } from "./types";
import { unexpected } from "../text/own-fault";
import { hostHeader } from "../urls";

const VERSION = "2021-03-03";
const SERVICE = "vmp";

/** Twice, as a first answer can come from one machine of the service whose own clock is wrong. */
const CLOCK_MENDS = 2;
/** The service takes no request whose time is farther from its own, so a date that is farther is not its time. */
const MOST_OFF_MS = 15 * 60_000;
/** A complaint about a time that agrees with the service's own is not about the clock. */
const SAME_TIME_MS = 60_000;

export interface ClientOptions {
  /**
   * Aborted: calls in flight and waits end at once with `Cancelled`, and so does every later call. A call in flight
   * that cannot be repeated has some seconds more for its answer.
   */
  signal?: AbortSignal;
  /** For tests. */
  clock?: Clock;
  /** For tests. */
  limits?: Limits;
}

export interface ClosableClient extends Records {
  /**
   * What time it was at the service, at a moment of the clock's uptime; by its last answer, and never later than it
   * was. `undefined` before the first answer, and where none says its `Date`.
   */
  serviceTime(uptime: number): number | undefined;
  /** Ends all connections, those in use too. */
  close(): Promise<void>;
}

/** Looks for no keys and opens no connection before the first call. */
export function createClient(settings: Settings, options: ClientOptions = {}): ClosableClient {
  const { signal, clock = systemClock, limits = LIMITS } = options;
  // Every call under way listens to it; Node takes more than ten listeners for a leak, and warns.
  if (signal) setMaxListeners(Infinity, signal);
  const transport = createTransport(settings.proxy, limits, clock);
  const surroundings = { transport, clock, signal };
  // How far the service's clock is ahead of this machine's, once it has complained.
  let clockOffset = 0;
  const now = (): number => clock.now() + clockOffset;
  // What time it was at the service when the uptime was 0. A date has whole seconds, and came some time ago.
  let serviceStart: number | undefined;
  const store = createCredentialStore({ settings, ...surroundings }, now);
  const sign = createSign();
  const turns = createTurns(clock);
  const { timeoutMs } = settings;

  const prepare = async (call: ApiCall, mended: Mended): Promise<Prepared | { failure: NotSent }> => {
    const keys = await store.get();
    if ("missing" in keys) return { failure: { code: "NoCredentials", message: keys.missing } };
    const url = new URL(settings.endpoint);
    const query = { Action: call.action, Version: VERSION };
    const unsigned = {
      method: "POST" as const,
      query,
      headers: { Host: hostHeader(url), "Content-Type": "application/json" },
      body: JSON.stringify(call.body),
    };
    url.search = new URLSearchParams(query).toString();
    const scope = { region: settings.region, service: SERVICE };
    const date = new Date(now());
    const headers = signHeaders(unsigned, keys, date, scope, sign);
    return {
      request: { ...unsigned, url, headers: { ...headers, "User-Agent": "pulumi-vmp" } },
      secrets: [keys.accessKey, keys.secretKey, keys.sessionToken ?? "", ...(call.secrets ?? [])],
      mend: (failure) => {
        if (failure.code === "InvalidTimestamp") return mended.clock++ < CLOCK_MENDS && learnTime(failure.date, date);
        return complainsOfKeys(failure.code) && mended.keys++ === 0 && store.reject(keys);
      },
    };
  };

  const learnTime = (header: string | undefined, signed: Date): boolean => {
    const theirs = timeOf(header);
    if (!(Math.abs(theirs - signed.getTime()) > SAME_TIME_MS)) return false;
    clockOffset = theirs - clock.now();
    return true;
  };

  const dated = (header: string | undefined): void => {
    const time = timeOf(header);
    serviceStart = Math.abs(time - now()) < MOST_OFF_MS ? time - clock.uptime() : undefined;
  };

  const client: Client = {
    call: (call) => {
      const mended = { clock: 0, keys: 0 };
      const maxRetries = call.maxRetries ?? settings.maxRetries;
      const asked = { ...call, timeoutMs, maxRetries, turns, dated, prepare: () => prepare(call, mended) };
      return exchange(asked, surroundings).catch((error: unknown) => {
        throw error instanceof VmpError ? error : faultOf(call, error);
      });
    },
  };

  return {
    ...createRecords(client, { timeoutMs, clock, signal }),
    serviceTime: (uptime) => (serviceStart === undefined ? undefined : serviceStart + uptime),
    close: () => transport.close(),
  };
}

/** A fault of this package, which nobody knows more of; what was sent by then may have been done. */
function faultOf({ action, task }: ApiCall, cause: unknown): VmpError {
  return new VmpError({ action, task, code: "Unexpected", message: unexpected(cause), effect: "unknown", cause });
}

/** How often a call has changed what the service complained of. */
interface Mended {
  clock: number;
  keys: number;
}

/** What the gateway says of temporary keys that ran out is documented in part. A contact's token is none of them. */
function complainsOfKeys(code: string): boolean {
  if (/^InvalidParameter\b/.test(code)) return false;
  return /^InvalidAccessKey$|(Invalid|Expired).*Token|Token.*(Invalid|Expired)/.test(code);
}
