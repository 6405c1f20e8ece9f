/**
 * A profile of the vendor's CLI: of each mode, the keys that it has or leads to. Nothing is written to its files.
 *
 * Source: `clicreds` of the vendor's Go SDK.
 */
import { siteOf } from "../../settings/site";
import type { Link, Loaded, Needs } from "./link";
import { consoleLogin } from "./modes/console-login";
import { ecsRole } from "./modes/ecs-role";
import { keysInFile } from "./modes/keys-in-file";
import type { Logins } from "./modes/login";
import { oidcToken } from "./modes/oidc-token";
import { ramRole } from "./modes/ram-role";
import { singleSignOn } from "./modes/single-sign-on";
import { modeOf, type Profile, readProfile } from "./profile";

/** @returns keys, or what the profile has or gets instead: "has no …", "gets no keys: …" */
type Mode = (profile: Profile, needs: Needs, logins: Logins) => Loaded | Promise<Loaded>;

const MODES = new Map<string, Mode>([
  ["ak", keysInFile],
  ["ramrolearn", ramRole],
  ["oidc", oidcToken],
  ["ecsrole", ecsRole],
  ["sso", singleSignOn],
  ["console-login", consoleLogin],
]);

export const CLI_LINK = "the file of the vendor's CLI";

export function cliLink(needs: Needs): Link {
  const logins: Logins = new Map();
  return { name: CLI_LINK, renewable: true, load: () => load(needs, logins) };
}

async function load(needs: Needs, logins: Logins): Promise<Loaded> {
  const { profile: asked, env, endpoint } = needs.settings;
  const profile = readProfile(asked, env, siteOf(endpoint));
  if ("missing" in profile) return profile;
  const { title } = profile;
  const mode = modeOf(profile);
  const give = MODES.get(mode);
  if (give === undefined) {
    return { missing: `${title} is of mode "${mode}", which is not known; known: ${[...MODES.keys()].join(", ")}` };
  }
  const loaded = await give(profile, needs, logins);
  return "missing" in loaded ? { missing: `${title} ${loaded.missing}` } : loaded;
}
