/** Keys that are given outright: in the stack's configuration, or in the environment. */
import type { Lookup, SettingFault, StaticKeys } from "../settings";
import type { Site } from "./site";

const PARTS = ["accessKey", "secretKey", "sessionToken"] as const;

/** The first place that gives any part must give the pair: two halves from two places are two identities. */
export function readKeys(lookup: Lookup, site: Site, faults: SettingFault[]): StaticKeys | undefined {
  const configured = ["vmp", "volcengine"].map((namespace) => PARTS.map((part) => [`${namespace}:${part}`]));
  const places = [
    ...configured.map((names) => ({ from: "configuration" as const, names })),
    ...site.keyVariables.map((names) => ({ from: "environment" as const, names })),
  ];
  for (const { from, names } of places) {
    const given = names.map((either) => either.find((name) => lookup(name) !== undefined));
    if (given.every((name) => name === undefined)) continue;
    given.forEach((name, at) => {
      if (name === undefined || !/[^\x21-\x7e]/.test(lookup(name) ?? "")) return;
      const message = `${name} holds characters that no key has (a blank, a line break, or beyond ASCII).`;
      faults.push({ key: PARTS[at] ?? "", message });
    });
    const [accessKey, secretKey, sessionToken] = given.map((name) => name && lookup(name));
    if (accessKey === undefined || secretKey === undefined) {
      // A profile that was asked for goes before the environment, so half a pair there does not matter.
      if (from === "environment" && lookup("vmp:profile") !== undefined) return undefined;
      const there = given.filter((name) => name !== undefined).join(" and ");
      const missing = names.slice(0, 2).flatMap(([name = ""], at) => (given[at] === undefined ? [name] : []));
      const message = `${there} without ${missing.join(" and ")}: give the access key and the secret key in one place.`;
      faults.push({ key: accessKey === undefined ? "accessKey" : "secretKey", message });
      return undefined;
    }
    return { accessKey, secretKey, ...(sessionToken !== undefined && { sessionToken }), from };
  }
  return undefined;
}
