/**
 * Temporary keys for the token of an identity provider: pipelines without stored keys.
 *
 * Source: AssumeRoleWithOIDC of Volcengine's STS reference, and the variables of the vendor's Go SDK. The call is not
 * signed.
 */
import { VmpError } from "../errors";
import { exchange } from "../call/exchange";
import { member, nonBlank } from "../json";
import type { Json } from "../types";
import { isLoopback, parseUrl, withScheme } from "../urls";
import { checked, type Link, type Loaded, type Needs, readExpiry } from "./link";
import { readTextFile } from "./text-file";

const ROLE = "VOLCENGINE_OIDC_ROLE_TRN";
const TOKEN_FILE = "VOLCENGINE_OIDC_TOKEN_FILE";
const ACTION = "AssumeRoleWithOIDC";
const DEFAULT_HOST = "sts.volcengineapi.com";
const DURATION_SECONDS = "3600";
const TIMEOUT_MS = 30_000;
const RETRIES = 3;

export function oidcLink(needs: Needs): Link {
  return { name: "OIDC", renewable: true, load: () => load(needs) };
}

async function load({ settings: { env }, ...surroundings }: Needs): Promise<Loaded> {
  const [role, file] = [nonBlank(env[ROLE]), nonBlank(env[TOKEN_FILE])];
  if (role === undefined && file === undefined) {
    return { missing: `${ROLE} and ${TOKEN_FILE} are not set`, notSetUp: true };
  }
  if (role === undefined) return { missing: `${ROLE} is not set, but ${TOKEN_FILE} is` };
  if (file === undefined) return { missing: `${TOKEN_FILE} is not set, but ${ROLE} is` };
  const url = endpoint(env.VOLCENGINE_OIDC_STS_ENDPOINT);
  if (url === undefined) {
    return { missing: "VOLCENGINE_OIDC_STS_ENDPOINT must be a host or an https URL" };
  }
  // Read anew each time: the pipeline replaces it before it runs out.
  const read = await readTextFile(file);
  if ("missing" in read) return { missing: read.missing };
  const { text: token } = read;
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
    return readKeys(result.Credentials);
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

function readKeys(credentials: Json | undefined): Loaded {
  const keys = {
    accessKey: member(credentials, "AccessKeyId"),
    secretKey: member(credentials, "SecretAccessKey"),
    sessionToken: member(credentials, "SessionToken"),
  };
  const loaded = checked(keys, readExpiry(member(credentials, "Expiration")));
  return "missing" in loaded ? { missing: `the answer of ${ACTION} ${loaded.missing}` } : loaded;
}
