/** What every link of the credential chain gives. */
import type { Settings } from "../../settings";
import type { Surroundings } from "../call/exchange";
import { timeOf } from "../../values";
import type { SigningKeys } from "../call/sign";
import { member } from "../../json";
import type { Json } from "../types";

export interface Credentials extends SigningKeys {
  /** When they run out, in milliseconds since 1970; absent: never, or not known. */
  expires?: number;
}

/** Why a link gives no keys: the end of a sentence that starts with the link's name. Never holds a secret. */
export interface Missing {
  missing: string;
  /** Nobody asked for it, so the next link is looked at. Otherwise nothing takes its place. */
  notSetUp?: true;
}

export type Loaded = Credentials | Missing;

export interface Link {
  /** For a person: `the environment`. */
  name: string;
  /** Whether asking again can give other keys. */
  renewable: boolean;
  load(): Promise<Loaded>;
}

export interface Needs extends Surroundings {
  settings: Settings;
}

/**
 * Keys as they came from elsewhere, checked: whole, fit for a header, and not run out.
 *
 * @param now for keys that may be old; keys that were just issued are good, whatever this machine's clock says
 */
export function checked(
  { accessKey, secretKey, sessionToken }: { accessKey: unknown; secretKey: unknown; sessionToken?: unknown },
  expires: number | undefined,
  now = -Infinity,
): Loaded {
  const token = sessionToken === "" || sessionToken === null ? undefined : sessionToken;
  if (!isText(accessKey) || !isText(secretKey) || (token !== undefined && !isText(token))) {
    return { missing: "has no access key and secret key, or they are not text" };
  }
  if (/[^\x21-\x7e]/.test(accessKey + secretKey + (token ?? ""))) {
    return { missing: "has keys with characters that no key has" };
  }
  if (expires !== undefined && expires <= now) {
    return { missing: `has keys that ran out at ${new Date(expires).toISOString()}` };
  }
  return {
    accessKey,
    secretKey,
    ...(token !== undefined && { sessionToken: token }),
    ...(expires !== undefined && { expires }),
  };
}

/** The keys in an answer, as Volcengine's services name them. */
export function keysIn(answer: Json | undefined): Parameters<typeof checked>[0] {
  return {
    accessKey: member(answer, "AccessKeyId"),
    secretKey: member(answer, "SecretAccessKey"),
    sessionToken: member(answer, "SessionToken"),
  };
}

/** What was asked of somebody else, for the end of a sentence about the one who asked. */
export function got(loaded: Loaded): Loaded {
  return "missing" in loaded ? { missing: `gets no keys: ${loaded.missing}` } : loaded;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** When keys run out, in milliseconds since 1970, from an RFC 3339 date; `undefined` when there is no such date. */
export function readExpiry(date: unknown): number | undefined {
  const time = timeOf(typeof date === "string" ? date : undefined);
  return Number.isNaN(time) ? undefined : time;
}
