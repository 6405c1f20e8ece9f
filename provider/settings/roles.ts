/**
 * Roles whose temporary keys are used, as the vendor's Pulumi and Terraform providers are told of them:
 * `volcengine:assumeRole`, with the keys that are found, and `volcengine:assumeRoleWithOidc`, with a token instead.
 * Each is a JSON object, and what it leaves out comes from the vendor's variables.
 *
 * Source: the configuration of @volcengine/pulumi and of the vendor's Terraform provider.
 */
import { isObject, member, nonBlank, parseJson } from "../json";
import type { Lookup, SettingFault } from "../settings";
import { variableOf } from "./site";
import type { Site } from "./site";

export interface Role {
  /** Such as `trn:iam::2100000000:role/deploy`. */
  trn: string;
  /** What the service's audit log calls the session. Default `pulumi-vmp`. */
  sessionName?: string;
  /** How long its keys are good, 900 to 43200. Default 3600. */
  durationSeconds?: number;
  /** Takes rights away, a JSON text. Default none. */
  policy?: string;
}

export interface OidcRole extends Role {
  /** Secret. */
  token: string;
}

const ROLE = { trn: "assumeRoleTrn", sessionName: "assumeRoleSessionName" };
const OIDC_ROLE = { trn: "roleTrn", sessionName: "roleSessionName", token: "oidcToken" };
const EITHER = { durationSeconds: "durationSeconds", policy: "policy" };

export function readRole(lookup: Lookup, site: Site, faults: SettingFault[]): Role | undefined {
  const names = { ...ROLE, ...EITHER };
  return read("assumeRole", "VOLCENGINE_ASSUME_ROLE", names, ["trn"], { lookup, site, faults });
}

export function readOidcRole(lookup: Lookup, site: Site, faults: SettingFault[]): OidcRole | undefined {
  const names = { ...OIDC_ROLE, ...EITHER };
  const required = ["trn", "token"] as const;
  return read("assumeRoleWithOidc", "VOLCENGINE_ASSUME_ROLE_WITH_OIDC", names, required, { lookup, site, faults });
}

interface Reading {
  lookup: Lookup;
  site: Site;
  faults: SettingFault[];
}

/** Asked for by its object, or by a variable of what it cannot be without. */
function read<Part extends "trn" | "token">(
  key: string,
  variables: string,
  names: Record<string, string>,
  required: readonly Part[],
  { lookup, site, faults }: Reading,
): (Role & Record<Part, string>) | undefined {
  const where = `volcengine:${key}`;
  const written = lookup(where);
  const object = written === undefined ? undefined : parseJson(written);
  const variable = (part: string): string =>
    variableOf(site, `${variables}_${part.replace(/[A-Z]/g, "_$&").toUpperCase()}`);
  const parts = Object.entries(names).map(([part, name]) => {
    const value = member(object, name);
    return [part, nonBlank(typeof value === "number" ? String(value) : value) ?? lookup(variable(part))] as const;
  });
  const given = Object.fromEntries(parts.filter(([, value]) => value !== undefined));
  if (written === undefined && required.every((part) => given[part] === undefined)) return undefined;
  const fault = (message: string): void => void faults.push({ key, message });
  if (written !== undefined && !isObject(object)) fault(`${where} must be a JSON object.`);
  for (const part of required) {
    if (given[part] === undefined) fault(`${where} has no ${names[part] ?? ""}, and ${variable(part)} is not set.`);
  }
  const { durationSeconds = "3600" } = given;
  const seconds = /^\d{1,6}$/.test(durationSeconds) ? Number(durationSeconds) : NaN;
  if (!(seconds >= 900 && seconds <= 43_200)) {
    fault(`${where}: durationSeconds must be a whole number from 900 to 43200 (seconds).`);
  }
  return { ...given, durationSeconds: seconds } as Role & Record<Part, string>;
}
