/** What is done many times over: signing one call, checking one contact, and comparing one with its state. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { Signer } from "@volcengine/openapi";
import { createSign, signHeaders } from "../../../provider/client/call/sign";
import { contacts } from "../contacts";

export const CASES = ["sign", "sign, vendor", "check", "diff"] as const;
export type Case = (typeof CASES)[number];

type Provider = typeof import("../../../provider");

const KEYS = { accessKey: "AKLTbenchmark", secretKey: "benchmark-secret-key" };
const SCOPE = { region: "cn-beijing", service: "vmp" };
const QUERY = { Action: "CreateContact", Version: "2021-03-03" };
// The vendor's signer leaves Content-Type out, so it is left out for both.
const HEADERS = { Host: "open.volcengineapi.com" };
const [FIRST = {}] = contacts(1, 1);
const [CHANGED = {}] = contacts(1, 2);

/**
 * The cases, each to be called again and again.
 *
 * @param folder where the packed package is installed
 */
export function load(folder: string): Record<Case, () => unknown> {
  const { ours, vendor } = signers();
  const { contact } = createRequire(join(folder, "package.json"))("pulumi-vmp/provider") as Provider;
  const body = JSON.stringify(FIRST);
  const date = new Date("2026-01-01T00:00:00Z");
  return {
    sign: () => ours(body, date),
    "sign, vendor": () => vendor(body, date),
    check: () => contact.check?.({}, { ...FIRST }),
    diff: () => contact.diff?.("id", FIRST, CHANGED),
  };
}

/** How many requests get the same headers from both signers; throws when one does not. */
export function compare(): number {
  const { ours, vendor } = signers();
  const bodies = ["{}", "名字", ...contacts(48, 1).map((contact) => JSON.stringify(contact))];
  for (const [index, body] of bodies.entries()) {
    const date = new Date(Date.UTC(2026, index % 12, 1 + (index % 28), index % 24));
    const [signed, expected] = [ours(body, date), vendor(body, date)].map((headers) =>
      JSON.stringify(Object.entries(headers).sort()),
    );
    if (signed !== expected) throw new Error(`Other headers than the vendor's: ${signed ?? ""} for ${expected ?? ""}`);
  }
  return bodies.length;
}

type Signing = (body: string, date: Date) => Record<string, string>;

function signers(): { ours: Signing; vendor: Signing } {
  const sign = createSign();
  return {
    ours: (body, date) =>
      signHeaders({ method: "POST", query: QUERY, headers: HEADERS, body }, KEYS, date, SCOPE, sign),
    vendor: (body, date) => {
      const headers: Record<string, string> = { ...HEADERS };
      const request = { region: SCOPE.region, method: "POST", params: { ...QUERY }, body, headers };
      const { accessKey, secretKey } = KEYS;
      new Signer(request, SCOPE.service).addAuthorization({ accessKeyId: accessKey, secretKey }, date);
      return headers;
    },
  };
}
