/**
 * Mode `console-login`: the person logged in to the console (`ve login`). The access token is itself temporary keys.
 *
 * Source: `console_login_provider.go` of the vendor's Go SDK.
 */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { siteOf, variableOf } from "../../../settings/site";
import { isObject, member, nonBlank, parseJson } from "../../../json";
import type { JsonObject } from "../../types";
import { isLoopback, parseUrl } from "../../../urls";
import { checked, got, type Loaded, type Needs, readExpiry } from "../link";
import type { Profile } from "../profile";
import { currentLogin, type Logins } from "./login";

export async function consoleLogin({ path, values }: Profile, needs: Needs, logins: Logins): Promise<Loaded> {
  const { env, endpoint } = needs.settings;
  const site = siteOf(endpoint);
  const session = nonBlank(member(values, "login-session"));
  if (session === undefined) return { missing: `has no login-session; run ${site.command} login` };
  const folder = nonBlank(env[variableOf(site, "VOLCENGINE_LOGIN_CACHE_DIRECTORY")]);
  const file = `${createHash("sha1").update(session).digest("hex")}.json`;
  const login = {
    path: join(folder ?? join(dirname(path), "login", "cache"), file),
    command: `${site.command} login`,
    expires: expiryOf,
    refresh: (cached: JsonObject, refreshToken: string) => {
      const url = parseUrl(nonBlank(member(cached, "endpoint_url")) ?? site.signIn);
      const client = nonBlank(member(cached, "client_id"));
      // The token must not cross a network in the clear.
      if (client === undefined || url === undefined || (url.protocol === "http:" && !isLoopback(url))) return undefined;
      const scope = nonBlank(member(cached, "scope"));
      const form = {
        grant_type: "refresh_token",
        client_id: client,
        refresh_token: refreshToken,
        ...(scope !== undefined && { scope }),
      };
      return {
        url: new URL(`${url.href.replace(/\/+$/, "")}/authorize/oauth/token`),
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(form).toString(),
      };
    },
  };
  const current = await currentLogin(login, needs, logins);
  if ("missing" in current) return got(current);
  const token = member(current.login, "access_token");
  const keys = isObject(token) ? token : parseJson(nonBlank(token) ?? "");
  const given = {
    accessKey: member(keys, "access_key_id"),
    secretKey: member(keys, "secret_access_key"),
    sessionToken: member(keys, "session_token"),
  };
  const loaded = checked(given, expiryOf(current.login));
  return got("missing" in loaded ? { missing: `${login.path} ${loaded.missing}` } : loaded);
}

function expiryOf(cached: JsonObject): number {
  return (readExpiry(member(cached, "issued_at")) ?? NaN) + Number(member(cached, "expires_in")) * 1000;
}
