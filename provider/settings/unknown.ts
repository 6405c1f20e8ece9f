/** Settings that are none: nothing else would say that they do nothing. */
import { foreign } from "../text/foreign";
import { nearest } from "../text/near";
import { SETTINGS } from "./table";

/** What the engine itself puts beside the settings of a provider. */
const ENGINE = ["version", "pluginDownloadURL"];

/**
 * @param given the keys as they were given: `vmp:region` in a configuration, `region` of a provider
 * @param project whose own configuration lies in the same place when it is called `vmp`, too
 * @returns one warning for all of them
 */
export function unknownSettings(given: readonly string[], project: string): string | undefined {
  const known = Object.keys(SETTINGS);
  const unknown = given.flatMap((key) => {
    const [, namespace = "", name = ""] = /^(vmp:)?(.*)$/su.exec(key) ?? [];
    if (known.includes(name) || ENGINE.includes(name)) return [];
    const meant = nearest(name, known);
    if (meant === undefined && project === "vmp") return [];
    const shown = foreign(key, []);
    return [meant === undefined ? shown : `${shown} (did you mean ${namespace}${meant}?)`];
  });
  if (unknown.length === 0) return undefined;
  return `vmp has no such settings, so they do nothing: ${unknown.join(", ")}.`;
}
