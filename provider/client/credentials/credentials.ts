/**
 * The keys of a run: of the first source that is set up, renewed in time. A source that is set up and gives no keys is
 * the end: those of the next may be of another account.
 */
import type { Credentials, Link, Loaded, Needs } from "./link";
import { foreign, LENGTH } from "../../text/foreign";
import { sources } from "./sources";

/** Renewed that much before they run out: a call takes time to arrive. */
const EARLY_MS = 60_000;

const NOTHING_ELSE =
  "No other keys are used in its place. Put it right, or take it out of the configuration or the environment.";

const NEXT =
  '\nRun "pulumi config set --secret vmp:accessKey" and the same for vmp:secretKey; docs/configuration.md has the other ways.';

export interface CredentialStore {
  /** The keys to sign with now. Callers at the same time share one look-up. */
  get(): Promise<Loaded>;
  /** The name of the source that gave the keys; `undefined` before it did. */
  source(): string | undefined;
  /**
   * Drops keys that the service does not take any more.
   *
   * @returns whether `get` can give others
   */
  reject(rejected: Credentials): boolean;
}

/** @param now the service's time, in milliseconds since 1970 */
export function createCredentialStore(needs: Needs, now: () => number): CredentialStore {
  const links = sources(needs);
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
      tried.push(`${link.name}: ${reason}`);
    }
    // Renewal came early, so what is there may still do.
    if (current !== undefined && isGoodFor(0)) return current;
    return { missing: last ?? ["no keys were found. Looked for:", ...tried].join("\n  ") + NEXT };
  };

  return {
    get: async () => {
      if (current !== undefined && isGoodFor(EARLY_MS)) return current;
      pending ??= load().finally(() => {
        pending = undefined;
      });
      return pending;
    },
    source: () => source?.name,
    reject: (rejected) => {
      if (source?.renewable !== true) return false;
      if (current === rejected) current = undefined;
      return true;
    },
  };
}
