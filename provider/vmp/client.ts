/**
 * One call of the VMP API: an action and a body in, a result or a VmpError out.
 *
 * Source: "Calling method" of Volcengine's public API reference: POST with a JSON body, version 2021-03-03, service `vmp`.
 */
import type { Settings } from "../settings";
import { type Clock, systemClock } from "./clock";
import { createCredentialStore } from "./credentials";
import { exchange, type Prepared, type Problem } from "./exchange";
import { secretsOf } from "./redact";
import { createSign, signHeaders } from "./sign";
import { createTransport, LIMITS, type Limits } from "./transport";
import type { ApiCall, Client } from "./types";
import { hostHeader } from "./urls";

const VERSION = "2021-03-03";
const SERVICE = "vmp";

export interface ClientOptions {
  /** Aborted: calls in flight and waits end at once with `Cancelled`, and so does every later call. */
  signal?: AbortSignal;
  /** For tests. */
  clock?: Clock;
  /** For tests. */
  limits?: Limits;
}

export interface ClosableClient extends Client {
  /** Ends all connections, those in use too. */
  close(): Promise<void>;
}

/** Looks for no keys and opens no connection before the first call. */
export function createClient(settings: Settings, options: ClientOptions = {}): ClosableClient {
  const { signal, clock = systemClock, limits = LIMITS } = options;
  const transport = createTransport(settings.proxy, limits);
  const surroundings = { transport, clock, signal };
  // How far the service's clock is ahead of this machine's, once it has complained.
  let clockOffset = 0;
  const now = (): number => clock.now() + clockOffset;
  const store = createCredentialStore({ settings, ...surroundings }, now);
  const sign = createSign();

  const prepare = async (call: ApiCall, mended: Set<Mendable>): Promise<Prepared | { failure: Problem }> => {
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
    const headers = signHeaders(unsigned, keys, new Date(now()), scope, sign);
    return {
      request: { ...unsigned, url, headers: { ...headers, "User-Agent": "pulumi-vmp" } },
      secrets: [keys.accessKey, keys.secretKey, keys.sessionToken ?? "", ...secretsOf(call.body)],
      mend: ({ code, date }) => {
        const fault = mendable(code);
        if (fault === undefined || mended.has(fault)) return false;
        mended.add(fault);
        return fault === "clock" ? learnTime(date) : store.reject(keys);
      },
    };
  };

  const learnTime = (date: string | undefined): boolean => {
    const theirs = Date.parse(date ?? "");
    if (Number.isNaN(theirs)) return false;
    clockOffset = theirs - clock.now();
    return true;
  };

  return {
    call: (call) => {
      const mended = new Set<Mendable>();
      const { maxRetries } = settings;
      const timeoutMs = Math.min(settings.timeoutMs, (call.deadline ?? Infinity) - clock.now());
      return exchange({ ...call, timeoutMs, maxRetries, prepare: () => prepare(call, mended) }, surroundings);
    },
    close: () => transport.close(),
  };
}

/** What a call can change by itself, once, and be signed anew. */
type Mendable = "clock" | "keys";

/** Which of them a code complains of. What the gateway says of temporary keys that ran out is only partly documented. */
function mendable(code: string): Mendable | undefined {
  if (code === "InvalidTimestamp") return "clock";
  return /^InvalidAccessKey$|(Invalid|Expired).*Token|Token.*(Invalid|Expired)/.test(code) ? "keys" : undefined;
}
