/**
 * The wire: one HTTP request, and what came of it.
 *
 * That says whether the request may have reached the service. undici tells when it begins to write a request; a failure
 * before that certainly did not reach the service, whatever it was. No redirect is followed (it would carry the
 * signature elsewhere), and no more than the limit is read of a body.
 */
import type { Agent as UndiciAgent, Dispatcher } from "undici";
import type { ProxySettings } from "../../settings/proxies";
import type { Clock } from "../clock";
import { systemClock } from "../clock";
import { createProxyAgent, proxyFor, ProxyRefusal } from "./proxy";
import { systemError } from "./system-error";
import { Agent } from "./undici";
import { isLoopback } from "../../urls";

export interface HttpRequest {
  method: "GET" | "POST" | "PUT";
  /** Never in a message: its query can hold secrets. */
  url: URL;
  headers: Record<string, string>;
  body?: string;
  /** Never through a proxy. */
  direct?: boolean;
}

export interface HttpAnswer {
  kind: "answer";
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface HttpFailure {
  kind: "failure";
  reason: FailureReason;
  mayHaveArrived: boolean;
  /** Of an answer that broke off, or of the proxy that refused. */
  status?: number;
  cause?: Error & { code?: string };
}

export type HttpResult = HttpAnswer | HttpFailure;

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

/** Times in milliseconds, as undici keeps them: each can last up to a second longer. */
export interface Limits {
  /** For each step to a connection: to the other side or the proxy, to the proxy's answer, to TLS. */
  connect: number;
  /** From the request to the headers of the answer. */
  headers: number;
  /** Between two pieces of the body. */
  body: number;
  /** How long an unused connection stays open: so short that the other side does not close it under a request. */
  idle: number;
  /** Bytes of a body. */
  bytes: number;
}

export const LIMITS: Limits = { connect: 10_000, headers: 20_000, body: 20_000, idle: 4_000, bytes: 4 * 1024 * 1024 };

export interface Transport {
  /** Never throws. `timeoutMs` bounds everything, the wait for a connection included. */
  send(request: HttpRequest, timeoutMs: number, signal?: AbortSignal): Promise<HttpResult>;
  /** Ends all connections at once. */
  close(): Promise<void>;
}

/** To one service. Far more than the engine's usual parallelism needs; calls beyond it wait for a connection. */
const CONNECTIONS = 64;

/** Keeps connections for each way to a service: directly, or through a proxy. */
export function createTransport(proxy: ProxySettings, limits = LIMITS, clock: Clock = systemClock): Transport {
  const agents = new Map<string | undefined, Dispatcher>();
  const agentFor = ({ url, direct }: HttpRequest): Dispatcher => {
    // The proxy of a network cannot reach this machine; one that was asked for outright is taken at its word.
    const near = direct === true || (proxy.always === undefined && isLoopback(url));
    const way = near ? undefined : proxyFor(url, proxy);
    const agent = agents.get(way) ?? createAgent(way, limits);
    agents.set(way, agent);
    return agent;
  };
  return {
    send: (request, timeoutMs, signal) => send(agentFor(request), request, clock, timeoutMs, signal),
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

function createAgent(proxy: string | undefined, { connect, headers, body, idle, bytes }: Limits): Dispatcher {
  const options: UndiciAgent.Options = {
    connections: CONNECTIONS,
    connect: { timeout: connect },
    headersTimeout: headers,
    bodyTimeout: body,
    keepAliveTimeout: idle,
    keepAliveMaxTimeout: idle,
    maxResponseSize: bytes,
  };
  return proxy === undefined ? new Agent(options) : createProxyAgent(proxy, options, connect);
}

function send(
  agent: Dispatcher,
  { url, method, headers, body }: HttpRequest,
  clock: Clock,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<HttpResult> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve({ kind: "failure", reason: "cancelled", mayHaveArrived: false });
      return;
    }
    let isOver = false;
    const done = new AbortController();
    let request: Dispatcher.DispatchController | undefined;
    let answer: Pick<HttpAnswer, "status" | "headers"> | undefined;
    const pieces: Buffer[] = [];

    const end = (): void => {
      isOver = true;
      done.abort();
      signal?.removeEventListener("abort", cancel);
    };
    const fail = (why: Why): void => {
      if (isOver) return;
      end();
      const status = answer && { status: answer.status };
      resolve({ kind: "failure", mayHaveArrived: request !== undefined, ...status, ...why });
      request?.abort(new Error(why.reason));
    };
    const cancel = (): void => {
      fail({ reason: "cancelled" });
    };
    void clock.timeout(Math.max(0, timeoutMs), done.signal).then(() => {
      fail({ reason: "deadline" });
    });
    signal?.addEventListener("abort", cancel);

    agent.dispatch(
      { origin: url.origin, path: url.pathname + url.search, method, headers, body: body ?? null },
      {
        onRequestStart: (controller) => {
          // What is thrown here keeps it from being written, and leaves the connection to others.
          if (isOver) throw new Error("nobody waits for it any more");
          request = controller;
        },
        onResponseStart: (_, status, fields) => {
          answer = { status, headers: fields };
        },
        onResponseData: (_, piece) => {
          pieces.push(piece);
        },
        onResponseEnd: () => {
          if (isOver || !answer) return;
          end();
          // undici gives a connection to the next request one turn of the event loop after an answer. Whoever comes
          // with it before that makes undici open another one, and so there would be twice as many as callers.
          const result = { kind: "answer" as const, ...answer, body: Buffer.concat(pieces) };
          setImmediate(() => setImmediate(resolve, result));
        },
        onResponseError: (_, error) => {
          fail(request ? whyBroken(error) : whyNotConnected(error));
        },
      },
    );
  });
}

type Why = Pick<HttpFailure, "reason" | "status" | "cause">;

function whyBroken(error: Error & { code?: string }): Why {
  if (/^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(error.code ?? "")) return { reason: "silence" };
  if (error.code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") return { reason: "tooLarge" };
  return { reason: "reset", cause: systemError(error) };
}

function whyNotConnected(error: Error): Why {
  if (error instanceof ProxyRefusal) return { reason: "proxy", status: error.status, cause: error };
  const cause = systemError(error);
  // Codes of OpenSSL's verification (CERT_HAS_EXPIRED, DEPTH_ZERO_SELF_SIGNED_CERT, …) and of its protocol errors.
  return { reason: /CERT|^ERR_(TLS|SSL)_|SIGNATURE|^EPROTO$/.test(cause.code) ? "tls" : "connect", cause };
}
