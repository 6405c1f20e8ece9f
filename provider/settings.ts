/**
 * The settings of the provider: the stack's configuration (`vmp:…`, then the vendor's own `volcengine:…`), then the
 * vendor's `VOLCENGINE_*` variables. For the region, a profile in the file of the vendor's CLI is read too. Cheap to
 * load: previews read the settings and never load the client.
 *
 * Source: the vendor's Pulumi provider (names of the configuration keys) and Go SDK (names of the variables).
 */
import { asksForOidc } from "./client/credentials/oidc-variables";
import { readProfile } from "./client/credentials/profile";
import { member, nonBlank } from "./json";
import { isLoopback, parseUrl, withScheme } from "./urls";
import { readKeys } from "./settings/keys";
import { type ProxySettings, readProxies } from "./settings/proxies";
import { readOidcRole, readRole } from "./settings/roles";
import type { OidcRole, Role } from "./settings/roles";
import { siteOf, variableOf } from "./settings/site";
import type { Site } from "./settings/site";

/** A pair of keys that was given outright, and where. */
export interface StaticKeys {
  accessKey: string;
  /** Secret. */
  secretKey: string;
  /** Secret; only with temporary keys. */
  sessionToken?: string;
  from: "configuration" | "environment";
}

const TEST_ON_APPLY = ["off", "warn", "fail"] as const;
export type TestOnApply = (typeof TEST_ON_APPLY)[number];

export interface Settings {
  /** Such as `cn-beijing`; part of the signature. */
  region: string;
  /** An origin, such as `https://open.volcengineapi.com`. */
  endpoint: string;
  /** Absent: the keys come from the rest of the credential chain, at the first call. */
  keys?: StaticKeys;
  /** A profile of the vendor's CLI that was asked for by the stack's configuration. */
  profile?: string;
  /** A role that is assumed with the keys that are found. */
  assumeRole?: Role;
  /** A role that is assumed with a token, in the place of all other keys. */
  assumeRoleWithOidc?: OidcRole;
  proxy: ProxySettings;
  /** How often a call may be sent again, 0 to 20. */
  maxRetries: number;
  /** For a whole call, with its repetitions and waits, in milliseconds. */
  timeoutMs: number;
  /** A create may take over an existing contact of exactly its name. */
  adoptExisting: boolean;
  /** Whether VMP tests the webhooks that a create or an update changed, and what becomes of one that fails. */
  testOnApply: TestOnApply;
  /** The environment, where the rest of the credential chain is found. */
  env: NodeJS.ProcessEnv;
}

/** The stack's configuration, secrets unwrapped; keys with their namespace. */
export interface ConfigSource {
  get(key: string): string | undefined;
}

/** What is wrong with one setting. */
export interface SettingFault {
  /** The setting, such as `region`. */
  key: string;
  /** A sentence that says where the value was found. Repeats no value that could be secret. */
  message: string;
}

/** All that is wrong with the settings, a line each. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(readonly faults: readonly SettingFault[]) {
    super(["The settings of vmp cannot be used:", ...faults.map(({ message }) => message)].join("\n  "));
  }
}

/** Where a value was found: `vmp:region`, `VOLCENGINE_REGION`. */
export interface Found {
  key: string;
  value: string;
  where: string;
}

/** Reads a key of the configuration, which has a colon, or a variable. */
export type Lookup = (where: string) => string | undefined;

const DEFAULT_REGION = "cn-beijing";
const DEFAULT_HOST = "open.volcengineapi.com";
const DEFAULT_RETRIES = 6;
const DEFAULT_TIMEOUT_SECONDS = 120;

/**
 * Reads and checks all settings.
 *
 * @throws SettingsError with all faults at once
 */
