/**
 * What a parameter may hold: the request tables of the VMP API ("CreateContact", "UpdateContact", …). Null is the same
 * as absent.
 */
import { invalidParameter, missingParameter } from "./errors";

/** A JSON object that came in. */
export type Params = Readonly<Record<string, unknown>>;

const NAME = /^[A-Za-z\p{Script=Han}][A-Za-z\p{Script=Han}0-9_-]*$/u;
const DOMAIN_LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** An id as the service gives them out. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A contact's or group's name: letters, Han, digits, `-` and `_`, a letter or Han first, under 128 characters. */
export function checkName(name: string, parameter: string): void {
  if (Array.from(name).length >= 128 || !NAME.test(name)) throw invalidParameter(parameter);
}

/** An address must be an http or https URL without blanks; its host is not looked at. */
export function checkAddress(address: string, parameter: string): void {
  if (!/^https?:\/\/./i.test(address) || /\s/.test(address)) throw invalidParameter(parameter);
}

/** An e-mail address: one `@`, a local part without blanks, a domain of two or more labels. */
export function checkEmail(email: string, parameter: string): void {
  const [local = "", domain = "", ...more] = email.split("@", 3);
  const labels = domain.split(".", 128);
  const valid =
    email.length <= 254 &&
    more.length === 0 &&
    /^[^\s\p{Cc}]{1,64}$/u.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => DOMAIN_LABEL.test(label));
  if (!valid) throw invalidParameter(parameter);
}

/** A string parameter; null and absent are undefined. `parent` only names the parameter in an error. */
export function readString(params: Params, key: string, parent?: string): string | undefined {
  const value = own(params, key);
  if (value === undefined) return undefined;
  if (typeof value !== "string") throw invalidParameter(path(key, parent));
  return value;
}

/** A string parameter that must be there and not be empty. */
export function requireString(params: Params, key: string): string {
  const value = readString(params, key);
  if (value === undefined || value === "") throw missingParameter(key);
  return value;
}

/** A list of strings. */
export function readStrings(params: Params, key: string, parent?: string): string[] | undefined {
  const value = own(params, key);
  if (value === undefined) return undefined;
  if (!isStrings(value)) throw invalidParameter(path(key, parent));
  return [...value];
}

/** A list of ids, each taken once. */
export function readIds(params: Params, key: string, parent?: string): string[] | undefined {
  const ids = readStrings(params, key, parent);
  return ids && [...new Set(ids)];
}

/** A number; null and absent are undefined. */
export function readNumber(params: Params, key: string, parent?: string): number | undefined {
  const value = own(params, key);
  if (value !== undefined && typeof value !== "number") throw invalidParameter(path(key, parent));
  return value;
}

/** A whole number between two others. */
export function readInteger(params: Params, key: string, low: number, high: number): number | undefined {
  const value = own(params, key);
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || value < low || value > high) throw invalidParameter(key);
  return value;
}

/** An object. */
export function readObject(params: Params, key: string): Params | undefined {
  const value = own(params, key);
  if (value === undefined) return undefined;
  if (!isObject(value)) throw invalidParameter(key);
  return value;
}

/** A list of objects. */
export function readObjects(params: Params, key: string, parameter = key): Params[] | undefined {
  const value = own(params, key);
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every(isObject)) throw invalidParameter(parameter);
  return value;
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Params {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a list of strings. */
export function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function own(params: Params, key: string): unknown {
  return Object.hasOwn(params, key) ? (params[key] ?? undefined) : undefined;
}

/** How errors name a parameter, such as `Webhook.Address`. */
export function path(key: string, parent?: string): string {
  return parent === undefined ? key : `${parent}.${key}`;
}
