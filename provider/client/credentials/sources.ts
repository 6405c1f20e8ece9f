/**
 * The places that keys come from, in the order in which they are looked at.
 *
 * Source: the default chain of the vendor's Go SDK (environment, OIDC, CLI file, ECS metadata service), behind the
 * stack's configuration, as in the vendor's Pulumi provider.
 */
import type { StaticKeys } from "../../settings";
import { siteOf } from "../../settings/site";
import { cliLink } from "./cli";
import { ecsLink } from "./ecs";
import type { Link, Needs } from "./link";
import { oidcLink } from "./oidc";
import { assumeRole, assumeRoleWithOidc } from "./sts";

export function sources(needs: Needs): Link[] {
  const { assumeRole: role } = needs.settings;
  const links = withoutRole(needs);
  if (role === undefined) return links;
  return links.map((link) => ({
    name: `${link.name}, for the role of volcengine:assumeRole`,
    renewable: true,
    load: async () => {
      const keys = await link.load();
      return "missing" in keys ? keys : assumeRole(role, keys, needs);
    },
  }));
}

/** A profile that the stack's configuration names, and a role with a token, stand in the place of all the others. */
function withoutRole(needs: Needs): Link[] {
  const { keys, profile, assumeRoleWithOidc: oidcRole, endpoint } = needs.settings;
  if (oidcRole !== undefined) {
    const load = (): ReturnType<Link["load"]> => assumeRoleWithOidc(oidcRole, needs);
    return [{ name: "volcengine:assumeRoleWithOidc", renewable: true, load }];
  }
  const configuration = fixed("the stack's configuration", "vmp:accessKey", "configuration", keys);
  if (profile !== undefined) return [configuration, cliLink(needs)];
  const variable = siteOf(endpoint).keyVariables[0]?.[0][0] ?? "";
  const environment = fixed("the environment", variable, "environment", keys);
  return [configuration, environment, oidcLink(needs), cliLink(needs), ecsLink(needs)];
}

function fixed(name: string, asked: string, from: StaticKeys["from"], keys: StaticKeys | undefined): Link {
  const none = { missing: `${asked} is not set`, notSetUp: true } as const;
  return { name, renewable: false, load: () => Promise.resolve(keys?.from === from ? keys : none) };
}
