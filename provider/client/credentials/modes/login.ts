/**
 * A login that a person made with the vendor's CLI, from its cache, and how it is refreshed: by a token, at an OAuth
 * service (RFC 6749, section 6). What a refresh gives is kept in memory alone. As it can make the token of the cache
 * void, the latest login is tried first, and then the cache's: the person may have logged in anew.
 */
import { isObject, member, nonBlank, parseJson } from "../../../json";
import type { JsonObject } from "../../types";
import { foreign } from "../../../text/foreign";
import type { HttpRequest } from "../../call/transport";
import type { Missing, Needs } from "../link";
import { readTextFile } from "../text-file";

/** Renewed that much before it runs out. */
const EARLY_MS = 60_000;
const TIMEOUT_MS = 30_000;

/** The latest login of each cache file, as its refresh gave it. */
export type Logins = Map<string, JsonObject>;

export interface Login {
  /** The cache file. */
  path: string;
  /** What the person runs to log in anew. */
  command: string;
  /** When it runs out, in milliseconds since 1970; NaN: not known, so it has. */
  expires(cached: JsonObject): number;
  /** What a refresh is asked for; `undefined`: the cache lacks something for it. */
  refresh(cached: JsonObject, refreshToken: string): Pick<HttpRequest, "url" | "headers" | "body"> | undefined;
}

interface Current {
  login: JsonObject;
}

/** @returns the content of the cache file, with a token that is good now */
export async function currentLogin(login: Login, needs: Needs, logins: Logins): Promise<Current | Missing> {
  const { path, command } = login;
  const read = readTextFile(path);
  const cached = "missing" in read ? undefined : parseJson(read.text);
  const again = `; run ${command}`;
  if ("missing" in read) return { missing: `${read.missing}${again}` };
  if (!isObject(cached)) return { missing: `${path}: it is not a JSON object${again}` };
  const latest = logins.get(path);
  let refused = "";
  for (const each of latest === undefined ? [cached] : [latest, cached]) {
    if (login.expires(each) - needs.clock.now() > EARLY_MS) return { login: each };
    const refreshed = await refresh(login, each, needs);
    if ("login" in refreshed) {
      logins.set(path, refreshed.login);
      return refreshed;
    }
    refused = refreshed.missing;
  }
  return { missing: `${path}: the login ran out, and was not renewed (${refused})${again}` };
}

async function refresh(login: Login, cached: JsonObject, needs: Needs): Promise<Current | Missing> {
  const token = nonBlank(member(cached, "refresh_token"));
  const request = token === undefined ? undefined : login.refresh(cached, token);
  if (request === undefined) return { missing: "there is nothing to renew it with" };
  const sent = await needs.transport.send({ ...request, method: "POST" }, TIMEOUT_MS, needs.signal);
  if (sent.kind === "failure") return { missing: `no answer from ${request.url.host}` };
  const answer = parseJson(sent.body.toString());
  const [accessToken, seconds] = [member(answer, "access_token"), member(answer, "expires_in")];
  if (sent.status !== 200 || accessToken === undefined || !(Number(seconds) > 0)) {
    const error = nonBlank(member(answer, "error"));
    return { missing: `${error === undefined ? "" : `${foreign(error, [token ?? ""])}, `}status ${sent.status}` };
  }
  const now = needs.clock.now();
  const renewed = {
    access_token: accessToken,
    refresh_token: nonBlank(member(answer, "refresh_token")) ?? token ?? "",
    issued_at: new Date(now).toISOString(),
    expires_in: Number(seconds),
    expires_at: new Date(now + Number(seconds) * 1000).toISOString(),
  };
  return { login: { ...cached, ...renewed } };
}
