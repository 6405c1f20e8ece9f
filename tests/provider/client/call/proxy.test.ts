import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { proxyFor } from "../../../../provider/client/call/proxy";
import { closeAll, closedPort, silentPort, startServer } from "../server";
import { startTlsServer } from "../tls-server";
import { NO_PROXY, open, post, tunnel } from "./wire";

afterEach(closeAll);

const SOMEWHERE = post("http://vmp.test:8080");

/** A service that answers "through", and a proxy that always leads there. */
async function passing(refuseWith?: string): Promise<{ asked: string[]; proxy: string; port: number }> {
  const asked: string[] = [];
  const server = await startServer((response) => response.end("through"));
  const proxy = await startServer(() => undefined, tunnel(server.port, asked, refuseWith));
  return { asked, proxy: proxy.url, port: server.port };
}

describe("which proxy", () => {
  test("HTTP_PROXY and HTTPS_PROXY are used for their kind of endpoint", async () => {
    const { asked, proxy } = await passing();
    await open({}, { http: proxy }).send(SOMEWHERE, 20_000);
    await open({}, { https: proxy }).send(post("https://vmp.test"), 20_000);
    expect(asked).toEqual(["vmp.test:8080", "vmp.test:443"]);
  });

  test("neither is used for the other kind", () => {
    const both = { ...NO_PROXY, http: "http://a", https: "http://b" };
    expect(proxyFor(new URL("https://vmp.test"), both)).toBe("http://b");
    expect(proxyFor(new URL("https://vmp.test"), { ...both, https: "" })).toBeUndefined();
    expect(proxyFor(new URL("http://vmp.test"), both)).toBe("http://a");
    expect(proxyFor(new URL("http://vmp.test"), { ...both, http: "" })).toBeUndefined();
  });

  test("NO_PROXY spares a host", async () => {
    const { asked, proxy } = await passing();
    const spared = { http: proxy, none: ".vmp.test,x.invalid" };
    const result = await open({}, spared).send(post("http://x.invalid"), 20_000);
    expect(result).toMatchObject({ reason: "connect" });
    expect(asked).toEqual([]);
  });

  test("this machine is reached without the proxy of the environment", async () => {
    const { asked, proxy, port } = await passing();
    const result = await open({}, { http: proxy }).send(post(`http://127.0.0.1:${port}`), 20_000);
    expect(result).toMatchObject({ kind: "answer" });
    expect(asked).toEqual([]);
  });

  test("what must go direct goes direct", async () => {
    const { asked, proxy, port } = await passing();
    const direct = { ...post(`http://127.0.0.1:${port}`), direct: true };
    expect(await open({}, { always: proxy }).send(direct, 20_000)).toMatchObject({ kind: "answer" });
    expect(asked).toEqual([]);
  });
});

describe("NO_PROXY", () => {
  const proxy = "http://proxy.test";

  test.each([
    ["*", "http://vmp.test:8080"],
    ["vmp.test", "http://vmp.test:8080"],
    ["VMP.test.", "http://vmp.test:8080"],
    ["vmp.test", "http://vmp.test."],
    [".test", "http://vmp.test:8080"],
    ["*.test", "http://vmp.test:8080"],
    ["x.invalid, VMP.TEST:8080", "http://vmp.test:8080"],
    ["x.invalid vmp.test:80", "http://vmp.test"],
    ["vmp.test:443", "https://vmp.test"],
    ["10.1.2.3", "http://10.1.2.3"],
    ["10.1.2.3:80", "http://10.1.2.3"],
    ["10.0.0.0/8", "http://10.1.2.3:8080"],
    ["10.1.2.0/31", "http://10.1.2.1"],
    ["0.0.0.0/0", "http://10.1.2.3"],
    ["2001:db8::1", "http://[2001:DB8:0::1]"],
    ["[2001:db8::1]:80", "http://[2001:db8::1]"],
    ["[2001:db8::1]", "http://[2001:db8::1]"],
    [", x.invalid,\n  vmp.test ,", "http://vmp.test"],
    ["2001:db8::/32", "http://[2001:db8:5::1]"],
  ])("%s spares %s", (none, url) => {
    expect(proxyFor(new URL(url), { ...NO_PROXY, http: proxy, https: proxy, none })).toBeUndefined();
  });

  test.each([
    ["", "http://vmp.test:8080"],
    ["mp.test", "http://vmp.test:8080"],
    ["vmp.test:80", "http://vmp.test:8080"],
    ["a.vmp.test", "http://vmp.test:8080"],
    [".", "http://vmp.test"],
    ["10.1.2.3:81", "http://10.1.2.3"],
    ["10.0.0.0/8", "http://11.1.2.3"],
    ["10.0.0.0/33", "http://10.0.0.0"],
    ["10.0.0.0/x", "http://10.0.0.0"],
    ["10.0.0.0/8x", "http://10.0.0.0"],
    ["10.0.0.0/x8", "http://10.0.0.0"],
    [", ,", "http://vmp.test"],
    ["vmp.test:80x", "http://vmp.test"],
    ["x:vmp.test:80", "http://vmp.test"],
    ["x[2001:db8::1]", "http://[2001:db8::1]"],
    ["[2001:db8::1]x", "http://[2001:db8::1]"],
    ["10.0.0.0/8", "http://10.0.0.0.vmp.test"],
    ["3", "http://10.1.2.3"],
    ["2001:db8::1", "http://[2001:db8::2]"],
    ["2001:db8::/32", "http://[2001:db9::1]"],
    ["[2001:db8::1]:81", "http://[2001:db8::1]"],
  ])("%s does not spare %s", (none, url) => {
    expect(proxyFor(new URL(url), { ...NO_PROXY, http: proxy, https: proxy, none })).toBe(proxy);
  });
});

