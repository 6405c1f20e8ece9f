/** The wire for tests: a transport, what it sends, and a proxy. */
import { connect, type Socket } from "node:net";
import type { IncomingMessage } from "node:http";
import type { EventEmitter } from "node:events";
import { createTransport, type HttpRequest, LIMITS, type Transport } from "../../../../provider/client/call/transport";
import type { ProxySettings } from "../../../../provider/settings/proxies";
import { closeLater } from "../server";

export const NO_PROXY = { https: "", http: "", none: "" };

export function open(limits: Partial<typeof LIMITS> = {}, proxy: Partial<ProxySettings> = {}): Transport {
  return closeLater(createTransport({ ...NO_PROXY, ...proxy }, { ...LIMITS, ...limits }));
}

export function post(url: string, body = "{}"): HttpRequest {
  return { method: "POST", url: new URL(url), headers: { "Content-Type": "application/json" }, body };
}

/** A server that passes CONNECT on to one address whatever host was asked for, or refuses it. */
export function tunnel(port: number, asked: string[], refuseWith?: string): (server: EventEmitter) => void {
  return (server) => {
    server.on("connect", (request: IncomingMessage, client: Socket) => {
      asked.push(`${request.url ?? ""} ${request.headers["proxy-authorization"] ?? ""}`.trim());
      client.on("error", () => undefined);
      if (refuseWith !== undefined) {
        client.end(`HTTP/1.1 ${refuseWith}\r\n\r\n`);
        return;
      }
      const upstream = connect(port, "127.0.0.1", () => {
        client.write("HTTP/1.1 200 Connection established\r\n\r\n");
        upstream.pipe(client);
        client.pipe(upstream);
      });
      upstream.on("error", () => client.destroy());
      client.on("close", () => upstream.destroy());
    });
  };
}
