import { randomBytes, randomInt } from "node:crypto";
import type { Emulator } from "../../emulator";
import { EXAMPLE_ACCESS_KEY, EXAMPLE_SECRET_KEY } from "../../emulator";
import { verify } from "../../emulator/verify";
import { apiRequest, closeAll, codeOf, send, sign, start, vendorClient, type ApiAnswer } from "./support";

afterEach(closeAll);

const MINUTE = 60_000;
const list = apiRequest("ListContacts");

/** Sends ListContacts with these headers in place of the right ones; undefined takes one away. */
/** One time for a request and a header of it that is signed apart: a second can end between the two. */
const SIGNED = new Date();

async function listWith(emulator: Emulator, change: Record<string, string | undefined>, body = list.body) {
  const headers = { ...sign(emulator, list, { date: SIGNED }), ...change };
  const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  return send(emulator, { ...list, body, headers: sent as Record<string, string> });
}

function authorization(emulator: Emulator): string {
  return sign(emulator, list, { date: SIGNED }).Authorization ?? "";
}

describe("a request that is signed rightly", () => {
  test("by the vendor's client is answered, in the service's envelope", async () => {
    const emulator = await start();
    const answer = await vendorClient(emulator)("ListContacts", {});
    const { RequestId, ...rest } = answer.ResponseMetadata;
    expect(RequestId).toMatch(/^\d{14}[0-9A-F]{20}$/);
    expect(rest).toEqual({ Action: "ListContacts", Version: "2021-03-03", Service: "vmp", Region: "cn-beijing" });
    expect(answer.Result).toEqual({ Total: 0, Items: [] });
  });

  test("by the vendor's client with keys and a region of one's own is answered", async () => {
    const emulator = await start({ accessKey: "AKmine", secretKey: "SKmine", region: "ap-southeast-1" });
    const answer = await vendorClient(emulator)("ListContacts", {});
    expect(answer.ResponseMetadata).toMatchObject({ Region: "ap-southeast-1" });
    expect(answer.Result).toBeDefined();
  });

  test("by the vendor's Go SDK (requests recorded from version 1.1.35) passes", () => {
    const recorded = [
      ["ListContactGroups", "{}", "0820879ec6dc12f3f1c1c601d88b647596f761bcfb9f80ec2bf0f9509848f94f"],
      [
        "CreateContact",
        '{"Email":"user-demo@example.com","Name":"user-演示","Webhook":{"Address":"https://www.bytedance.com/","Token":"3KSxxx"}}',
        "2b32e528d36698a4ac339faf4c712d5cacdd8ed68665aac9389bac5edb55e066",
      ],
    ] as const;
    const hashes: Record<string, string> = {
      ListContactGroups: "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
      CreateContact: "2451345437d5006123519e8e1adab24274f2c1aa9fede58d85683a47138d3afa",
    };
    for (const [action, body, signature] of recorded) {
      const headers = {
        host: "127.0.0.1:18231",
        "content-type": "application/json; charset=utf-8",
        "x-content-sha256": hashes[action],
        "x-date": "20261123T040123Z",
        authorization:
          `HMAC-SHA256 Credential=${EXAMPLE_ACCESS_KEY}/20261123/cn-beijing/vmp/request, ` +
          `SignedHeaders=content-type;host;x-content-sha256;x-date, Signature=${signature}`,
      };
      const request = {
        method: "POST",
        target: `/?Action=${action}&Version=2021-03-03`,
        headers,
        body: Buffer.from(body),
      };
      const context = {
        service: "vmp",
        region: "cn-beijing",
        now: Date.UTC(2026, 10, 23, 4, 1, 23),
        findKey: () => ({ accessKeyId: EXAMPLE_ACCESS_KEY, secretKey: EXAMPLE_SECRET_KEY }),
      };
      expect(() => {
        verify(request, context);
      }).not.toThrow();
      expect(() => {
        verify({ ...request, headers: { ...headers, host: "127.0.0.1:18232" } }, context);
      }).toThrow(/signature/);
    }
  });

  test("over random bodies, queries and signed headers is answered as the vendor's Signer signs it", async () => {
    const emulator = await start();
    const odd = Array.from("azAZ09-_.~!'()*+/:;=?@#$,[] %\"<>|äé中文😀");
    const word = () => Array.from({ length: randomInt(1, 12) }, () => odd[randomInt(odd.length)]).join("");
    for (let i = 0; i < 200; i += 1) {
      const query = new URLSearchParams({ [`q${word()}`]: word(), Version: "2021-03-03", Action: "ListContacts" });
      const request = { target: `/?${query.toString()}`, body: JSON.stringify({ Nothing: word() }) };
      const extra = { "X-Extra": randomBytes(6).toString("base64"), Host: new URL(emulator.url).host };
      const answer = await send(emulator, { ...request, headers: sign(emulator, request, { extra }) });
      expect([request.target, answer.status]).toEqual([request.target, 200]);
    }
  });

  test.each([
    ["a lower-case algorithm", (auth: string) => auth.replace("HMAC-SHA256", "hmac-sha256")],
    ["an upper-case signature", (auth: string) => auth.replace(/[0-9a-f]+$/, (hex) => hex.toUpperCase())],
    ["upper-case names of signed headers", (auth: string) => auth.replace("x-date", "X-Date")],
    ["no blanks between the parts", (auth: string) => auth.replaceAll(", ", ",")],
  ])("is answered with %s", async (_, change) => {
    const emulator = await start();
    expect((await listWith(emulator, { Authorization: change(authorization(emulator)) })).status).toBe(200);
  });

  test("with no body and no X-Content-Sha256 is answered", async () => {
    const emulator = await start();
    const request = { target: list.target, body: "" };
    const headers = sign(emulator, request);
    expect(headers).not.toHaveProperty("X-Content-Sha256");
    expect((await send(emulator, { ...request, headers })).status).toBe(200);
  });

  test.each([14, -14])("with X-Date %d minutes off is answered", async (minutes) => {
    const emulator = await start();
    const headers = sign(emulator, list, { date: new Date(Date.now() + minutes * MINUTE) });
    expect((await send(emulator, { ...list, headers })).status).toBe(200);
  });
});

