/** The proxies that calls go through: of the configuration, or of the usual variables. Pure. */
import type { Found, Lookup, SettingFault } from "../settings";
import { parseUrl, withScheme } from "../urls";

/** The URLs may hold a password: secret. */
export interface ProxySettings {
  /** `proxyUrl`: for every call, whatever NO_PROXY says. */
  always?: string;
  /** HTTPS_PROXY, HTTP_PROXY and NO_PROXY; empty when not set. */
  https: string;
  http: string;
  none: string;
}

export function readProxies(found: Found | undefined, lookup: Lookup, faults: SettingFault[]): ProxySettings {
  const always = found && readProxy(found, faults);
  const variable = (name: string): Found => {
    const where = lookup(name.toLowerCase()) === undefined ? name : name.toLowerCase();
    return { key: "proxyUrl", value: lookup(where) ?? "", where };
  };
  const usual = (name: string): string => {
    const given = variable(name);
    // One that is not used need not be right.
    return always !== undefined || given.value === "" ? "" : readProxy(given, faults);
  };
  return {
    ...(always !== undefined && { always }),
    https: usual("HTTPS_PROXY"),
    http: usual("HTTP_PROXY"),
    none: variable("NO_PROXY").value,
  };
}

function readProxy({ key, value, where }: Found, faults: SettingFault[]): string {
  const url = parseUrl(withScheme(value, "http"));
  if (!url) {
    const message = `${where} must be the http or https URL of a proxy, such as "http://proxy.example.com:3128".`;
    faults.push({ key, message });
  } else if (!decodes(url.username) || !decodes(url.password)) {
    const message = `${where} has a user or password that is not percent-encoded: write a "%" in it as "%25".`;
    faults.push({ key, message });
  }
  return url?.href ?? "";
}

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
