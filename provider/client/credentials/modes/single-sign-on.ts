/**
 * Mode `sso`: the person logged in at an identity provider (`ve sso login`), and the portal gives keys of a role.
 *
 * Source: `sso_provider.go`, `oauth_client.go` and `portal_client.go` of the vendor's Go SDK.
 */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { siteOf } from "../../../settings/site";
import { exchange } from "../../call/exchange";
import { VmpError } from "../../errors";
import { member, nonBlank } from "../../../json";
import type { JsonObject } from "../../types";
import { checked, got, keysIn, type Loaded, type Needs, readExpiry } from "../link";
import type { Profile } from "../profile";
import { expiryOf, keysInFile } from "./keys-in-file";
import { currentLogin, type Logins } from "./login";

const ACTION = "GetRoleCredentials";
const TIMEOUT_MS = 30_000;
const RETRIES = 3;

export async function singleSignOn(profile: Profile, needs: Needs, logins: Logins): Promise<Loaded> {
  const { path, file, values } = profile;
  // What the CLI got before, while it is good.
  if (expiryOf(member(values, "sts-expiration")) !== undefined) {
    const keys = keysInFile(profile, needs);
    if (!("missing" in keys)) return keys;
  }
  const site = siteOf(needs.settings.endpoint);
  const [name, account, role] = ["sso-session-name", "account-id", "role-name"].map((key) =>
    nonBlank(member(values, key)),
  );
  if (name === undefined || account === undefined || role === undefined) {
    return { missing: "has no sso-session-name, no account-id or no role-name" };
  }
  const session = member(member(file, "sso-session"), name);
  const start = nonBlank(member(session, "start-url"));
  if (start === undefined) return { missing: `is of an sso-session without a start-url: "${name}"` };
  const region = nonBlank(member(session, "region")) ?? nonBlank(member(values, "region")) ?? "cn-beijing";
  if (!/^[a-z0-9-]{1,64}$/.test(region)) return { missing: `is of an sso-session whose region is none` };
  const login = {
    path: join(dirname(path), "sso", "cache", `${cacheName(start, name)}.json`),
    command: `${site.command} sso login`,
    expires: (cached: JsonObject) => readExpiry(member(cached, "expires_at")) ?? NaN,
    refresh: (cached: JsonObject, refreshToken: string) => {
      const [client, secret] = ["client_id", "client_secret"].map((key) => nonBlank(member(cached, key)));
      if (client === undefined || secret === undefined) return undefined;
      const body = {
        grant_type: "refresh_token",
        client_id: client,
        client_secret: secret,
        refresh_token: refreshToken,
      };
      return {
        url: new URL("/token", site.oauth(region)),
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      };
    },
  };
  const current = await currentLogin(login, needs, logins);
  if ("missing" in current) return got(current);
  const token = nonBlank(member(current.login, "access_token"));
  if (token === undefined) return got({ missing: `${login.path} has no token; run ${login.command}` });
  const url = new URL("/federation/credentials", site.portal(region));
  url.search = new URLSearchParams({ account_id: account, role_name: role }).toString();
  return got(await roleCredentials(url, token, needs, `Run ${login.command}, and check the account and the role.`));
}

async function roleCredentials(url: URL, token: string, needs: Needs, next: string): Promise<Loaded> {
  const headers = { Accept: "application/json", "x-bd-cloudidentity-bearer-token": token };
  const prepared = { request: { method: "GET" as const, url, headers }, secrets: [token] };
  const call = { action: ACTION, task: ACTION, repeatable: true, next, timeoutMs: TIMEOUT_MS, maxRetries: RETRIES };
  try {
    const result = await exchange({ ...call, prepare: () => Promise.resolve(prepared) }, needs);
    const given = member(result, "RoleCredentials");
    const { sessionToken = member(given, "sessionToken"), ...keys } = keysIn(given);
    const expires = expiryOf(member(given, "Expiration"));
    const loaded = checked({ ...keys, sessionToken }, Number.isNaN(expires) ? undefined : expires);
    return "missing" in loaded ? { missing: `the answer of ${ACTION} ${loaded.missing}` } : loaded;
  } catch (error) {
    if (error instanceof VmpError) return { missing: error.message };
    throw error;
  }
}

/** As the CLI, which is written in Go, names the file: the JSON of Go has these characters escaped. */
function cacheName(startUrl: string, sessionName: string): string {
  const json = JSON.stringify({ start_url: startUrl, session_name: sessionName });
  const asInGo = json.replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return createHash("sha1").update(asInGo).digest("hex");
}
