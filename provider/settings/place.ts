/** Where the settings look for what exists. An id that was given out in one place is not known in any other. */
import { isLoopback, parseUrl } from "../urls";
import { type ConfigSource, readSettings, type Settings, SettingsError } from "../settings";

export type Place = Pick<Settings, "region" | "endpoint">;

/** @returns `undefined` where the settings cannot be used: the first call tells all that is wrong with them */
export function readPlace(config: ConfigSource, environment: NodeJS.ProcessEnv): Place | undefined {
  try {
    const { region, endpoint } = readSettings(config, environment);
    return { region, endpoint };
  } catch (error) {
    if (error instanceof SettingsError) return undefined;
    throw error;
  }
}

/** What another place would mean for what exists, and the way back; `undefined` when both are the same place. */
export function moved(before: Place, after: Place): string | undefined {
  const what = [
    ...(before.region === after.region ? [] : [`the region from ${before.region} to ${after.region}`]),
    ...(siteOf(before) === siteOf(after) ? [] : [`the endpoint from ${before.endpoint} to ${after.endpoint}`]),
  ];
  if (what.length === 0) return undefined;
  return (
    `this changes ${what.join(", and ")} under resources that exist. They would be looked for there, not found, and ` +
    "made anew. To keep them, set back what changed."
  );
}

/**
 * All hosts of a vendor's site have the same accounts; of another address, nobody knows. An emulator on this machine
 * has another port each time.
 */
function siteOf({ endpoint }: Place): string {
  const url = parseUrl(endpoint);
  if (url && isLoopback(url)) return "this machine";
  const host = url?.host ?? endpoint;
  return /(?:^|\.)((?:volcengineapi|byteplusapi)\.com)$/.exec(host)?.[1] ?? host;
}
