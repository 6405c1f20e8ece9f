/**
 * The way through a proxy: which one, if any, and tunnels to the service.
 *
 * HTTPS_PROXY, HTTP_PROXY and NO_PROXY have no standard; they are read as curl does, with a port and `*.` allowed in an
 * entry of NO_PROXY. undici's own reader of them (EnvHttpProxyAgent) knows no ranges of addresses and no final dot, and
 * sends https through HTTP_PROXY.
 */
import { BlockList, isIP, isIPv6 } from "node:net";
import type { Agent, Dispatcher } from "undici";
import type { ProxySettings } from "../../settings/proxies";
import { systemError } from "./system-error";
import { buildConnector, openTunnel, Pool, ProxyAgent } from "./undici";

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
  if (none.split(/[,\s]/).some((entry) => spares(entry, url))) return undefined;
  return (url.protocol === "https:" ? https : http) || undefined;
}

/** `*`, a host, a domain with all that is in it, an IP address, or a range of them; each perhaps with a port. */
function spares(entry: string, url: URL): boolean {
  // An IPv6 address that is not in brackets has no port.
  const [, host = entry, port] = /^\[(.+)\](?::(\d+))?$/.exec(entry) ?? /^([^:]+):(\d+)$/.exec(entry) ?? [];
  if (port !== undefined && port !== (url.port || (url.protocol === "https:" ? "443" : "80"))) return false;
  if (host === "*") return true;
  const name = url.hostname.replace(/[[\]]|\.$/g, "");
  if (isIP(name) !== 0) return isWithin(name, host);
  const domain = host.toLowerCase().replace(/^\*?\.|\.$/g, "");
  return name === domain || name.endsWith(`.${domain}`);
}

/** @param range an address, or a range such as `10.0.0.0/8` */
function isWithin(address: string, range: string): boolean {
  const [network = "", bits = isIPv6(network) ? "128" : "32"] = range.split("/");
  if (isIP(network) === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (isIPv6(network) ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family(network));
  return list.check(address, family(address));
}

function family(address: string): "ipv4" | "ipv6" {
  return isIPv6(address) ? "ipv6" : "ipv4";
}

/**
 * Keeps connections through a proxy.
 *
 * @param timeout for each step to such a connection, in milliseconds
 */
export function createProxyAgent(proxy: string, options: Agent.Options, timeout: number): Dispatcher {
  const { origin, username, password } = new URL(proxy);
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return new ProxyAgent({
    ...options,
    uri: origin,
    ...(user !== ":" && { token: `Basic ${Buffer.from(user).toString("base64")}` }),
    requestTls: { timeout },
    clientFactory: (url) => new Tunnels(url, timeout),
  });
}

/** Connections to a proxy, each for one tunnel. */
class Tunnels extends Pool {
  constructor(proxy: URL, timeout: number) {
    const connect = buildConnector({ timeout });
    super(proxy, {
      headersTimeout: timeout,
      // ProxyAgent gives the proxy's host for a server name, which must not be an IP address.
      connect: (options, callback) => {
        connect({ ...options, servername: "" }, callback);
      },
    });
  }

  /** ProxyAgent asks this for a tunnel; undici gives it to all dispatchers, in its index only. */
  override async connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> {
    const tunnel = await openTunnel.call(this, options).catch((error: unknown) => {
      // For one of its own errors undici would try again and again.
      throw systemError(error as Error);
    });
    if (tunnel.statusCode === 200) return tunnel;
    // ProxyAgent would have the status in its message alone.
    tunnel.socket.on("error", () => undefined).destroy();
    throw new ProxyRefusal(tunnel.statusCode);
  }
}
