/**
 * The security token service: temporary keys of a role, for keys or for the token of an identity provider, and whose
 * keys some are.
 *
 * Source: AssumeRole, AssumeRoleWithOIDC (which is not signed) and GetCallerIdentity of Volcengine's STS reference,
 * version 2018-01-01.
 */
import type { OidcRole, Role } from "../../settings/roles";
import { siteOf, variableOf } from "../../settings/site";
import { exchange } from "../call/exchange";
import { canonicalQuery, createSign, signHeaders, type SigningKeys } from "../call/sign";
import type { HttpRequest } from "../call/transport";
import { VmpError } from "../errors";
import { member, nonBlank } from "../../json";
import type { JsonObject } from "../types";
import { hostHeader, isLoopback, parseUrl, withScheme } from "../../urls";
import { checked, keysIn, type Loaded, type Missing, type Needs, readExpiry } from "./link";

const VERSION = "2018-01-01";
const SERVICE = "sts";
const TIMEOUT_MS = 30_000;
const RETRIES = 3;
const DEFAULT_SECONDS = 3600;
const DEFAULT_SESSION = "pulumi-vmp";

/** @param endpoints the variables that can name another service, the first that is set counts */
export async function assumeRoleWithOidc(role: OidcRole, needs: Needs, endpoints: string[] = []): Promise<Loaded> {
  const url = endpoint(needs, endpoints);
  if ("missing" in url) return url;
  const action = "AssumeRoleWithOIDC";
  url.search = new URLSearchParams({ Action: action, Version: VERSION }).toString();
  const request = {
    method: "POST" as const,
    url,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...parameters(role), OIDCToken: role.token }).toString(),
  };
  const next = "Check the role, and that it trusts the issuer of the token.";
  return readKeys(action, await ask({ action, next, secrets: [role.token], request: () => request }, needs));
}

/** With keys that may assume the role. */
export async function assumeRole(role: Role, keys: SigningKeys, needs: Needs): Promise<Loaded> {
  const next = "Check the role, and that it trusts whose keys these are.";
  return readKeys("AssumeRole", await askSigned("AssumeRole", parameters(role), keys, next, needs));
}

export interface Identity {
  account?: string;
  /** Such as `trn:iam::2100000000:user/alice`. */
  trn?: string;
}

/** Whose keys they are. */
export async function callerIdentity(keys: SigningKeys, needs: Needs): Promise<Identity | Missing> {
  const result = await askSigned("GetCallerIdentity", {}, keys, undefined, needs);
  if ("missing" in result) return result;
  const id = member(result.result, "AccountId");
  const [account, trn] = [typeof id === "number" ? String(id) : nonBlank(id), nonBlank(member(result.result, "Trn"))];
  return { ...(account !== undefined && { account }), ...(trn !== undefined && { trn }) };
}

function parameters({ trn, sessionName, durationSeconds, policy }: Role): Record<string, string> {
  return {
    RoleTrn: trn,
    RoleSessionName: sessionName ?? DEFAULT_SESSION,
    DurationSeconds: String(durationSeconds ?? DEFAULT_SECONDS),
    ...(policy !== undefined && { Policy: policy }),
  };
}

function endpoint({ settings }: Needs, variables: string[] = []): URL | Missing {
  const site = siteOf(settings.endpoint);
  const names = [...variables, "VOLCENGINE_STS_ENDPOINT"].map((name) => variableOf(site, name));
  const set = names.find((name) => nonBlank(settings.env[name]) !== undefined);
  const url = parseUrl(withScheme(nonBlank(settings.env[set ?? ""]) ?? site.sts, "https"));
  // A token must not cross a network in the clear.
  if (url && (url.protocol === "https:" || isLoopback(url))) return new URL("/", url);
  return { missing: `${set ?? "the endpoint"} must be a host or an https URL` };
}

/** @param next what to do when it is refused; default: what the code says */
async function askSigned(
  action: string,
  asked: Record<string, string>,
  keys: SigningKeys,
  next: string | undefined,
  needs: Needs,
): Promise<Result | Missing> {
  const url = endpoint(needs);
  if ("missing" in url) return url;
  const query = { Action: action, Version: VERSION, ...asked };
  url.search = canonicalQuery(query);
  const unsigned = { method: "GET" as const, query, headers: { Host: hostHeader(url) }, body: "" };
  const scope = { region: needs.settings.region, service: SERVICE };
  const sign = createSign();
  const request = (): HttpRequest => {
    const headers = signHeaders(unsigned, keys, new Date(needs.clock.now()), scope, sign);
    return { method: "GET", url, headers: { ...headers, "User-Agent": "pulumi-vmp" } };
  };
  return ask({ action, next, secrets: [keys.secretKey, keys.sessionToken ?? ""], request }, needs);
}

interface Asked {
  action: string;
  next: string | undefined;
  secrets: string[];
  request: () => HttpRequest;
}

interface Result {
  result: JsonObject;
}

async function ask({ action, next, secrets, request }: Asked, needs: Needs): Promise<Result | Missing> {
  const prepare = (): Promise<{ request: HttpRequest; secrets: string[] }> =>
    Promise.resolve({ request: request(), secrets });
  const limits = { repeatable: true, timeoutMs: TIMEOUT_MS, maxRetries: RETRIES };
  try {
    return {
      result: await exchange({ action, task: action, ...(next !== undefined && { next }), ...limits, prepare }, needs),
    };
  } catch (error) {
    if (error instanceof VmpError) return { missing: error.message };
    throw error;
  }
}

function readKeys(action: string, asked: Result | Missing): Loaded {
  if ("missing" in asked) return asked;
  const credentials = member(asked.result, "Credentials");
  const expires = readExpiry(member(credentials, "Expiration") ?? member(credentials, "ExpiredTime"));
  const loaded = checked(keysIn(credentials), expires);
  return "missing" in loaded ? { missing: `the answer of ${action} ${loaded.missing}` } : loaded;
}
