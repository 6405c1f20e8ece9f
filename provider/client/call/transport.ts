/**
 * The wire: one HTTP request, one outcome.
 *
 * An outcome says whether the request may have reached the service. Node begins to write a request when its connection
 * stands; a failure before that certainly did not reach the service, whatever it was. No redirect is followed (it would
 * carry the signature elsewhere), and no more than the limit is read of a body.
 *
 * Node's own client, as the provider host has it loaded already: undici, which is compiled to WebAssembly, took 80 to
 * 190 ms to load and, while V8 compiled it better, 35 MB.
 */
import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import type { ProxySettings } from "../../settings";
import { proxyFor, ProxyRefusal, tunnelAgent } from "./proxy";
import { isLoopback } from "../urls";

export interface WireRequest {
  method: "GET" | "POST" | "PUT";
  /** Never in a message: its query can hold secrets. */
  url: URL;
  headers: Record<string, string>;
  body?: string;
  /** Never through a proxy. */
  direct?: boolean;
}

/** Why there is no answer. */
export type FailureReason =
  /** No connection: refused, unreachable, no such host, too slow. */
  | "connect"
  /** The other side's certificate is not trusted, or TLS failed otherwise. */
  | "tls"
  /** The proxy refused to connect to the service. */
  | "proxy"
  /** The connection broke. */
  | "reset"
  /** The service stopped sending. */
  | "silence"
  /** The body is longer than the limit. */
  | "tooLarge"
  /** The time that was given is over. */
  | "deadline"
  | "cancelled";

export type Outcome =
  | { kind: "answer"; status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }
  /** `status`: of an answer that broke off, or of the proxy that refused. */
  | { kind: "failure"; reason: FailureReason; mayHaveArrived: boolean; status?: number; cause?: Error };

export interface Limits {
  /** Milliseconds. */
  connect: number;
  /** From a connection that stands to the headers of the answer, in milliseconds. */
  headers: number;
  /** Between two pieces of the body, in milliseconds. */
  body: number;
  /** Bytes of a body. */
  bytes: number;
}

export const LIMITS: Limits = { connect: 10_000, headers: 20_000, body: 20_000, bytes: 4 * 1024 * 1024 };

export interface Transport {
  /** Never throws. `timeoutMs` bounds everything, the wait for a connection included. */
  send(request: WireRequest, timeoutMs: number, signal?: AbortSignal): Promise<Outcome>;
  /** Ends all connections at once. */
  close(): Promise<void>;
}

/** Far more than the engine's usual parallelism needs; calls beyond it wait for a connection. */
const CONNECTIONS = 64;
/** A connection that was not used for so long is closed before the other side closes it, perhaps under a request. */
const IDLE_MS = 4_000;

/** One pool of kept-alive connections for each way to the service: directly, or through a proxy. */
export function createTransport(proxy: ProxySettings, limits = LIMITS): Transport {
  const pools = new Map<string, HttpAgent>();
  const poolFor = ({ url, direct }: WireRequest): HttpAgent => {
    // The proxy of a network cannot reach this machine; one that was asked for outright is taken at its word.
    const near = direct === true || (proxy.always === undefined && isLoopback(url));
    const way = near ? undefined : proxyFor(url, proxy);
    const name = `${url.protocol} ${way ?? ""}`;
    const pool = pools.get(name) ?? createPool(url.protocol === "https:", way, limits);
    pools.set(name, pool);
    return pool;
  };
  return {
    send: (request, timeoutMs, signal) => exchange(poolFor(request), request, { timeoutMs, signal, limits }),
    close: () => {
      for (const pool of pools.values()) pool.destroy();
      return Promise.resolve();
    },
  };
}

function createPool(secure: boolean, proxy: string | undefined, { connect }: Limits): HttpAgent {
  const options = { keepAlive: true, maxSockets: CONNECTIONS, timeout: IDLE_MS };
  if (proxy !== undefined) return tunnelAgent(proxy, secure, options, connect);
  return secure ? new HttpsAgent(options) : new HttpAgent(options);
}

/** The connections that requests have been sent on. */
const established = new WeakSet<Socket>();

interface Bounds {
  timeoutMs: number;
  signal: AbortSignal | undefined;
  limits: Limits;
}

function exchange(agent: HttpAgent, request: WireRequest, { timeoutMs, signal, limits }: Bounds): Promise<Outcome> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve({ kind: "failure", reason: "cancelled", mayHaveArrived: false });
      return;
    }
    const secure = request.url.protocol === "https:";
    const { method, headers } = request;
    const outgoing = (secure ? httpsRequest : httpRequest)(request.url, { method, headers, agent });
    let mayHaveArrived = false;
    let status = 0;
    let step: NodeJS.Timeout | undefined;

    const settle = (outcome: Outcome): void => {
      clearTimeout(deadline);
      clearTimeout(step);
      signal?.removeEventListener("abort", cancel);
      resolve(outcome);
    };
    const fail = (reason: FailureReason, cause?: Error): void => {
      const known = status > 0 && { status };
      settle({ kind: "failure", reason, mayHaveArrived, ...known, ...(cause && { cause }) });
      outgoing.destroy();
    };
    const cancel = (): void => {
      fail("cancelled");
    };
    const allow = (ms: number, reason: FailureReason, cause?: Error): void => {
      clearTimeout(step);
      step = setTimeout(fail, ms, reason, cause);
    };
    const deadline = setTimeout(fail, Math.max(0, timeoutMs), "deadline");
    signal?.addEventListener("abort", cancel);

    outgoing.on("socket", (socket) => {
      const begin = (): void => {
        mayHaveArrived = true;
        established.add(socket);
        allow(limits.headers, "silence");
      };
      // Node says `reusedSocket` only of one that was idle, not of one that this request waited for.
      if (outgoing.reusedSocket || established.has(socket) || (!secure && !socket.connecting)) {
        begin();
        return;
      }
      allow(limits.connect, "connect", Object.assign(new Error("no connection in time"), { code: "ETIMEDOUT" }));
      socket.once(secure ? "secureConnect" : "connect", begin);
    });
    outgoing.on("response", (incoming) => {
      status = incoming.statusCode ?? 0;
      const chunks: Buffer[] = [];
      let length = 0;
      allow(limits.body, "silence");
      incoming.on("data", (chunk: Buffer) => {
        allow(limits.body, "silence");
        length += chunk.length;
        if (length > limits.bytes) fail("tooLarge");
        else chunks.push(chunk);
      });
      incoming.on("end", () => {
        settle({ kind: "answer", status, headers: incoming.headers, body: Buffer.concat(chunks) });
      });
      incoming.on("error", (error) => {
        fail("reset", error);
      });
    });
    outgoing.on("error", (error) => {
      if (error instanceof ProxyRefusal) status = error.status;
      fail(mayHaveArrived ? "reset" : reasonOf(error), error);
    });
    outgoing.end(request.body);
  });
}

/** Why there is no connection. */
function reasonOf(error: Error & { code?: string }): FailureReason {
  if (error instanceof ProxyRefusal) return "proxy";
  // Codes of OpenSSL's verification (CERT_HAS_EXPIRED, DEPTH_ZERO_SELF_SIGNED_CERT, …) and of its protocol errors.
  return /CERT|^ERR_(TLS|SSL)_|SIGNATURE|^EPROTO$/.test(error.code ?? "") ? "tls" : "connect";
}
