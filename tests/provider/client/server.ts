/** A real server on this machine that answers as a test wants, and keeps what it was asked. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { type Settings } from "../../../provider/settings";
import { systemClock, type Clock } from "../../../provider/client/clock";

export interface Received {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface TestServer {
  url: string;
  port: number;
  received: Received[];
  /** How many connections were opened. */
  connections(): number;
}

type Answer = (response: ServerResponse, request: Received, count: number) => void;

const closers: (() => Promise<void>)[] = [];

/** Every server, transport and client that was opened for a test; called after each. */
export async function closeAll(): Promise<void> {
  await Promise.all(closers.splice(0).map((close) => close()));
}

export function closeLater<T extends { close(): Promise<void> }>(closable: T): T {
  closers.push(() => closable.close());
  return closable;
}

/** @param answer is called with the number of the request, from 1 */
export async function startServer(
  answer: Answer,
  more?: (server: ReturnType<typeof createServer>) => void,
): Promise<TestServer> {
  const received: Received[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
      received.push(one);
      answer(response, one, received.length);
    });
  };
  const server = createServer(listener);
  more?.(server);
  const sockets = new Set<Socket>();
  let opened = 0;
  server.on("connection", (socket) => {
    opened++;
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, received, connections: () => opened };
}

/** A port of this machine that nothing listens on. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A port of this machine where connections are taken, and nothing is ever said. */
export async function silentPort(): Promise<number> {
  const server = createTcpServer((socket) => {
    closeLater({ close: async () => void socket.destroy() });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closeLater({
    close: () =>
      new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      ),
  });
  return (server.address() as AddressInfo).port;
}

/** Answers in the service's envelope. */
export function ok(response: ServerResponse, result: unknown): void {
  response.end(JSON.stringify({ ResponseMetadata: { RequestId: "req-1" }, Result: result }));
}

export function refuse(response: ServerResponse, status: number, code: string, message = "No."): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ ResponseMetadata: { RequestId: "req-1", Error: { Code: code, Message: message } } }));
}

/** Waits for nothing, and keeps how long it was asked to. */
export function testClock(now = () => Date.now()): Clock & { waits: number[] } {
  const waits: number[] = [];
  return {
    ...systemClock,
    now,
    random: () => 0.5,
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    waits,
  };
}

export const SECRET_KEY = "SKcanary-0123456789";

export function testSettings(endpoint: string, more: Partial<Settings> = {}): Settings {
  return {
    region: "cn-beijing",
    endpoint,
    keys: { accessKey: "AKcanary-0123456789", secretKey: SECRET_KEY, from: "configuration" },
    proxy: { https: "", http: "", none: "" },
    maxRetries: 3,
    timeoutMs: 20_000,
    adoptExisting: false,
    testOnApply: "off",
    env: {},
    ...more,
  };
}
