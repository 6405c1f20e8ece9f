/**
 * The provider's settings, as the engine hands them over: under their own names, of one provider of a stack.
 *
 * Only what is secret by the table, and where the provider works, is added to what the program or the configuration
 * says.
 */
import { secretPaths } from "../../fields/secrets";
import { type ConfigSource, readSettings, type SettingFault, SettingsError } from "../../settings";
import { moved } from "../../settings/place";
import { SETTINGS } from "../../settings/table";
import { unknownSettings } from "../../settings/unknown";
import { isAbsent, own, type Properties, UNKNOWN } from "../../values";

export const SECRET_SETTINGS: readonly string[] = secretPaths(SETTINGS);

export interface CheckedSettings {
  inputs: Properties;
  failures: { property: string; reason: string }[];
  warnings: string[];
}

/** The settings for whoever reads them by the keys of a stack's configuration, `vmp:region`. */
export function sourceOf(given: Properties): ConfigSource {
  return { get: (key) => settingText(key, own(given, key) ?? own(given, key.replace(/^vmp:/, ""))) };
}

/**
 * Every fault at once; what is not known yet passes. Keeps the place, so that a later run knows that it has changed.
 */
export function checkSettings(given: Properties, environment: NodeJS.ProcessEnv, project: string): CheckedSettings {
  const unknown = unknownSettings(Object.keys(given), project);
  const warnings = unknown === undefined ? [] : [unknown];
  try {
    const { region, endpoint } = readSettings(sourceOf(given), environment);
    const notKnownYet = Object.fromEntries(Object.entries(given).filter(([, value]) => value === UNKNOWN));
    return { inputs: { ...given, region, endpoint, ...notKnownYet }, failures: [], warnings };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { inputs: given, failures: error.faults.map(failureOf), warnings };
  }
}

/** The engine prints the value of a property that it is given by name, secret or not. */
function failureOf({ key, message }: SettingFault): { property: string; reason: string } {
  return { property: SECRET_SETTINGS.includes(key) ? "" : key, reason: message };
}

/**
 * What a change of the settings means for resources that exist: where they are looked for stays what it is. The old
 * settings are of this provider, or of the one that has the resources so far, which can be Pulumi's dynamic one: it has
 * the whole configuration of the stack.
 *
 * @throws when the place changes: the contacts would be taken for deleted, and made anew somewhere else
 */
export function comparePlaces(olds: Properties, news: Properties, environment: NodeJS.ProcessEnv): void {
  if (news.region === UNKNOWN || news.endpoint === UNKNOWN) return;
  const [before, after] = [readSettings(sourceOf(olds), environment), readSettings(sourceOf(news), environment)];
  const sentence = moved(before, after);
  if (sentence === undefined) return;
  throw new Error(
    `vmp: ${sentence} To have them in the other place, declare a provider for it, and the resources ` +
      "under new names with that provider: they are made there and deleted here. If it is the same place by another " +
      "address, change the provider's settings in the state (pulumi stack export, pulumi stack import).",
  );
}

/** Keys of another account look the same as new ones of the same account, so this is for the person to know. */
export function isOtherKey(olds: Properties, news: Properties): boolean {
  const [before, after] = [olds, news].map((settings) => sourceOf(settings).get("vmp:accessKey"));
  return before !== undefined && after !== undefined && before !== after && news.accessKey !== UNKNOWN;
}

/** Numbers and flags come as they are or as JSON, depending on the program's language. */
function settingText(key: string, value: unknown): string | undefined {
  // A key that is not known yet is there.
  if (value === UNKNOWN) return /Key$|Token$/.test(key) ? "unknown" : undefined;
  if (isAbsent(value)) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
