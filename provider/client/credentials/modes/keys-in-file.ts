/** Mode `ak`: the profile has the keys, which can be temporary. */
import { member } from "../../../json";
import type { Json } from "../../types";
import { checked, type Loaded, type Needs } from "../link";
import type { Profile } from "../profile";

export function keysInFile({ values }: Pick<Profile, "values">, { clock }: Pick<Needs, "clock">): Loaded {
  const expires = expiryOf(member(values, "sts-expiration"));
  if (Number.isNaN(expires)) return { missing: "has an sts-expiration that is no time" };
  const keys = {
    accessKey: member(values, "access-key"),
    secretKey: member(values, "secret-key"),
    sessionToken: member(values, "session-token"),
  };
  return checked(keys, expires, clock.now());
}

const SECONDS_UNTIL_YEAR_5138 = 100_000_000_000;

/** In milliseconds since 1970, from seconds, milliseconds or a date, also as text. NaN: it is no time. */
export function expiryOf(value: Json | undefined): number | undefined {
  const written = typeof value === "number" ? String(value) : (value ?? "");
  if (typeof written !== "string") return NaN;
  if (/^\s*0*\s*$/.test(written)) return undefined;
  const time = /^\d+(\.\d+)?$/.test(written) ? Number(written) : Date.parse(written) / 1000;
  return time < SECONDS_UNTIL_YEAR_5138 ? time * 1000 : time;
}