describe("a request is refused", () => {
  const cases: [string, number, string, number, (emulator: Emulator) => Promise<Awaited<ReturnType<typeof send>>>][] = [
    [
      "without Authorization",
      401,
      "MissingAuthenticationToken",
      100003,
      (e) => listWith(e, { Authorization: undefined }),
    ],
    ["with another algorithm", 400, "InvalidAuthorization", 100024, (e) => listWith(e, { Authorization: "Bearer x" })],
    [
      "without a credential",
      400,
      "MissingRequestInfo",
      100004,
      (e) => listWith(e, { Authorization: "HMAC-SHA256 SignedHeaders=x-date, Signature=00" }),
    ],
    [
      "with a credential scope of too few parts",
      400,
      "InvalidCredential",
      100025,
      (e) => listWith(e, { Authorization: authorization(e).replace("/vmp/request", "") }),
    ],
    [
      "without SignedHeaders",
      400,
      "MissingRequestInfo",
      100004,
      (e) => listWith(e, { Authorization: authorization(e).replace(/SignedHeaders=[^,]*, /, "") }),
    ],
    [
      "without a signature",
      401,
      "MissingSignature",
      100005,
      (e) => listWith(e, { Authorization: authorization(e).replace(/, Signature=.*/, "") }),
    ],
    ["without X-Date", 400, "MissingRequestInfo", 100004, (e) => listWith(e, { "X-Date": undefined })],
    ["with an X-Date that is no date", 400, "InvalidTimestamp", 100006, (e) => listWith(e, { "X-Date": "yesterday" })],
    [
      "with X-Date 16 minutes behind",
      400,
      "InvalidTimestamp",
      100006,
      (e) => send(e, { ...list, headers: sign(e, list, { date: new Date(Date.now() - 16 * MINUTE) }) }),
    ],
    [
      "with X-Date 16 minutes ahead",
      400,
      "InvalidTimestamp",
      100006,
      (e) => send(e, { ...list, headers: sign(e, list, { date: new Date(Date.now() + 16 * MINUTE) }) }),
    ],
    [
      "by an unknown key",
      401,
      "InvalidAccessKey",
      100009,
      (e) => send(e, { ...list, headers: sign(e, list, { accessKeyId: "AKLTunknown" }) }),
    ],
    [
      "by the wrong secret key",
      401,
      "SignatureDoesNotMatch",
      100010,
      (e) => send(e, { ...list, headers: sign(e, list, { secretKey: "wrong" }) }),
    ],
    [
      "for another service",
      404,
      "ServiceNotFound",
      100007,
      (e) => send(e, { ...list, headers: sign(e, list, { serviceName: "ecs" }) }),
    ],
    [
      "for another region",
      404,
      "ServiceNotFound",
      100007,
      (e) => send(e, { ...list, headers: sign(e, list, { region: "cn-shanghai" }) }),
    ],
    [
      "with a scope that names another region than was signed",
      401,
      "SignatureDoesNotMatch",
      100010,
      (e) => {
        const Authorization = sign(e, list, { region: "cn-shanghai" }).Authorization?.replace(
          "cn-shanghai",
          "cn-beijing",
        );
        return listWith(e, { Authorization });
      },
    ],
    ["with a changed body", 401, "SignatureDoesNotMatch", 100010, (e) => listWith(e, {}, '{"PageSize":20}')],
    [
      "with a changed body whose unsigned hash was changed along",
      401,
      "SignatureDoesNotMatch",
      100010,
      (e) => {
        const other = apiRequest("ListContacts", { PageSize: 20 });
        const hash = sign(e, other)["X-Content-Sha256"] ?? "";
        return listWith(e, { "X-Content-Sha256": hash }, other.body);
      },
    ],
    [
      "with a changed query",
      401,
      "SignatureDoesNotMatch",
      100010,
      (e) => send(e, { ...list, target: list.target.replace("List", "Get"), headers: sign(e, list) }),
    ],
    [
      "with a changed signed header",
      401,
      "SignatureDoesNotMatch",
      100010,
      (e) => {
        const headers = sign(e, list, { extra: { "X-Extra": "a" } });
        return send(e, { ...list, headers: { ...headers, "X-Extra": "b" } });
      },
    ],
    [
      "with X-Date not among the signed headers",
      401,
      "SignatureDoesNotMatch",
      100010,
      (e) => listWith(e, { Authorization: authorization(e).replace("x-content-sha256;x-date", "x-content-sha256") }),
    ],
    [
      "with X-Date of another day than the scope's",
      401,
      "SignatureDoesNotMatch",
      100010,
      (e) => listWith(e, { Authorization: authorization(e).replace(/\/\d{8}\//, "/20200101/") }),
    ],
    [
      "with a security token that the key does not have",
      401,
      "InvalidSecretToken",
      100026,
      (e) => send(e, { ...list, headers: sign(e, list, { sessionToken: "surplus" }) }),
    ],
  ];

  test.each(cases)("%s: %d %s", async (_, status, code, number, attempt) => {
    const emulator = await start();
    const answer = await attempt(emulator);
    expect(answer.status).toBe(status);
    const { ResponseMetadata, Result } = JSON.parse(answer.text) as ApiAnswer;
    expect(ResponseMetadata.Error).toMatchObject({ Code: code, CodeN: number });
    expect(ResponseMetadata).toMatchObject({ Version: "2021-03-03", Service: "vmp", Region: "cn-beijing" });
    expect(Result).toBeUndefined();
  });

  test.each([
    ["X-Date is not among the signed headers", "x-content-sha256;x-date", "x-content-sha256"],
    ["The credential scope's date is not that of X-Date", /\/\d{8}\//, "/20200101/"],
  ])("with the reason: %s", async (reason, part, replacement) => {
    const emulator = await start();
    const answer = await listWith(emulator, { Authorization: authorization(emulator).replace(part, replacement) });
    expect(answer.text).toContain(reason);
  });

  test("with the reason: X-Content-Sha256 is not the hash of the body", async () => {
    expect((await listWith(await start(), {}, '{"PageSize":20}')).text).toContain("X-Content-Sha256");
  });

  test("and nothing is done", async () => {
    const emulator = await start();
    const create = apiRequest("CreateContact", { Name: "oncall" });
    const answer = await send(emulator, { ...create, headers: sign(emulator, create, { secretKey: "wrong" }) });
    expect(codeOf(answer)).toBe("SignatureDoesNotMatch");
    expect(emulator.contacts()).toEqual([]);
  });
});