describe("through a proxy", () => {
  test.each([
    ["user:pass%20word", "user:pass word"],
    ["user", "user:"],
  ])("vmp:proxyUrl is used for every call, with its user and password: %s", async (given, sent) => {
    const { asked, proxy, port } = await passing();
    const always = `${proxy.replace("http://", `http://${given}@`)}/a-path`;
    const result = await open({}, { always }).send(post(`http://127.0.0.1:${port}`), 20_000);
    expect(result).toMatchObject({ kind: "answer", body: Buffer.from("through") });
    expect(asked).toEqual([`127.0.0.1:${port} Basic ${Buffer.from(sent).toString("base64")}`]);
  });

  test("a connection is kept and used again", async () => {
    const { asked, proxy, port } = await passing();
    const transport = open({}, { always: proxy });
    for (let i = 0; i < 20; i++) await transport.send(post(`http://127.0.0.1:${port}`), 20_000);
    expect(asked).toHaveLength(1);
  });

  test("the service and the proxy are both reached over TLS, and an address is no server name", async () => {
    const names: unknown[] = [];
    const noteName = (server: EventEmitter): void => {
      server.on("secureConnection", ({ servername }: TLSSocket) => names.push(servername));
    };
    const service = await startTlsServer((_, response) => response.end("through"), noteName);
    const asked: string[] = [];
    const passOn = tunnel(Number(new URL(service).port), asked);
    const proxy = await startTlsServer(
      () => undefined,
      (server) => {
        noteName(server);
        passOn(server);
      },
    );
    const result = await open({}, { always: proxy }).send(post(service), 20_000);
    expect(result).toMatchObject({ kind: "answer", body: Buffer.from("through") });
    expect(asked).toEqual([new URL(service).host]);
    expect(names).toEqual([false, false]);
  });
});

test("a certificate of another name is not trusted, neither the service's nor the proxy's", async () => {
  const asked: string[] = [];
  const service = await startTlsServer((_, response) => response.end("through"));
  const passOn = tunnel(Number(new URL(service).port), asked);
  const proxy = await startServer(() => undefined, passOn);
  const behind = await open({}, { always: proxy.url }).send(post("https://vmp.test"), 20_000);
  const secure = await startTlsServer(() => undefined, passOn);
  const always = secure.replace("127.0.0.1", "localhost");
  const through = await open({}, { always }).send(post(service), 20_000);
  const expected = { reason: "tls", mayHaveArrived: false, cause: { code: "ERR_TLS_CERT_ALTNAME_INVALID" } };
  expect([behind, through]).toMatchObject([expected, expected]);
  expect(behind).toMatchObject({ cause: { message: expect.stringContaining("vmp.test") as string } });
  expect(asked).toEqual(["vmp.test:443"]);
});

describe("certainly not arrived", () => {
  test.each(["http://vmp.test:8080", "https://vmp.test"])(
    "when the proxy refuses, with its status: %s",
    async (url) => {
      const { proxy, asked } = await passing("407 Proxy Authentication Required");
      const result = await open({}, { always: proxy }).send(post(url), 20_000);
      const cause = { name: "ProxyRefusal", message: "the proxy answered 407" };
      expect(result).toMatchObject({ reason: "proxy", mayHaveArrived: false, status: 407, cause });
      expect(asked).toHaveLength(1);
    },
  );

  test("when the proxy does not answer, after the time for a connection", async () => {
    const proxy = await startServer(
      () => undefined,
      (front) => front.on("connect", () => undefined),
    );
    const result = await open({ connect: 100 }, { always: proxy.url }).send(SOMEWHERE, 20_000);
    expect(result).toMatchObject({ reason: "connect", mayHaveArrived: false, cause: { code: "ETIMEDOUT" } });
  });

  test("when the service behind the proxy never comes to TLS, after the time for a connection", async () => {
    const proxy = await startServer(() => undefined, tunnel(await silentPort(), []));
    const result = await open({ connect: 100 }, { always: proxy.url }).send(post("https://vmp.test"), 8_000);
    expect(result).toMatchObject({ reason: "connect", mayHaveArrived: false, cause: { code: "ETIMEDOUT" } });
  });

  test("when the proxy never comes to TLS, after the time for a connection", async () => {
    const always = `https://127.0.0.1:${await silentPort()}`;
    const result = await open({ connect: 100 }, { always }).send(SOMEWHERE, 8_000);
    expect(result).toMatchObject({ reason: "connect", mayHaveArrived: false, cause: { code: "ETIMEDOUT" } });
  });

  test("when the proxy hangs up, which is not tried again", async () => {
    let hungUp = 0;
    const proxy = await startServer(
      () => undefined,
      (front) =>
        front.on("connect", (_: unknown, socket: Socket) => {
          hungUp++;
          socket.end();
        }),
    );
    const result = await open({}, { always: proxy.url }).send(SOMEWHERE, 20_000);
    expect(result).toMatchObject({ reason: "connect", mayHaveArrived: false, cause: { code: "ECONNRESET" } });
    expect(hungUp).toBe(1);
  });

  test("when the proxy is not there", async () => {
    const always = `http://127.0.0.1:${await closedPort()}`;
    const result = await open({}, { always }).send(SOMEWHERE, 20_000);
    expect(result).toMatchObject({ reason: "connect", mayHaveArrived: false, cause: { code: "ECONNREFUSED" } });
  });
});
