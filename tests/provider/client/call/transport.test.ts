import { EventEmitter, once } from "node:events";
import { closeAll, closedPort, silentPort, startServer } from "../server";
import { startTlsServer } from "../tls-server";
import { open, post, tunnel } from "./wire";

afterEach(async () => {
  jest.restoreAllMocks();
  await closeAll();
});

/** Time-outs of just that many milliseconds are over when the test says so, and not before. */
function time(ms: number): { passes: () => void } {
  const waiting: (() => void)[] = [];
  const { setTimeout: start } = globalThis;
  const held = (run: (...args: unknown[]) => void, after?: number, ...args: unknown[]): NodeJS.Timeout => {
    if (after !== ms) return start(run, after, ...args);
    waiting.push(() => {
      run(...args);
    });
    return start(() => undefined, 0);
  };
  jest.spyOn(globalThis, "setTimeout").mockImplementation(held as typeof setTimeout);
  return {
    passes: () => {
      for (const run of waiting) run();
    },
  };
}

test("an answer brings status, headers and body", async () => {
  const server = await startServer((response) => response.writeHead(418, { "X-A": "b" }).end("tea"));
  const result = await open().send(post(`${server.url}/?Action=A`), 20_000);
  expect(result).toMatchObject({ kind: "answer", status: 418, headers: { "x-a": "b" }, body: Buffer.from("tea") });
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

test("a connection that is not used is closed, although the other side would keep it", async () => {
  const closed = new Promise((resolve) => {
    void startServer(
      (response) => response.setHeader("Keep-Alive", "timeout=600").end(),
      (server) => {
        server.keepAliveTimeout = 600_000;
        server.on("connection", (socket) => socket.on("end", resolve));
      },
    ).then(async ({ url }) => {
      expect(await open({ idle: 1 }).send(post(url), 20_000)).toMatchObject({ status: 200 });
    });
  });
  await closed;
});

test("more calls at once than connections wait for one of them", async () => {
  const server = await startServer((response) => response.end());
  const transport = open();
  const all = Array.from({ length: 300 }, () => transport.send(post(server.url), 20_000));
  for (const result of await Promise.all(all)) expect(result).toMatchObject({ status: 200 });
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
  for (const result of await Promise.all(first)) expect(result).toMatchObject({ status: 200 });
  for (const result of await Promise.all(waiting)) {
    expect(result).toMatchObject({ reason: "reset", mayHaveArrived: true });
  }
});

describe("what certainly did not arrive", () => {
  test("a refused connection", async () => {
    const port = await closedPort();
    // This machine's name has two addresses, or one.
    for (const host of ["127.0.0.1", "localhost"]) {
      const result = await open().send(post(`http://${host}:${port}`), 20_000);
      const expected = { reason: "connect", mayHaveArrived: false, cause: { code: "ECONNREFUSED" } };
      expect(result).toMatchObject({ kind: "failure", ...expected });
    }
  });

  test("a host that does not exist", async () => {
    const result = await open().send(post("http://no-such-host.invalid"), 20_000);
    expect(result).toMatchObject({ reason: "connect", mayHaveArrived: false });
  });

  test("a server that does not speak TLS", async () => {
    const server = await startServer((response) => response.end());
    const result = await open().send(post(`https://127.0.0.1:${server.port}`), 20_000);
    expect(result).toMatchObject({ reason: "tls", mayHaveArrived: false });
    expect(server.received).toHaveLength(0);
  });

  test("a request that was cancelled before", async () => {
    const server = await startServer((response) => response.end());
    const result = await open().send(post(server.url), 5_000, AbortSignal.abort());
    expect(result).toMatchObject({ reason: "cancelled", mayHaveArrived: false });
    expect(server.received).toHaveLength(0);
  });

  test.each(["deadline", "cancelled"])(
    "a request that the proxy made wait until its end (%s) is not sent afterwards",
    async (reason) => {
      const server = await startServer((response) => response.end());
      const cancel = new AbortController();
      const { passes } = time(5_000);
      const back = new EventEmitter();
      tunnel(server.port, [])(back);
      const waiting: (() => void)[] = [];
      const proxy = await startServer(
        () => undefined,
        (front) => {
          front.on("connect", (...connection: unknown[]) => {
            const passOn = (): unknown => back.emit("connect", ...connection);
            if (waiting.push(passOn) > 1) passOn();
            else if (reason === "deadline") passes();
            else cancel.abort();
          });
        },
      );
      const transport = open({}, { always: proxy.url });
      const result = await transport.send(post(server.url, "late"), 5_000, cancel.signal);
      expect(result).toMatchObject({ reason, mayHaveArrived: false });
      waiting[0]?.();
      expect(await transport.send(post(server.url, "next"), 20_000)).toMatchObject({ status: 200 });
      expect(server.received.map(({ body }) => body)).toEqual(["next"]);
    },
  );

  test("a request that was cancelled while it waited for one of the connections", async () => {
    const answers: (() => void)[] = [];
    let allThere: () => void = () => undefined;
    const there = new Promise<void>((resolve) => {
      allThere = resolve;
    });
    const server = await startServer((response) => {
      if (server.received.length > 64) response.end();
      else if (answers.push(() => response.end()) === 64) allThere();
    });
    const transport = open();
    const cancel = new AbortController();
    const first = Array.from({ length: 64 }, () => transport.send(post(server.url), 20_000));
    await there;
    const late = transport.send(post(server.url, "late"), 20_000, cancel.signal);
    cancel.abort();
    expect(await late).toMatchObject({ reason: "cancelled", mayHaveArrived: false });
    for (const answer of answers) answer();
    for (const result of await Promise.all(first)) expect(result).toMatchObject({ status: 200 });
    expect(await transport.send(post(server.url, "next"), 20_000)).toMatchObject({ status: 200 });
    expect(server.received.slice(64).map(({ body }) => body)).toEqual(["next"]);
  });

  test("a server that never comes to TLS, after the time for a connection", async () => {
    const port = await silentPort();
    const result = await open({ connect: 100 }).send(post(`https://127.0.0.1:${port}`), 8_000);
    expect(result).toMatchObject({ reason: "connect", mayHaveArrived: false, cause: { code: "ETIMEDOUT" } });
  });

  test("a server whose certificate is not trusted", async () => {
    let asked = 0;
    const url = await startTlsServer((_, response) => response.end(String(asked++)));
    jest.restoreAllMocks();
    const result = await open().send(post(url), 20_000);
    expect(result).toMatchObject({
      reason: "tls",
      mayHaveArrived: false,
      cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    });
    expect(asked).toBe(0);
  });
});

describe("what may have arrived", () => {
  test("a connection that is reset after the request", async () => {
    const server = await startServer((response) => response.socket?.resetAndDestroy());
    const result = await open().send(post(server.url), 20_000);
    expect(result).toMatchObject({ reason: "reset", mayHaveArrived: true });
  });

  test("a body that breaks off", async () => {
    const server = await startServer((response) => {
      response.writeHead(200, { "Content-Length": "100" });
      response.write("half", () => response.socket?.end());
    });
    const result = await open().send(post(server.url), 20_000);
    expect(result).toMatchObject({ reason: "reset", mayHaveArrived: true, status: 200 });
  });

  test("no headers in time", async () => {
    const server = await startServer(() => undefined);
    const result = await open({ headers: 100 }).send(post(server.url), 20_000);
    expect(result).toMatchObject({ reason: "silence", mayHaveArrived: true });
  });

  test("a body that stops", async () => {
    const server = await startServer((response) => response.write("half"));
    const result = await open({ body: 100 }).send(post(server.url), 20_000);
    expect(result).toMatchObject({ reason: "silence", mayHaveArrived: true, status: 200 });
  });

  test("the time that was given is over", async () => {
    const { passes } = time(5_000);
    const server = await startServer(() => {
      passes();
    });
    expect(await open().send(post(server.url), 5_000)).toMatchObject({ reason: "deadline", mayHaveArrived: true });
  });

  test("cancelled in flight, at once", async () => {
    const cancel = new AbortController();
    let ended: Promise<unknown> = Promise.resolve();
    const server = await startServer((response) => {
      ended = once(response, "close");
      cancel.abort();
    });
    const result = await open().send(post(server.url), 60_000, cancel.signal);
    expect(result).toMatchObject({ reason: "cancelled", mayHaveArrived: true });
    await ended;
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
      const result = await open({ bytes: 1_000_000 }).send(post(url), 20_000);
      expect(result).toMatchObject({ reason: "tooLarge", mayHaveArrived: true, status: 200 });
    });
  });
  await closed;
  expect(sent).toBeLessThan(30_000_000);
});

test("a body of just the limit is read", async () => {
  const server = await startServer((response) => response.end("x".repeat(1000)));
  expect(await open({ bytes: 1000 }).send(post(server.url), 20_000)).toMatchObject({ kind: "answer" });
  expect(await open({ bytes: 999 }).send(post(server.url), 20_000)).toMatchObject({ reason: "tooLarge" });
});

test("what is under way when it is closed ends at once", async () => {
  const transport = open();
  let result: unknown;
  const closed = new Promise<void>((resolve) => {
    void startServer((response) => {
      response.on("close", resolve);
      void transport.close();
    }).then(async ({ url }) => {
      result = transport.send(post(url), 20_000);
    });
  });
  await closed;
  expect(await result).toMatchObject({ reason: "reset", mayHaveArrived: true, cause: { code: "ECONNRESET" } });
});

test("a redirect is not followed", async () => {
  const elsewhere = await startServer((response) => response.end());
  const server = await startServer((response) => response.writeHead(307, { Location: elsewhere.url }).end());
  expect(await open().send(post(server.url), 20_000)).toMatchObject({ kind: "answer", status: 307 });
  expect(elsewhere.received).toHaveLength(0);
});
