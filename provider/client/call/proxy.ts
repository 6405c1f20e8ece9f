/**
 * The way through a proxy: which one, if any, and a tunnel to the service.
 *
 * Source: CONNECT of RFC 9110. HTTPS_PROXY, HTTP_PROXY and NO_PROXY have no standard; they are read as curl does.
 */
import { Agent as HttpAgent, type AgentOptions, type ClientRequestArgs, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIPv6, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import type { ProxySettings } from "../../settings";

/** What a proxy answers when it does not connect. */
export class ProxyRefusal extends Error {
  override readonly name = "ProxyRefusal";

  constructor(readonly status: number) {
    super(`the proxy answered ${status}`);
  }
}

/** The proxy's URL; `undefined`: none. */
export function proxyFor(url: URL, { always, https, http, none }: ProxySettings): string | undefined {
  if (always !== undefined) return always;
  if (none.split(/[,\s]+/).some((entry) => entry !== "" && matches(url, entry))) return undefined;
  return (url.protocol === "https:" && https) || http || undefined;
}

/** `*`, a host, or a domain with all that is in it; each perhaps with a port. */
function matches(url: URL, entry: string): boolean {
  const [, host = "", port] = /^(.+?)(?::(\d+))?$/.exec(entry.toLowerCase().replace(/^\*?\./, "")) ?? [];
  if (port !== undefined && port !== (url.port || (url.protocol === "https:" ? "443" : "80"))) return false;
  return host === "*" || url.hostname === host || url.hostname.endsWith(`.${host}`);
}

type Connected = (error: Error | null, stream?: Duplex) => void;

/** Keeps connections through a proxy. */
export function tunnelAgent(proxy: string, secure: boolean, options: AgentOptions, connectMs: number): HttpAgent {
  const agent = secure ? new HttpsAgent(options) : new HttpAgent(options);
  const createConnection = (target: ClientRequestArgs, connected: Connected): void => {
    openTunnel(new URL(proxy), target, connectMs, (error, socket) => {
      if (!socket) connected(error);
      else connected(null, secure ? connectTls({ ...target, socket } as object) : socket);
    });
  };
  return Object.assign(agent, { createConnection });
}

function openTunnel(
  proxy: URL,
  { host, port }: ClientRequestArgs,
  timeout: number,
  opened: (error: Error | null, socket?: Socket) => void,
): void {
  const target = `${isIPv6(host ?? "") ? `[${host ?? ""}]` : (host ?? "")}:${port ?? ""}`;
  const user = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const authorization = user !== ":" && { "Proxy-Authorization": `Basic ${Buffer.from(user).toString("base64")}` };
  const connect = (proxy.protocol === "https:" ? httpsRequest : httpRequest)({
    host: proxy.hostname.replace(/^\[|\]$/g, ""),
    port: proxy.port,
    method: "CONNECT",
    path: target,
    headers: { Host: target, ...authorization },
    agent: false,
    timeout,
  });
  connect.once("timeout", () => {
    connect.destroy(Object.assign(new Error("the proxy does not answer"), { code: "ETIMEDOUT" }));
  });
  connect.once("connect", ({ statusCode = 0 }, socket: Socket) => {
    socket.setTimeout(0);
    if (statusCode === 200) {
      opened(null, socket);
      return;
    }
    socket.destroy();
    opened(new ProxyRefusal(statusCode));
  });
  connect.once("error", opened);
  connect.end();
}
