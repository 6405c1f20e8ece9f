/**
 * Checks a request's signature, from "Call method > Signature method" of the API reference (HMAC-SHA256).
 * Written apart from the client's signer, on purpose: each is the other's check.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { gatewayError, INVALID_TOKEN_CODE } from "./errors";
import type { AccessKey } from "./sts";

/** How far X-Date may be from the server's clock, in ms. */
export const MAX_CLOCK_DIFFERENCE_MS = 15 * 60 * 1000;

const ALGORITHM = "HMAC-SHA256";

/** What the signature covers. */
export interface SignedRequest {
  method: string;
  /** The path and query as they came: `/?Action=…`. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What the server knows when it checks. */
export interface VerifyContext {
  service: string;
  region: string;
  /** The server's clock, in ms since 1970. */
  now: number;
  /** The key with that id, or undefined. */
  findKey(accessKeyId: string): AccessKey | undefined;
}

/** Returns the key when the request is signed by one that is known and valid. Throws the gateway's error otherwise. */
export function verify(request: SignedRequest, context: VerifyContext): AccessKey {
  const auth = parseAuthorization(header(request, "authorization"));
  const xDate = header(request, "x-date");
  if (xDate === "") throw gatewayError("MissingRequestInfo", "The request is missing X-Date information.");
  checkDate(xDate, context.now);

  const key = context.findKey(auth.accessKeyId);
  if (key === undefined) {
    throw gatewayError("InvalidAccessKey", `The accesskey [${auth.accessKeyId}] included in the request is invalid.`);
  }
  if (auth.service !== context.service) {
    throw gatewayError("ServiceNotFound", `This service[${auth.service}] not found.`);
  }
  if (auth.region !== context.region) {
    throw gatewayError("ServiceNotFound", `This service[${auth.service}] not found in region ${auth.region}.`);
  }
  if (!auth.signedHeaders.includes("x-date")) {
    throw gatewayError("SignatureDoesNotMatch", "X-Date is not among the signed headers.");
  }
  if (auth.date !== xDate.slice(0, 8)) {
    throw gatewayError("SignatureDoesNotMatch", "The credential scope's date is not that of X-Date.");
  }
  const hash = sha256(request.body);
  const claimedHash = header(request, "x-content-sha256");
  if (claimedHash !== "" && claimedHash.toLowerCase() !== hash) {
    throw gatewayError("SignatureDoesNotMatch", "X-Content-Sha256 is not the hash of the body.");
  }
  if (!equal(auth.signature, signature(request, auth, xDate, hash, key.secretKey))) {
    throw gatewayError("SignatureDoesNotMatch");
  }
  checkToken(header(request, "x-security-token"), key, context.now);
  return key;
}

interface Authorization {
  accessKeyId: string;
  /** `YYYYMMDD`, as in the credential scope. */
  date: string;
  region: string;
  service: string;
  /** Lower-case names, sorted. */
  signedHeaders: string[];
  /** Lower-case hex. */
  signature: string;
}

function parseAuthorization(value: string): Authorization {
  if (value === "") throw gatewayError("MissingAuthenticationToken");
  const [algorithm, rest] = splitOnce(value, " ");
  if (algorithm.toUpperCase() !== ALGORITHM) throw gatewayError("InvalidAuthorization");
  const parts = new Map(rest.split(",").map((part) => splitOnce(part.trim(), "=")));

  const credential = parts.get("Credential")?.split("/") ?? [];
  if (credential.length === 1 || parts.get("Credential") === undefined) {
    throw gatewayError("MissingRequestInfo", "The request is missing Credential information.");
  }
  const [accessKeyId = "", date = "", region = "", service = "", terminator] = credential;
  if (credential.length !== 5 || terminator !== "request") throw gatewayError("InvalidCredential");

  const names = parts.get("SignedHeaders");
  if (!names) throw gatewayError("MissingRequestInfo", "The request is missing SignedHeaders information.");
  const signed = parts.get("Signature");
  if (!signed) throw gatewayError("MissingSignature");
  const signedHeaders = names.toLowerCase().split(";").sort();
  return { accessKeyId, date, region, service, signedHeaders, signature: signed.toLowerCase() };
}

function checkDate(xDate: string, now: number): void {
  const iso = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(xDate)?.slice(1);
  const [year, month, day, hour, minute, second] = iso ?? [];
  const time = Date.parse(`${year ?? ""}-${month ?? ""}-${day ?? ""}T${hour ?? ""}:${minute ?? ""}:${second ?? ""}Z`);
  if (Number.isNaN(time)) throw gatewayError("InvalidTimestamp", "X-Date is not of the form YYYYMMDDTHHMMSSZ.");
  if (Math.abs(time - now) > MAX_CLOCK_DIFFERENCE_MS) throw gatewayError("InvalidTimestamp");
}

function checkToken(token: string, key: AccessKey, now: number): void {
  if (token !== (key.sessionToken ?? "")) {
    throw gatewayError(INVALID_TOKEN_CODE, "The security token included in the request is invalid.");
  }
  if (key.expires !== undefined && now >= key.expires) {
    throw gatewayError(INVALID_TOKEN_CODE, "The security token included in the request is expired.");
  }
}

function signature(request: SignedRequest, auth: Authorization, xDate: string, bodyHash: string, secretKey: string) {
  const [path, query] = splitOnce(request.target, "?");
  const canonicalRequest = [
    request.method,
    path === "" ? "/" : path,
    canonicalQuery(query),
    ...auth.signedHeaders.map((name) => `${name}:${signedValue(request, name)}`),
    "",
    auth.signedHeaders.join(";"),
    bodyHash,
  ].join("\n");
  const scope = [auth.date, auth.region, auth.service, "request"].join("/");
  const stringToSign = [ALGORITHM, xDate, scope, sha256(canonicalRequest)].join("\n");
  const signingKey = scope.split("/").reduce<string | Buffer>((chained, part) => hmac(chained, part), secretKey);
  return hmac(signingKey, stringToSign).toString("hex");
}

/** The query decoded, sorted by key and then value, and encoded again as RFC 3986 has it. */
function canonicalQuery(query: string): string {
  const byKeyThenValue = ([a, x]: [string, string], [b, y]: [string, string]) => order(a, b) || order(x, y);
  return [...new URLSearchParams(query)]
    .sort(byKeyThenValue)
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .join("&");
}

/** A header's value as it is signed: trimmed, and of Host without the two usual ports, as the official SDKs do it. */
function signedValue(request: SignedRequest, name: string): string {
  const value = header(request, name).trim();
  return name === "host" ? value.replace(/:(80|443)$/, "") : value;
}

function header(request: SignedRequest, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : (value ?? "");
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
