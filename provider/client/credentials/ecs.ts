/**
 * The instance metadata service of an ECS machine that has a role.
 *
 * Observed (`ecs_role_provider.go` of the vendor's Go SDK): at http://100.96.0.96, a token from `/latest/api/token`
 * with the header `X-volc-ecs-metadata-token-ttl-seconds`, sent along as `X-volc-ecs-metadata-token`; the role from
 * VOLCENGINE_ECS_METADATA or the first that `/volcstack/latest/iam/security_credentials?type=user` lists; its keys from
 * `/volcstack/latest/iam/security_credentials/<role>`. The SDK's code asks for the token with GET, its documentation
 * says PUT, and older versions used none: each is tried. The date is `ExpiredTime` now, and was `Expiration`.
 *
 * VOLCENGINE_ECS_METADATA_ENDPOINT, of this package alone, puts a loopback URL in its place: for tests.
 */
import { member, nonBlank, parseJson } from "../../json";
import type { HttpResult } from "../call/transport";
import { isLoopback, parseUrl } from "../../urls";
import { siteOf, variableOf } from "../../settings/site";
import { checked, keysIn, type Link, type Loaded, type Needs, readExpiry } from "./link";

const ENDPOINT = "http://100.96.0.96";
const TOKEN_PATH = "/latest/api/token";
const KEYS_PATH = "/volcstack/latest/iam/security_credentials";
const TTL_SECONDS = "21600";
/** It is next door or nowhere. */
const TIMEOUT_MS = 1_500;

export function ecsLink(needs: Needs): Link {
  return { name: "the ECS metadata service", renewable: true, load: () => load(needs) };
}

async function load(needs: Needs): Promise<Loaded> {
  const { env, endpoint } = needs.settings;
  const site = siteOf(endpoint);
  const disabled = variableOf(site, "VOLCENGINE_ECS_METADATA_DISABLED");
  if (env[disabled]?.trim().toLowerCase() === "true") return { missing: `${disabled} is true`, notSetUp: true };
  return keysOfMachine(nonBlank(env[variableOf(site, "VOLCENGINE_ECS_METADATA")]), needs);
}

/** @param named the role; absent: the first that the machine has, if it has one */
export async function keysOfMachine(named: string | undefined, needs: Needs): Promise<Loaded> {
  const { env } = needs.settings;
  let role = named;
  const base = parseUrl(nonBlank(env.VOLCENGINE_ECS_METADATA_ENDPOINT) ?? ENDPOINT);
  if (base === undefined || (base.origin !== ENDPOINT && !isLoopback(base))) {
    return { missing: "VOLCENGINE_ECS_METADATA_ENDPOINT must be a URL of this machine" };
  }
  const ask = (method: "GET" | "PUT", path: string, headers: Record<string, string>): Promise<HttpResult> => {
    const request = { method, url: new URL(path, base), headers, direct: true };
    return needs.transport.send(request, TIMEOUT_MS, needs.signal);
  };

  const headers: Record<string, string> = {};
  for (const method of ["PUT", "GET"] as const) {
    const result = await ask(method, TOKEN_PATH, { "X-volc-ecs-metadata-token-ttl-seconds": TTL_SECONDS });
    if (result.kind === "failure") {
      return { missing: `no answer from ${base.origin}`, ...(role === undefined && { notSetUp: true }) };
    }
    const token = textOf(result);
    if (token !== undefined && /^[\x21-\x7e]+$/.test(token)) {
      headers["X-volc-ecs-metadata-token"] = token;
      break;
    }
  }

  if (role === undefined) {
    const roles = await ask("GET", `${KEYS_PATH}?type=user`, headers);
    role = firstRole(textOf(roles) ?? "");
    if (role === undefined) return { missing: `this machine has no role${statusOf(roles)}`, notSetUp: true };
  }
  const keys = await ask("GET", `${KEYS_PATH}/${encodeURIComponent(role)}`, headers);
  const text = textOf(keys);
  if (text === undefined) return { missing: `it gives no keys for the role "${role}"${statusOf(keys)}` };
  const answer = parseJson(text);
  const expires = readExpiry(member(answer, "ExpiredTime") ?? member(answer, "Expiration"));
  const loaded = checked(keysIn(answer), expires);
  return "missing" in loaded ? { missing: `the role "${role}" ${loaded.missing}` } : loaded;
}

/** A JSON list, or one name a line. */
function firstRole(text: string): string | undefined {
  const list = parseJson(text);
  const names: unknown[] = Array.isArray(list) ? list : text.split("\n");
  return names.map(nonBlank).find((name) => name !== undefined);
}

function textOf(result: HttpResult): string | undefined {
  return result.kind === "answer" && result.status === 200 ? nonBlank(result.body.toString()) : undefined;
}

function statusOf(result: HttpResult): string {
  return result.kind === "answer" ? ` (status ${result.status})` : ` (${result.reason})`;
}
