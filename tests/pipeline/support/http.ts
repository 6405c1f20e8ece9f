/** A small server on this machine: what the stand-ins of this folder are made of. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Request {
  method: string;
  /** With the host that the client wants, also when it came through us as a proxy. */
  url: URL;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface Server {
  url: string;
  close(): Promise<void>;
}

export async function serve(answer: (request: Request) => Answer | Promise<Answer>): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "", url = "", headers } = incoming;
      const host = `http://${headers.host ?? ""}`;
      const request = { method, url: new URL(url, host), headers, body: Buffer.concat(chunks) };
      void Promise.resolve(answer(request)).then(({ status, headers: more, body }) => {
        outgoing.writeHead(status, more).end(method === "HEAD" ? undefined : body);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

export function json(status: number, value: unknown): Answer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
}
