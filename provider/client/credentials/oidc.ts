/**
 * Temporary keys for the token of an identity provider: pipelines without stored keys.
 *
 * Source: AssumeRoleWithOIDC of Volcengine's STS reference, and the variables of the vendor's Go SDK. The call is not signed.
 */
import { readFile } from "node:fs/promises";
import { VmpError } from "../errors";
import { exchange } from "../call/exchange";
import { member, nonBlank } from "../json";
import type { Json } from "../types";
import { isLoopback, parseUrl, withScheme } from "../urls";
import { checked, fileProblem, type Link, type Loaded, type Needs, readExpiry } from "./link";

const ACTION = "AssumeRoleWithOIDC";
const DEFAULT_HOST = "sts.volcengineapi.com";
const DURATION_SECONDS = "3600";
const TIMEOUT_MS = 30_000;
const RETRIES = 3;

export function oidcLink(needs: Needs): Link {
  return { name: "OIDC", renewable: true, load: () => load(needs) };
}

async function load({ settings: { env }, ...surroundings }: Needs): Promise<Loaded> {
  const role = nonBlank(env.VOLCENGINE_OIDC_ROLE_TRN);
  const file = nonBlank(env.VOLCENGINE_OIDC_TOKEN_FILE);
  if (role === undefined || file === undefined) {
    return { missing: "VOLCENGINE_OIDC_ROLE_TRN and VOLCENGINE_OIDC_TOKEN_FILE are not both set" };
  }
  const url = endpoint(env.VOLCENGINE_OIDC_STS_ENDPOINT);
  if (url === undefined) {
    return { missing: "VOLCENGINE_OIDC_STS_ENDPOINT must be a host or an https URL" };
  }
  let token: string;
  try {
    // Read anew each time: the pipeline replaces it before it runs out.
    token = (await readFile(file, "utf8")).trim();
  } catch (error) {
    return { missing: fileProblem(file, error) };
  }
  const policy = nonBlank(env.VOLCENGINE_OIDC_ROLE_POLICY);
  const form = new URLSearchParams({
    RoleTrn: role,
    OIDCToken: token,
    RoleSessionName: nonBlank(env.VOLCENGINE_OIDC_ROLE_SESSION_NAME) ?? "pulumi-vmp",
    DurationSeconds: DURATION_SECONDS,
    ...(policy !== undefined && { Policy: policy }),
  });
  try {
    const result = await exchange(
      {
        action: ACTION,
        task: ACTION,
        repeatable: true,
        next: "Check the role, and that it trusts the issuer of the token.",
        timeoutMs: TIMEOUT_MS,
        maxRetries: RETRIES,
        prepare: () => Promise.resolve({ request: request(url, form.toString()), secrets: [token] }),
      },
      surroundings,
    );
    return read(result.Credentials);
  } catch (error) {
    if (error instanceof VmpError) return { missing: error.message };
    throw error;
  }
}

function endpoint(hostOrUrl: string | undefined): URL | undefined {
  const url = parseUrl(withScheme(nonBlank(hostOrUrl) ?? DEFAULT_HOST, "https"));
  // The token must not cross a network in the clear.
  const safe = url && (url.protocol === "https:" || isLoopback(url));
  return safe ? new URL(`/?Action=${ACTION}&Version=2018-01-01`, url) : undefined;
}

function request(url: URL, body: string): { method: "POST"; url: URL; headers: Record<string, string>; body: string } {
  return { method: "POST", url, headers: { "Content-Type": "application/x-www-form-urlencoded" }, body };
}

function read(credentials: Json | undefined): Loaded {
  const keys = {
    accessKey: member(credentials, "AccessKeyId"),
    secretKey: member(credentials, "SecretAccessKey"),
    sessionToken: member(credentials, "SessionToken"),
  };
  const loaded = checked(keys, readExpiry(member(credentials, "Expiration")));
  return "missing" in loaded ? { missing: `the answer of ${ACTION} ${loaded.missing}` } : loaded;
}
