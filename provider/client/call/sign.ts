/**
 * The signature of a call: HMAC-SHA256, "V4". Pure; date and keys are passed in.
 *
 * Source: "Signature method" of Volcengine's public API reference. Every header that is given is signed.
 */
import { hmac } from "@noble/hashes/hmac";
import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils";

export interface SigningKeys {
  accessKey: string;
  /** Secret. */
  secretKey: string;
  /** Secret; only with temporary keys. */
  sessionToken?: string | undefined;
}

export interface Signable {
  method: string;
  /** The path is always `/`. */
  query: Record<string, string>;
  headers: Record<string, string>;
  body: string;
}

/** What a signature holds good for: a day (`YYYYMMDD`, UTC), a region and a service. */
export interface Scope {
  day: string;
  region: string;
  service: string;
}

/** Signs a text with the key of a scope, and gives the signature in hex. */
export type Sign = (secretKey: string, scope: Scope, toSign: string) => string;

const ALGORITHM = "HMAC-SHA256";

/** `YYYYMMDDTHHMMSSZ`, UTC. */
export function formatDate(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** RFC 3986: only unreserved characters stay as they are. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function canonicalQuery(query: Record<string, string>): string {
  return Object.keys(query)
    .sort()
    .map((name) => `${percentEncode(name)}=${percentEncode(query[name] ?? "")}`)
    .join("&");
}

export interface CanonicalHeaders {
  /** `host;x-date` */
  names: string;
  /** Each with its line break. */
  lines: string;
}

/** Header names in lower case and sorted, values trimmed, runs of blanks made one. */
export function canonicalHeaders(headers: Record<string, string>): CanonicalHeaders {
  const entries = Object.entries(headers)
    .map(([name, value]): [string, string] => [name.toLowerCase(), value.replace(/\s+/g, " ").trim()])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    names: entries.map(([name]) => name).join(";"),
    lines: entries.map(([name, value]) => `${name}:${value}\n`).join(""),
  };
}

/** @param bodyHash lower-case hex SHA-256 of the body */
export function canonicalRequest(
  { method, query }: Pick<Signable, "method" | "query">,
  { names, lines }: CanonicalHeaders,
  bodyHash: string,
): string {
  return [method, "/", canonicalQuery(query), lines, names, bodyHash].join("\n");
}

export function credentialScope({ day, region, service }: Scope): string {
  return `${day}/${region}/${service}/request`;
}

/** @param xDate as `formatDate` writes it */
export function stringToSign(xDate: string, scope: Scope, request: string): string {
  return [ALGORITHM, xDate, credentialScope(scope), hexHash(request)].join("\n");
}

export function signingKey(secretKey: string, { day, region, service }: Scope): Uint8Array {
  return [day, region, service, "request"].reduce(
    (key, part) => hmac(sha256, key, utf8ToBytes(part)),
    utf8ToBytes(secretKey),
  );
}

/** Signs, and remembers the latest key: it is the same for all calls of a day, and half the work of a call. */
export function createSign(): Sign {
  let latest: { secretKey: string; scope: string; prepared: ReturnType<typeof hmac.create> } | undefined;
  return (secretKey, scope, toSign) => {
    const text = credentialScope(scope);
    if (latest?.secretKey !== secretKey || latest.scope !== text) {
      latest = { secretKey, scope: text, prepared: hmac.create(sha256, signingKey(secretKey, scope)) };
    }
    return bytesToHex(latest.prepared.clone().update(utf8ToBytes(toSign)).digest());
  };
}

export function authorization(accessKey: string, scope: Scope, names: string, signed: string): string {
  return `${ALGORITHM} Credential=${accessKey}/${credentialScope(scope)}, SignedHeaders=${names}, Signature=${signed}`;
}

export function hexHash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The headers of a request together with `X-Date`, `X-Content-Sha256`, `X-Security-Token` and `Authorization`. */
export function signHeaders(
  request: Signable,
  keys: SigningKeys,
  date: Date,
  { region, service }: Omit<Scope, "day">,
  sign: Sign,
): Record<string, string> {
  const xDate = formatDate(date);
  const scope = { day: xDate.slice(0, 8), region, service };
  const bodyHash = hexHash(request.body);
  const headers = {
    ...request.headers,
    "X-Date": xDate,
    "X-Content-Sha256": bodyHash,
    ...(keys.sessionToken !== undefined && { "X-Security-Token": keys.sessionToken }),
  };
  const canonical = canonicalHeaders(headers);
  const toSign = stringToSign(xDate, scope, canonicalRequest(request, canonical, bodyHash));
  const signed = sign(keys.secretKey, scope, toSign);
  return { ...headers, Authorization: authorization(keys.accessKey, scope, canonical.names, signed) };
}
