import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bytesToHex } from "@noble/hashes/utils";
import { Signer } from "@volcengine/openapi";
import fc from "fast-check";
import {
  canonicalHeaders,
  canonicalRequest,
  formatDate,
  hexHash,
  createSign,
  signHeaders,
  signingKey,
  stringToSign,
} from "../../../../provider/client/call/sign";

interface Vector {
  name: string;
  request: { method: string; query: Record<string, string>; headers: Record<string, string>; body: string };
  keys: { accessKey: string; secretKey: string; sessionToken?: string };
  date: string;
  region: string;
  service: string;
  canonicalRequest: string;
  stringToSign: string;
  signingKey: string;
  signature: string;
  authorization: string;
}

// Made by another implementation, in another language.
const vectors = JSON.parse(readFileSync(join(__dirname, "sign.vectors.json"), "utf8")) as Vector[];

describe.each(vectors)("vector: $name", (vector) => {
  const { request, keys, region, service } = vector;
  const date = new Date(vector.date);
  const scope = { day: formatDate(date).slice(0, 8), region, service };
  const headers = {
    ...request.headers,
    "X-Date": formatDate(date),
    "X-Content-Sha256": hexHash(request.body),
    ...(keys.sessionToken !== undefined && { "X-Security-Token": keys.sessionToken }),
  };

  test("the canonical request", () => {
    const canonical = canonicalHeaders(headers);
    expect(canonicalRequest(request, canonical, hexHash(request.body))).toBe(vector.canonicalRequest);
  });

  test("the string to sign", () => {
    expect(stringToSign(formatDate(date), scope, vector.canonicalRequest)).toBe(vector.stringToSign);
  });

  test("the signing key", () => {
    expect(bytesToHex(signingKey(keys.secretKey, scope))).toBe(vector.signingKey);
  });

  test("the signature", () => {
    expect(createSign()(keys.secretKey, scope, vector.stringToSign)).toBe(vector.signature);
  });

  test("the Authorization header", () => {
    const signed = signHeaders(request, keys, date, scope, createSign());
    expect(signed.Authorization).toBe(vector.authorization);
    expect(signed).toMatchObject({ "X-Date": formatDate(date), "X-Content-Sha256": hexHash(request.body) });
  });
});

// Both sides sign every header they are given, except that the vendor's leaves these out.
const UNSIGNED = ["authorization", "content-type", "content-length", "user-agent", "presigned-expires", "expect"];
const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,11}$/);
// No names that are numbers: JavaScript objects, and so the vendor's signer, put those first.
const text = fc.string({ unit: "grapheme", maxLength: 30 });
const headerValue = fc.stringMatching(/^[!-~][ -~]{0,30}$/);
const requests = fc.record({
  // The vendor hashes a body that is empty or only looks empty in another way.
  body: fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }),
  method: fc.constantFrom("GET", "POST", "PUT"),
  query: fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9.~*()'! _-]{0,12}$/), text, { maxKeys: 5 }),
  headers: fc
    .uniqueArray(fc.tuple(token, headerValue), { maxLength: 5, selector: ([name]) => name.toLowerCase() })
    .map((entries) => entries.filter(([name]) => !UNSIGNED.includes(name.toLowerCase()) && !/^x-/i.test(name))),
  host: fc.domain(),
  accessKey: fc.stringMatching(/^[A-Za-z0-9]{1,40}$/),
  secretKey: fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
  sessionToken: fc.option(fc.stringMatching(/^[!-~]{1,80}$/), { nil: undefined }),
  date: fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
  region: fc.constantFrom("cn-beijing", "cn-shanghai", "ap-southeast-1"),
  service: fc.constantFrom("vmp", "sts"),
});

test("500 random requests are signed as the vendor's own signer signs them", () => {
  fc.assert(
    fc.property(requests, ({ body, method, query, host, region, service, date, ...given }) => {
      const headers = { ...Object.fromEntries(given.headers), Host: host };
      const { accessKey, secretKey, sessionToken } = given;
      const oracle = { region, method, params: { ...query }, body, headers: { ...headers } as Record<string, string> };
      new Signer(oracle, service).addAuthorization(
        { accessKeyId: accessKey, secretKey, ...(sessionToken !== undefined && { sessionToken }) },
        date,
      );
      const keys = { accessKey, secretKey, sessionToken };
      const ours = signHeaders({ method, query, headers, body }, keys, date, { region, service }, createSign());
      expect(ours).toEqual(oracle.headers);
    }),
    { numRuns: 500 },
  );
});

test("every header that is given is signed, content-type too", () => {
  expect(canonicalHeaders({ "Content-Type": "application/json", Host: "h" }).names).toBe("content-type;host");
});

test("the remembered key follows each part of the scope and the secret", () => {
  const sign = createSign();
  const scope = { day: "20260101", region: "r", service: "s" };
  const cases: [string, typeof scope][] = [
    ["SK", scope],
    ["SK", { ...scope, day: "20260102" }],
    ["SK", { ...scope, region: "x" }],
    ["SK", { ...scope, service: "x" }],
    ["other", scope],
    ["SK", scope],
  ];
  for (const [secretKey, each] of cases) {
    expect(sign(secretKey, each, "text")).toBe(createSign()(secretKey, each, "text"));
  }
});
