/**
 * The wire: one HTTP request, one outcome. The only user of undici.
 *
 * An outcome says whether the request may have reached the service. undici tells when it starts to write a request to
 * a connection that stands (`onRequestStart`); a failure before that certainly did not reach the service, whatever it was.
 * No redirect is followed (it would carry the signature elsewhere), and no more than the limit is read of a body.
 */
import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent } from "undici";
import type { ProxySettings } from "../settings";
import { isLoopback } from "./urls";

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
  /** From the end of the request to the headers of the answer, in milliseconds. */
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

/** One pool of kept-alive connections, and one more for what must not go through a proxy. */
export function createTransport(proxy: ProxySettings, limits = LIMITS): Transport {
  const connect = { timeout: limits.connect };
  const common = { headersTimeout: limits.headers, bodyTimeout: limits.body, connect };
  const proxied = { ...common, requestTls: connect, proxyTls: connect };
  const direct = new Agent(common);
  const pool =
    proxy.always === undefined
      ? // Empty texts, not absent ones: undici would look at the process's own variables otherwise.
        new EnvHttpProxyAgent({ ...proxied, httpsProxy: proxy.https, httpProxy: proxy.http, noProxy: proxy.none })
      : new ProxyAgent({ ...proxied, uri: proxy.always });
  return {
    send: (request, timeoutMs, signal) => {
      // The proxy of a network cannot reach this machine; one that was asked for outright is taken at its word.
      const near = request.direct === true || (proxy.always === undefined && isLoopback(request.url));
      return exchange(near ? direct : pool, request, { timeoutMs, signal, bytes: limits.bytes });
    },
    close: async () => {
      await Promise.all([direct.destroy(), pool.destroy()]);
    },
  };
}

interface Bounds {
  timeoutMs: number;
  signal: AbortSignal | undefined;
  bytes: number;
}

function exchange(pool: Dispatcher, request: WireRequest, { timeoutMs, signal, bytes }: Bounds): Promise<Outcome> {
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined;
    let settled = false;
    let status = 0;
    let headers: Record<string, string | string[] | undefined> = {};
    const chunks: Buffer[] = [];
    let length = 0;

    const settle = (outcome: Outcome): void => {
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      resolve(outcome);
    };
    const fail = (reason: FailureReason, cause?: Error): void => {
      if (settled) return;
      const mayHaveArrived = controller !== undefined;
      const known = status > 0 && { status };
      settle({ kind: "failure", reason, mayHaveArrived, ...known, ...(cause && { cause }) });
      controller?.abort(new Error(reason));
    };
    const cancel = (): void => {
      fail("cancelled");
    };
    const timer = setTimeout(fail, Math.max(0, timeoutMs), "deadline");
    signal?.addEventListener("abort", cancel);
    if (signal?.aborted) {
      cancel();
      return;
    }

    pool.dispatch(
      {
        origin: request.url.origin,
        path: request.url.pathname + request.url.search,
        method: request.method,
        headers: request.headers,
        body: request.body ?? null,
      },
      {
        onRequestStart: (started) => {
          // Given up while it waited for a connection: it must not be sent any more.
          if (settled) started.abort(new Error("given up"));
          controller = started;
        },
        onResponseStart: (_, code, fields) => {
          status = code;
          headers = fields;
        },
        onResponseData: (_, chunk) => {
          length += chunk.length;
          if (length > bytes) fail("tooLarge");
          else chunks.push(chunk);
        },
        onResponseEnd: () => {
          if (!settled) settle({ kind: "answer", status, headers, body: Buffer.concat(chunks) });
        },
        onResponseError: (_, error) => {
          status ||= proxyStatus(error) ?? 0;
          fail(reasonOf(error, controller !== undefined), error);
        },
      },
    );
  });
}

function reasonOf(error: Error & { code?: string }, started: boolean): FailureReason {
  const code = error.code ?? "";
  if (started) {
    return code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT" ? "silence" : "reset";
  }
  if (proxyStatus(error) !== undefined) return "proxy";
  // Codes of OpenSSL's verification (CERT_HAS_EXPIRED, DEPTH_ZERO_SELF_SIGNED_CERT, …) and of its protocol errors.
  return /CERT|^ERR_(TLS|SSL)_|SIGNATURE|^EPROTO$|^UND_ERR_PRX_TLS$/.test(code) ? "tls" : "connect";
}

/** What a proxy answered to CONNECT. undici has no code of its own for that, only this sentence. */
function proxyStatus(error: Error): number | undefined {
  const status = /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
  return status === undefined ? undefined : Number(status);
}
