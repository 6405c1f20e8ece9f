/**
 * Who signed a request, and for which region. Written from "Signature method" of the API reference, apart from the
 * client's signer and from the emulator.
 */
import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

const FORM =
  /^HMAC-SHA256 Credential=([^/\s]+)\/((\d{8})\/([^/]+)\/vmp\/request), *SignedHeaders=([a-z0-9;-]+), *Signature=([0-9a-f]{64})$/;
const QUARTER_OF_AN_HOUR = 15 * 60_000;

/** @returns the region of the credential scope, or the code that the gateway refuses the request with */
export function regionOf(
  { method = "", headers }: IncomingMessage,
  url: URL,
  body: Buffer,
  keys: { accessKey: string; secretKey: string },
): { region: string } | { refused: string } {
  const header = (name: string): string => String(headers[name] ?? "").trim();
  const [, keyId, scope = "", day, region = "", names = "", signature] = FORM.exec(header("authorization")) ?? [];
  if (keyId === undefined) return { refused: "InvalidAuthorization" };
  if (keyId !== keys.accessKey) return { refused: "InvalidAccessKey" };
  const date = header("x-date");
  const time = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!(Math.abs(time - Date.now()) < QUARTER_OF_AN_HOUR) || !date.startsWith(day ?? "?")) {
    return { refused: "InvalidTimestamp" };
  }
  const query = [...url.searchParams].map((pair) => pair.map(encodeURIComponent).join("=")).sort();
  const lines = names.split(";").map((name) => `${name}:${header(name).replace(/:(80|443)$/, "")}\n`);
  const canonical = [method, url.pathname, query.join("&"), lines.join(""), names, sha256(body)].join("\n");
  const key = scope.split("/").reduce<Buffer | string>((last, part) => hmac(last, part), keys.secretKey);
  const expected = hmac(key, ["HMAC-SHA256", date, scope, sha256(canonical)].join("\n")).toString("hex");
  const covers = ["x-date", "x-content-sha256"].every((name) => names.split(";").includes(name));
  const isWhole = covers && header("x-content-sha256") === sha256(body) && signature === expected;
  return isWhole ? { region } : { refused: "SignatureDoesNotMatch" };
}

function sha256(data: Buffer | string): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: Buffer | string, data: string): Buffer {
  return createHmac("sha256", key).update(data).digest();
}