export function readSettings(config: ConfigSource, env: NodeJS.ProcessEnv): Settings {
  const faults: SettingFault[] = [];
  // A value that is blank counts as not given: pipelines set variables they have no value for.
  const lookup: Lookup = (where) => nonBlank(where.includes(":") ? config.get(where) : env[where]);
  const find = (key: string, site?: Site): Found | undefined => {
    const variable = `VOLCENGINE_${key.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
    for (const where of [`vmp:${key}`, `volcengine:${key}`, site ? variableOf(site, variable) : variable]) {
      const value = lookup(where);
      if (value !== undefined) {
        return { key, value, where };
      }
    }
    return undefined;
  };
  const own = (key: string): Found | undefined => {
    const value = lookup(`vmp:${key}`);
    return value === undefined ? undefined : { key, value, where: `vmp:${key}` };
  };

  const plainHttp = readBoolean(own("disableSsl"), faults);
  const endpoint = readEndpoint(find("endpoint"), plainHttp, faults);
  const site = siteOf(endpoint);
  const keys = readKeys(lookup, site, faults);
  const profile = own("profile")?.value;
  const assumeRole = readRole(lookup, site, faults);
  const assumeRoleWithOidc = readOidcRole(lookup, site, faults);
  const sources = {
    ...(keys !== undefined && { keys }),
    ...(profile !== undefined && { profile }),
    ...(assumeRole !== undefined && { assumeRole }),
    ...(assumeRoleWithOidc !== undefined && { assumeRoleWithOidc }),
  };
  const region = find("region", site) ?? (usesProfile(sources, env, site) ? regionOf(profile, env, site) : undefined);
  const settings: Settings = {
    region: readRegion(region, faults),
    endpoint,
    ...sources,
    proxy: readProxies(find("proxyUrl", site), lookup, faults),
    maxRetries: readWhole(own("maxRetries"), { least: 0, most: 20, unit: "", otherwise: DEFAULT_RETRIES }, faults),
    timeoutMs:
      readWhole(
        own("timeout"),
        { least: 1, most: 3600, unit: " (seconds)", otherwise: DEFAULT_TIMEOUT_SECONDS },
        faults,
      ) * 1000,
    adoptExisting: readBoolean(own("adoptExisting"), faults),
    testOnApply: readTestOnApply(own("testOnApply"), faults),
    env,
  };
  if (faults.length > 0) {
    throw new SettingsError(faults);
  }
  return settings;
}

/** Whether it is a profile of the vendor's CLI that gives the keys, if there is one. */
function usesProfile(sources: Partial<Settings>, env: NodeJS.ProcessEnv, site: Site): boolean {
  const { keys, profile, assumeRoleWithOidc } = sources;
  if (assumeRoleWithOidc !== undefined || keys?.from === "configuration") return false;
  return profile !== undefined || (keys === undefined && !asksForOidc(env, site));
}

function regionOf(asked: string | undefined, env: NodeJS.ProcessEnv, site: Site): Found | undefined {
  const profile = readProfile(asked, env, site);
  // Where there is none, the first call says so.
  if ("missing" in profile) return undefined;
  const value = nonBlank(member(profile.values, "region"));
  return value === undefined ? undefined : { key: "region", value, where: `the region of ${profile.title}` };
}

function readRegion(found: Found | undefined, faults: SettingFault[]): string {
  if (found !== undefined && !/^[a-z0-9-]{1,64}$/.test(found.value)) {
    const message = `${found.where} is not a region: lower-case letters, digits and "-", such as "${DEFAULT_REGION}".`;
    faults.push({ key: found.key, message });
  }
  return found?.value ?? DEFAULT_REGION;
}

function readEndpoint(found: Found | undefined, plainHttp: boolean, faults: SettingFault[]): string {
  const scheme = plainHttp ? "http" : "https";
  const { value, where } = found ?? { value: DEFAULT_HOST, where: "the default endpoint" };
  const url = parseUrl(withScheme(value, scheme));
  // Nothing but an origin: a path, a query or a password would be lost, as the signature has no place for them.
  if (url?.href !== `${url?.origin ?? ""}/`) {
    const message = `${where} must be a URL of a host and nothing more, such as "https://${DEFAULT_HOST}".`;
    faults.push({ key: "endpoint", message });
    return "";
  }
  if (url.protocol === "http:" && !isLoopback(url) && !plainHttp) {
    const message = `${where} is plain http: everyone on the way could read the contacts' secrets. Use https, or set vmp:disableSsl to true to accept that.`;
    faults.push({ key: "endpoint", message });
  }
  return url.origin;
}

function readBoolean(found: Found | undefined, faults: SettingFault[]): boolean {
  const value = found?.value.toLowerCase() ?? "false";
  if (found && value !== "true" && value !== "false") {
    faults.push({ key: found.key, message: `${found.where} must be true or false.` });
  }
  return value === "true";
}

function readTestOnApply(found: Found | undefined, faults: SettingFault[]): TestOnApply {
  const value = TEST_ON_APPLY.find((choice) => choice === (found?.value ?? "off"));
  if (found && value === undefined) {
    faults.push({ key: found.key, message: `${found.where} must be off, warn or fail.` });
  }
  return value ?? "off";
}

function readWhole(
  found: Found | undefined,
  { least, most, unit, otherwise }: { least: number; most: number; unit: string; otherwise: number },
  faults: SettingFault[],
): number {
  if (found === undefined) {
    return otherwise;
  }
  const value = /^\d{1,6}$/.test(found.value) ? Number(found.value) : NaN;
  if (!(value >= least && value <= most)) {
    const message = `${found.where} must be a whole number from ${least} to ${most}${unit}.`;
    faults.push({ key: found.key, message });
  }
  return value;
}
