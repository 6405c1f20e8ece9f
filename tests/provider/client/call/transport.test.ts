import { EventEmitter } from "node:events";
import { connect, type Socket } from "node:net";
import type { IncomingMessage } from "node:http";
import { proxyFor } from "../../../../provider/client/call/proxy";
import { createTransport, LIMITS, type Transport, type WireRequest } from "../../../../provider/client/call/transport";
import { closeAll, closedPort, closeLater, startServer } from "../server";
import { startTlsServer } from "../tls-server";

const NO_PROXY = { https: "", http: "", none: "" };

function open(limits: Partial<typeof LIMITS> = {}, proxy: Parameters<typeof createTransport>[0] = NO_PROXY): Transport {
  return closeLater(createTransport(proxy, { ...LIMITS, ...limits }));
}

function post(url: string, body = "{}"): WireRequest {
  return { method: "POST", url: new URL(url), headers: { "Content-Type": "application/json" }, body };
}

/** A server that passes CONNECT on to one address whatever host was asked for, or refuses it. */
function tunnel(port: number, asked: string[], refuseWith?: string): (server: EventEmitter) => void {
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

afterEach(closeAll);

test("an answer brings status, headers and body", async () => {
  const server = await startServer((response) => response.writeHead(418, { "X-A": "b" }).end("tea"));
  const outcome = await open().send(post(`${server.url}/?Action=A`), 5_000);
  expect(outcome).toMatchObject({ kind: "answer", status: 418, headers: { "x-a": "b" }, body: Buffer.from("tea") });
  expect(server.received).toMatchObject([{ method: "POST", url: "/?Action=A", body: "{}" }]);
});

test("connections are kept and used again: 1,000 calls, 8 at once, open 8 at most", async () => {
  const server = await startServer((response) => response.end());
  const transport = open();
  let left = 1_000;
  const caller = async (): Promise<void> => {
    while (left-- > 0) expect(await transport.send(post(server.url), 20_000)).toMatchObject({ status: 200 });
  };
  await Promise.all(Array.from({ length: 8 }, caller));
  expect(server.received).toHaveLength(1_000);
  expect(server.connections()).toBeLessThanOrEqual(8);
});

test("more calls at once than connections wait for one of them", async () => {
  const server = await startServer((response) => response.end());
  const transport = open();
  const all = Array.from({ length: 300 }, () => transport.send(post(server.url), 20_000));
  for (const outcome of await Promise.all(all)) expect(outcome).toMatchObject({ status: 200 });
  expect(server.connections()).toBeLessThanOrEqual(64);
});

test("over TLS, what waited for a connection that others had before, and then broke, may have arrived", async () => {
  const url = await startTlsServer((request, response) => {
    request.resume();
    if (request.url === "/first") response.end();
    else response.socket?.destroy();
  });
  const transport = open();
  const send = (path: string, count: number) =>
    Array.from({ length: count }, () => transport.send(post(`${url}/${path}`), 20_000));
  const [first, waiting] = [send("first", 64), send("waiting", 30)];
  for (const outcome of await Promise.all(first)) expect(outcome).toMatchObject({ status: 200 });
  for (const outcome of await Promise.all(waiting)) {
    expect(outcome).toMatchObject({ reason: "reset", mayHaveArrived: true });
  }
});

describe("what certainly did not arrive", () => {
  test("a refused connection", async () => {
    const outcome = await open().send(post(`http://127.0.0.1:${await closedPort()}`), 5_000);
    expect(outcome).toMatchObject({ kind: "failure", reason: "connect", mayHaveArrived: false });
  });

  test("a host that does not exist", async () => {
    const outcome = await open().send(post("http://no-such-host.invalid"), 20_000);
    expect(outcome).toMatchObject({ reason: "connect", mayHaveArrived: false });
  });

  test("a server that does not speak TLS", async () => {
    const server = await startServer((response) => response.end());
    const outcome = await open().send(post(`https://127.0.0.1:${server.port}`), 5_000);
    expect(outcome).toMatchObject({ reason: "tls", mayHaveArrived: false });
    expect(server.received).toHaveLength(0);
  });

  test("a request that was cancelled before", async () => {
    const server = await startServer((response) => response.end());
    const outcome = await open().send(post(server.url), 5_000, AbortSignal.abort());
    expect(outcome).toMatchObject({ reason: "cancelled", mayHaveArrived: false });
    expect(server.received).toHaveLength(0);
  });

  test("a request whose time was over while the proxy made it wait is not sent afterwards", async () => {
    const server = await startServer((response) => response.end());
    const waiting: (() => void)[] = [];
    const passOn = tunnel(server.port, []);
    const proxy = await startServer(
      () => undefined,
      (front) => {
        const back = new EventEmitter();
        passOn(back);
        front.on("connect", (...connection: unknown[]) => {
          if (waiting.length > 0) back.emit("connect", ...connection);
          else waiting.push(() => back.emit("connect", ...connection));
        });
      },
    );
    const transport = open({}, { ...NO_PROXY, always: proxy.url });
    const outcome = await transport.send(post(server.url, "late"), 300);
    expect(outcome).toMatchObject({ reason: "deadline", mayHaveArrived: false });
    waiting[0]?.();
    expect(await transport.send(post(server.url, "next"), 5_000)).toMatchObject({ status: 200 });
    expect(server.received.map(({ body }) => body)).toEqual(["next"]);
  });
});

describe("what may have arrived", () => {
  test("a connection that is reset after the request", async () => {
    const server = await startServer((response) => response.socket?.resetAndDestroy());
    const outcome = await open().send(post(server.url), 5_000);
    expect(outcome).toMatchObject({ reason: "reset", mayHaveArrived: true });
  });

  test("a body that breaks off", async () => {
    const server = await startServer((response) => {
      response.writeHead(200, { "Content-Length": "100" });
      response.write("half");
      setTimeout(() => response.destroy(), 50);
    });
    const outcome = await open().send(post(server.url), 5_000);
    expect(outcome).toMatchObject({ reason: "reset", mayHaveArrived: true, status: 200 });
  });

  test("no headers in time", async () => {
    const server = await startServer(() => undefined);
    const outcome = await open({ headers: 100 }).send(post(server.url), 20_000);
    expect(outcome).toMatchObject({ reason: "silence", mayHaveArrived: true });
  });

  test("a body that stops", async () => {
    const server = await startServer((response) => response.write("half"));
    const outcome = await open({ body: 100 }).send(post(server.url), 20_000);
    expect(outcome).toMatchObject({ reason: "silence", mayHaveArrived: true, status: 200 });
  });

  test("the time that was given is over", async () => {
    const server = await startServer(() => undefined);
    expect(await open().send(post(server.url), 200)).toMatchObject({ reason: "deadline", mayHaveArrived: true });
  });

  test("cancelled in flight, at once", async () => {
    const cancel = new AbortController();
    const server = await startServer(() => {
      cancel.abort();
    });
    const outcome = await open().send(post(server.url), 60_000, cancel.signal);
    expect(outcome).toMatchObject({ reason: "cancelled", mayHaveArrived: true });
  });
});

test("a body over the limit is cut off, and the connection ended", async () => {
  let sent = 0;
  const closed = new Promise<void>((resolve) => {
    void startServer((response) => {
      response.on("close", resolve);
      const piece = Buffer.alloc(64 * 1024, "x");
      const more = (): void => {
        while (!response.destroyed && sent < 100_000_000) {
          sent += piece.length;
          if (!response.write(piece)) {
            response.once("drain", more);
            return;
          }
        }
      };
      more();
    }).then(async ({ url }) => {
      const outcome = await open({ bytes: 1_000_000 }).send(post(url), 20_000);
      expect(outcome).toMatchObject({ reason: "tooLarge", mayHaveArrived: true, status: 200 });
    });
  });
  await closed;
  expect(sent).toBeLessThan(30_000_000);
});

test("a body of just the limit is read", async () => {
  const server = await startServer((response) => response.end("x".repeat(1000)));
  expect(await open({ bytes: 1000 }).send(post(server.url), 5_000)).toMatchObject({ kind: "answer" });
  expect(await open({ bytes: 999 }).send(post(server.url), 5_000)).toMatchObject({ reason: "tooLarge" });
});

test("a redirect is not followed", async () => {
  const elsewhere = await startServer((response) => response.end());
  const server = await startServer((response) => response.writeHead(307, { Location: elsewhere.url }).end());
  expect(await open().send(post(server.url), 5_000)).toMatchObject({ kind: "answer", status: 307 });
  expect(elsewhere.received).toHaveLength(0);
});

describe("proxies", () => {
  const passing = async (refuseWith?: string): Promise<{ asked: string[]; proxy: string; port: number }> => {
    const asked: string[] = [];
    const server = await startServer((response) => response.end("through"));
    const proxy = await startServer(() => undefined, tunnel(server.port, asked, refuseWith));
    return { asked, proxy: proxy.url, port: server.port };
  };
  const somewhere = post("http://vmp.test:8080");

  test("vmp:proxyUrl is used for every call, with its user and password", async () => {
    const { asked, proxy, port } = await passing();
    const always = proxy.replace("http://", "http://user:pass%20word@");
    const outcome = await open({}, { ...NO_PROXY, always }).send(post(`http://127.0.0.1:${port}`), 5_000);
    expect(outcome).toMatchObject({ kind: "answer", body: Buffer.from("through") });
    const basic = Buffer.from("user:pass word").toString("base64");
    expect(asked).toEqual([`127.0.0.1:${port} Basic ${basic}`]);
  });

  test("HTTP_PROXY and HTTPS_PROXY are used for their kind of endpoint", async () => {
    const { asked, proxy } = await passing();
    await open({}, { ...NO_PROXY, http: proxy }).send(somewhere, 5_000);
    await open({}, { ...NO_PROXY, https: proxy }).send(post("https://vmp.test"), 5_000);
    expect(asked).toEqual(["vmp.test:8080", "vmp.test:443"]);
  });

  test("NO_PROXY spares a host", async () => {
    const { asked, proxy } = await passing();
    const outcome = await open({}, { ...NO_PROXY, http: proxy, none: ".vmp.test,x.invalid" }).send(
      post("http://x.invalid"),
      20_000,
    );
    expect(outcome).toMatchObject({ reason: "connect" });
    expect(asked).toEqual([]);
  });

  test.each(["*", "vmp.test", ".test", "*.test", "x.invalid, VMP.TEST:8080"])(
    "NO_PROXY=%s spares vmp.test:8080",
    (none) => {
      expect(proxyFor(somewhere.url, { ...NO_PROXY, http: "http://proxy.test", none })).toBeUndefined();
    },
  );

  test.each(["", "mp.test", "vmp.test:80", "a.vmp.test"])("NO_PROXY=%s does not spare vmp.test:8080", (none) => {
    expect(proxyFor(somewhere.url, { ...NO_PROXY, http: "http://proxy.test", none })).toBe("http://proxy.test");
  });

  test("HTTP_PROXY is used for https too when there is no HTTPS_PROXY", () => {
    expect(proxyFor(new URL("https://vmp.test"), { ...NO_PROXY, http: "http://a" })).toBe("http://a");
    expect(proxyFor(new URL("https://vmp.test"), { ...NO_PROXY, http: "http://a", https: "http://b" })).toBe(
      "http://b",
    );
    expect(proxyFor(new URL("http://vmp.test"), { ...NO_PROXY, https: "http://b" })).toBeUndefined();
  });

  test("a proxy that does not answer is a connection that failed, after the time for one", async () => {
    const proxy = await startServer(
      () => undefined,
      (front) => front.on("connect", () => undefined),
    );
    const outcome = await open({ connect: 100 }, { ...NO_PROXY, always: proxy.url }).send(somewhere, 20_000);
    expect(outcome).toMatchObject({ reason: "connect", mayHaveArrived: false, cause: { code: "ETIMEDOUT" } });
  });

  test("a connection through a proxy is kept and used again", async () => {
    const { asked, proxy, port } = await passing();
    const transport = open({}, { ...NO_PROXY, always: proxy });
    for (let i = 0; i < 20; i++) await transport.send(post(`http://127.0.0.1:${port}`), 5_000);
    expect(asked).toHaveLength(1);
  });

  test("this machine is reached without the proxy of the environment", async () => {
    const { asked, proxy, port } = await passing();
    const outcome = await open({}, { ...NO_PROXY, http: proxy }).send(post(`http://127.0.0.1:${port}`), 5_000);
    expect(outcome).toMatchObject({ kind: "answer" });
    expect(asked).toEqual([]);
  });

  test("what must go direct goes direct", async () => {
    const { asked, proxy, port } = await passing();
    const direct = { ...post(`http://127.0.0.1:${port}`), direct: true };
    expect(await open({}, { ...NO_PROXY, always: proxy }).send(direct, 5_000)).toMatchObject({ kind: "answer" });
    expect(asked).toEqual([]);
  });

  test("a proxy that refuses: certainly not arrived, with its status", async () => {
    const { proxy } = await passing("407 Proxy Authentication Required");
    const outcome = await open({}, { ...NO_PROXY, http: proxy }).send(somewhere, 5_000);
    expect(outcome).toMatchObject({ reason: "proxy", mayHaveArrived: false, status: 407 });
  });
});
