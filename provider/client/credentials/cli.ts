/**
 * The file of the vendor's CLI, `~/.volcengine/config.json`, and its profiles.
 *
 * Source: `clicreds` of the vendor's Go SDK. Only the profiles that hold their keys in the file can be used.
 */
import { homedir } from "node:os";
import { join } from "node:path";
import { isObject, member, nonBlank, parseJson } from "../json";
import type { Json } from "../types";
import { checked, type Link, type Loaded, type Needs } from "./link";
import { readTextFile } from "./text-file";

/** Modes of which it is known what they are, but whose keys are not in the file. */
const OTHER_MODES = ["sso", "ramrolearn", "oidc", "ecsrole", "console-login"];
const SECONDS_UNTIL_YEAR_5138 = 100_000_000_000;

export function cliLink(needs: Needs): Link {
  return { name: "the file of the vendor's CLI", renewable: true, load: () => load(needs) };
}

async function load({ settings, clock }: Needs): Promise<Loaded> {
  const { env } = settings;
  const home = env.HOME ?? env.USERPROFILE ?? homedir();
  const named = nonBlank(env.VOLCENGINE_CLI_CONFIG_FILE);
  const path = named ?? join(home, ".volcengine", "config.json");
  const asked = settings.profile ?? nonBlank(env.VOLCENGINE_PROFILE);
  const read = await readTextFile(path);
  if ("missing" in read) {
    const { missing, isThere } = read;
    return { missing, ...(!isThere && !named && !asked && { notSetUp: true }) };
  }
  const file = parseJson(read.text);
  if (!isObject(file)) return { missing: `${path}: it is not a JSON object` };

  const chosen = asked ?? nonBlank(member(file, "current"));
  const name = chosen ?? "default";
  const profile = member(member(file, "profiles"), name);
  if (!isObject(profile)) {
    return { missing: `${path}: there is no profile "${name}"`, ...(!chosen && !named && { notSetUp: true }) };
  }
  const mode = (nonBlank(member(profile, "mode")) ?? "ak").toLowerCase();
  if (mode !== "ak") {
    const kind = OTHER_MODES.includes(mode) ? "which is not supported here" : "which is not known";
    return { missing: `${path}: profile "${name}" is of mode "${mode}", ${kind}; use a profile of mode "ak"` };
  }
  const expires = expiry(member(profile, "sts-expiration"));
  if (Number.isNaN(expires)) return { missing: `${path}: profile "${name}" has an sts-expiration that is no time` };
  const keys = {
    accessKey: member(profile, "access-key"),
    secretKey: member(profile, "secret-key"),
    sessionToken: member(profile, "session-token"),
  };
  const loaded = checked(keys, expires, clock.now());
  return "missing" in loaded ? { missing: `${path}: profile "${name}" ${loaded.missing}` } : loaded;
}

/** In milliseconds since 1970, from seconds, milliseconds or a date, also as text. NaN: it is no time. */
function expiry(value: Json | undefined): number | undefined {
  const written = typeof value === "number" ? String(value) : (value ?? "");
  if (typeof written !== "string") return NaN;
  if (/^\s*0*\s*$/.test(written)) return undefined;
  const time = /^\d+(\.\d+)?$/.test(written) ? Number(written) : Date.parse(written) / 1000;
  return time < SECONDS_UNTIL_YEAR_5138 ? time * 1000 : time;
}
