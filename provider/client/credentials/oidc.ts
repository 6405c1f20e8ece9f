/**
 * Temporary keys for the token of an identity provider: pipelines without stored keys.
 *
 * Source: the variables of the vendor's Go SDK.
 */
import { siteOf, variableOf } from "../../settings/site";
import { nonBlank } from "../../json";
import type { Link, Loaded, Needs } from "./link";
import { oidcVariables } from "./oidc-variables";
import { assumeRoleWithOidc } from "./sts";
import { readTextFile } from "./text-file";

export function oidcLink(needs: Needs): Link {
  return { name: "OIDC", renewable: true, load: () => load(needs) };
}

async function load(needs: Needs): Promise<Loaded> {
  const { env, endpoint } = needs.settings;
  const site = siteOf(endpoint);
  const value = (name: string): string | undefined => nonBlank(env[variableOf(site, name)]);
  const { role: roleVariable, tokenFile } = oidcVariables(site);
  const [trn, file] = [value(roleVariable), value(tokenFile)];
  if (trn === undefined && file === undefined) {
    return { missing: `${roleVariable} and ${tokenFile} are not set`, notSetUp: true };
  }
  if (trn === undefined) return { missing: `${roleVariable} is not set, but ${tokenFile} is` };
  if (file === undefined) return { missing: `${tokenFile} is not set, but ${roleVariable} is` };
  // Read anew each time: the pipeline replaces it before it runs out.
  const read = readTextFile(file);
  if ("missing" in read) return { missing: read.missing };
  const [sessionName, policy] = [value("VOLCENGINE_OIDC_ROLE_SESSION_NAME"), value("VOLCENGINE_OIDC_ROLE_POLICY")];
  const role = {
    trn,
    token: read.text,
    ...(sessionName !== undefined && { sessionName }),
    ...(policy !== undefined && { policy }),
  };
  return assumeRoleWithOidc(role, needs, ["VOLCENGINE_OIDC_STS_ENDPOINT"]);
}
