/**
 * The file of the vendor's CLI, `~/.volcengine/config.json`, and its profiles.
 *
 * Source: `clicreds` of the vendor's Go SDK. Only the profiles that hold their keys in the file can be used.
 */
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { isObject, member, nonBlank, parseJson } from "../json";
import { checked, fileProblem, type Link, type Loaded, type Needs } from "./link";

/** Modes of which it is known what they are, but whose keys are not in the file. */
const OTHER_MODES = ["sso", "ramrolearn", "oidc", "ecsrole", "console-login"];
const SECONDS_UNTIL_YEAR_5138 = 100_000_000_000;

export function cliLink(needs: Needs): Link {
  return { name: "the file of the vendor's CLI", renewable: true, load: () => load(needs) };
}

async function load({ settings, clock }: Needs): Promise<Loaded> {
  const { env } = settings;
  const home = env.HOME ?? env.USERPROFILE ?? homedir();
  const path = nonBlank(env.VOLCENGINE_CLI_CONFIG_FILE) ?? join(home, ".volcengine", "config.json");
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    return { missing: fileProblem(path, error) };
  }
  const file = parseJson(text);
  if (!isObject(file)) return { missing: `${path}: it is not a JSON object` };

  const name = settings.profile ?? nonBlank(env.VOLCENGINE_PROFILE) ?? nonBlank(member(file, "current")) ?? "default";
  const profile = member(member(file, "profiles"), name);
  if (!isObject(profile)) return { missing: `${path}: there is no profile "${name}"` };
  const mode = (nonBlank(member(profile, "mode")) ?? "ak").toLowerCase();
  if (mode !== "ak") {
    const kind = OTHER_MODES.includes(mode) ? "which is not supported here" : "which is not known";
    return { missing: `${path}: profile "${name}" is of mode "${mode}", ${kind}; use a profile of mode "ak"` };
  }
  const loaded = checked(
    {
      accessKey: member(profile, "access-key"),
      secretKey: member(profile, "secret-key"),
      sessionToken: member(profile, "session-token"),
    },
    expiry(member(profile, "sts-expiration")),
    clock.now(),
  );
  return "missing" in loaded ? { missing: `${path}: profile "${name}" ${loaded.missing}` } : loaded;
}

/** Seconds or milliseconds since 1970; 0 means never. */
function expiry(value: unknown): number | undefined {
  if (typeof value !== "number" || value <= 0) return undefined;
  return value < SECONDS_UNTIL_YEAR_5138 ? value * 1000 : value;
}
