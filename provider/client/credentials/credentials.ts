/**
 * Where the keys come from: the first link of the vendor's chain that is set up, and their renewal. A link that is set
 * up and gives no keys is the end: those of the next may be of another account.
 *
 * Source: the default chain of the vendor's Go SDK (environment, OIDC, CLI file, ECS metadata service), behind the
 * stack's configuration, as in the vendor's Pulumi provider. A profile that the stack's configuration names stands in
 * the place of all the others.
 */
import { cliLink } from "./cli";
import { ecsLink } from "./ecs";
import type { Credentials, Link, Loaded, Needs } from "./link";
import { oidcLink } from "./oidc";
import type { StaticKeys } from "../../settings";
import { foreign, LENGTH } from "../../text/foreign";

/** Renewed that much before they run out: a call takes time to arrive. */
const EARLY_MS = 60_000;

const NOTHING_ELSE =
  "No other keys are used in its place. Put it right, or take it out of the configuration or the environment.";

export interface CredentialStore {
  /** The keys to sign with now. Callers at the same time share one look-up. */
  get(): Promise<Loaded>;
  /**
   * Drops keys that the service does not take any more.
   *
   * @returns whether `get` can give others
   */
  reject(rejected: Credentials): boolean;
}

/** @param now the service's time, in milliseconds since 1970 */
export function createCredentialStore(needs: Needs, now: () => number): CredentialStore {
  const links = chain(needs);
  let source: Link | undefined;
  let current: Credentials | undefined;
  let pending: Promise<Loaded> | undefined;

  const isGoodFor = (ms: number): boolean =>
    current !== undefined && (current.expires === undefined || current.expires - now() > ms);

  const load = async (): Promise<Loaded> => {
    const tried: string[] = [];
    let last: string | undefined;
    // Once a link has given keys, only it is asked for new ones: others may be of another identity.
    for (const link of source ? [source] : links) {
      const loaded = await link.load();
      if (!("missing" in loaded)) {
        source = link;
        current = loaded;
        return loaded;
      }
      // Names of roles, profiles and modes, and paths, are of others.
      const reason = foreign(loaded.missing, [], LENGTH.sentence);
      if (loaded.notSetUp !== true) {
        last = `${link.name} gives no keys: ${reason}. ${NOTHING_ELSE}`;
        break;
      }
      tried.push(`${link.name} (${reason})`);
    }
    // Renewal came early, so what is there may still do.
    if (current !== undefined && isGoodFor(0)) return current;
    return {
      missing:
        last ?? `no keys were found; tried: ${tried.join("; ")}. Set up one of them; docs/configuration.md says how.`,
    };
  };

  return {
    get: async () => {
      if (current !== undefined && isGoodFor(EARLY_MS)) return current;
      pending ??= load().finally(() => {
        pending = undefined;
      });
      return pending;
    },
    reject: (rejected) => {
      if (source?.renewable !== true) return false;
      if (current === rejected) current = undefined;
      return true;
    },
  };
}

function chain(needs: Needs): Link[] {
  const { keys, profile } = needs.settings;
  const configuration = fixed("the stack's configuration", "vmp:accessKey is not set", "configuration", keys);
  if (profile !== undefined) return [configuration, cliLink(needs)];
  const environment = fixed("the environment", "VOLCENGINE_ACCESS_KEY is not set", "environment", keys);
  return [configuration, environment, oidcLink(needs), cliLink(needs), ecsLink(needs)];
}

function fixed(name: string, missing: string, from: StaticKeys["from"], keys: StaticKeys | undefined): Link {
  return { name, renewable: false, load: async () => (keys?.from === from ? keys : { missing, notSetUp: true }) };
}
