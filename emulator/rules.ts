/**
 * What a parameter may hold: the request tables of the VMP contact API ("CreateContact", "UpdateContact", …).
 * Written apart from the provider's own table, on purpose. Unknown parameters are ignored, and null is the same as absent.
 */
import { invalidParameter, missingParameter } from "./errors";
import { CHANNEL_NAMES, CHANNELS, type Channel, type ChannelName, type PhoneNumber } from "./types";

/** A JSON object that came in. */
export type Params = Readonly<Record<string, unknown>>;

/** What a request says of a contact: undefined is absent, null is "remove it". */
export interface ContactPatch extends Partial<Record<ChannelName, Channel | null>> {
  Name?: string;
  Email?: string | null;
  PhoneNumber?: PhoneNumber | null;
  ContactGroupIds?: string[];
}

const NAME = /^[A-Za-z\p{Script=Han}][A-Za-z\p{Script=Han}0-9_-]*$/u;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DOMAIN_LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** Reads the fields that a create and an update share. `groupExists` says whether a group id is known. */
export function readContact(params: Params, groupExists: (id: string) => boolean): ContactPatch {
  const patch: ContactPatch = {};
  const name = readName(params);
  if (name !== undefined) patch.Name = name;
  const email = readString(params, "Email");
  if (email !== undefined) patch.Email = email === "" ? null : checkEmail(email, "Email");
  for (const channel of CHANNEL_NAMES) {
    const value = readChannel(params, channel);
    if (value !== undefined) patch[channel] = value;
  }
  const phone = readPhoneNumber(params);
  if (phone !== undefined) patch.PhoneNumber = phone;
  const groups = readIds(params, "ContactGroupIds");
  if (groups?.some((id) => !UUID.test(id) || !groupExists(id))) throw invalidParameter("ContactGroupIds");
  if (groups !== undefined) patch.ContactGroupIds = groups;
  return patch;
}

/** A contact's or group's name: letters, Han, digits, `-` and `_`, a letter or Han first, under 128 characters. */
export function readName(params: Params): string | undefined {
  const name = readString(params, "Name");
  if (name === undefined) return undefined;
  if (name === "") throw missingParameter("Name");
  if (Array.from(name).length >= 128 || !NAME.test(name)) throw invalidParameter("Name");
  return name;
}

function readChannel(params: Params, channel: ChannelName): Channel | null | undefined {
  const value = readObject(params, channel);
  if (value === undefined) return undefined;
  const { secret, lists } = CHANNELS[channel];
  const address = readString(value, "Address", channel) ?? "";
  const read: Channel = { Address: address };
  if (secret !== undefined) read[secret] = readString(value, secret, channel) ?? "";
  for (const list of lists) read[list] = readStrings(value, list, channel) ?? [];
  if (address !== "") {
    checkAddress(address, `${channel}.Address`);
    return read;
  }
  const holdsMore = (secret !== undefined && read[secret] !== "") || lists.some((list) => read[list]?.length !== 0);
  if (holdsMore) throw missingParameter(`${channel}.Address`);
  return null;
}

function readPhoneNumber(params: Params): PhoneNumber | null | undefined {
  const value = readObject(params, "PhoneNumber");
  if (value === undefined) return undefined;
  const CountryCode = readString(value, "CountryCode", "PhoneNumber") ?? "";
  const Number = readString(value, "Number", "PhoneNumber");
  if (Number === undefined) throw missingParameter("PhoneNumber.Number");
  if (Number === "") return null;
  if (CountryCode === "") throw missingParameter("PhoneNumber.CountryCode");
  if (CountryCode !== "+86") throw invalidParameter("PhoneNumber.CountryCode");
  return { CountryCode, Number };
}

/** An address must be an http or https URL without blanks; its host is not looked at. */
export function checkAddress(address: string, parameter: string): string {
  if (!/^https?:\/\/./i.test(address) || /\s/.test(address)) throw invalidParameter(parameter);
  return address;
}

/** An e-mail address: one `@`, a local part without blanks, a domain of two or more labels. */
export function checkEmail(email: string, parameter: string): string {
  const [local = "", domain = "", ...more] = email.split("@", 3);
  const labels = domain.split(".", 128);
  const valid =
    email.length <= 254 &&
    more.length === 0 &&
    /^[^\s\p{Cc}]{1,64}$/u.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => DOMAIN_LABEL.test(label));
  if (!valid) throw invalidParameter(parameter);
  return email;
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

function path(key: string, parent: string | undefined): string {
  return parent === undefined ? key : `${parent}.${key}`;
}
