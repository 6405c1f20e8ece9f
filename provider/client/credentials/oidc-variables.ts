/** The variables of OIDC, which say that it is set up. */
import { nonBlank } from "../../json";
import { type Site, variableOf } from "../../settings/site";

export function oidcVariables(site: Site): { role: string; tokenFile: string } {
  return {
    role: variableOf(site, "VOLCENGINE_OIDC_ROLE_TRN"),
    tokenFile: variableOf(site, "VOLCENGINE_OIDC_TOKEN_FILE"),
  };
}

/** Either of them asks for it. */
export function asksForOidc(env: NodeJS.ProcessEnv, site: Site): boolean {
  return Object.values(oidcVariables(site)).some((name) => nonBlank(env[name]) !== undefined);
}
