/**
 * Keys: the fixed one, and temporary ones as the security token service gives them out.
 * From "STS > AssumeRoleWithOIDC" (version 2018-01-01) of the API reference; the call is not signed.
 */
import { randomBytes } from "node:crypto";
import { rfc3339 } from "./envelope";
import { invalidParameter, missingParameter } from "./errors";

/** A key that requests can be signed with. */
export interface AccessKey {
  accessKeyId: string;
  secretKey: string;
  /** What X-Security-Token must be; without one the header must be absent. */
  sessionToken?: string;
  /** When it stops being valid, in ms since 1970; without one it never does. */
  expires?: number;
}

/** Keys that expire. */
export type TemporaryKey = Required<AccessKey>;

/** The version of the STS actions. */
export const STS_VERSION = "2018-01-01";

/** All the keys that an emulator accepts. */
export class KeyRing {
  private readonly keys = new Map<string, AccessKey>();

  constructor(
    fixed: AccessKey,
    private readonly longestSeconds: number,
  ) {
    this.keys.set(fixed.accessKeyId, fixed);
  }

  find(accessKeyId: string): AccessKey | undefined {
    return this.keys.get(accessKeyId);
  }

  /** Gives out temporary keys for so many seconds, or for the longest allowed if that is less. */
  issue(now: number, seconds = this.longestSeconds): TemporaryKey {
    const key = {
      accessKeyId: `AKTP${randomBytes(16).toString("hex")}`,
      secretKey: randomBytes(24).toString("base64"),
      sessionToken: `STS${randomBytes(48).toString("base64url")}`,
      expires: now + Math.min(seconds, this.longestSeconds) * 1000,
    };
    this.keys.set(key.accessKeyId, key);
    return key;
  }

  /** Makes every temporary key that was given out so far expired. */
  expireTemporaryKeys(now: number): void {
    for (const key of this.keys.values()) {
      if (key.expires !== undefined) key.expires = Math.min(key.expires, now);
    }
  }
}

/** AssumeRoleWithOIDC: any non-empty token is taken, since there is no identity provider to ask. */
export function assumeRoleWithOidc(form: URLSearchParams, keys: KeyRing, now: number): object {
  for (const parameter of ["RoleTrn", "OIDCToken", "RoleSessionName"]) {
    if ((form.get(parameter) ?? "").trim() === "") throw missingParameter(parameter);
  }
  const trn = form.get("RoleTrn") ?? "";
  if (!trn.startsWith("trn:iam::")) throw invalidParameter("RoleTrn");
  const seconds = Number(form.get("DurationSeconds") ?? 3600);
  if (!Number.isInteger(seconds) || seconds <= 0) throw invalidParameter("DurationSeconds");
  const key = keys.issue(now, seconds);
  return {
    Credentials: {
      CurrentTime: rfc3339(now),
      Expiration: rfc3339(key.expires),
      AccessKeyId: key.accessKeyId,
      SecretAccessKey: key.secretKey,
      SessionToken: key.sessionToken,
    },
    AssumedRoleUser: { AssumedRoleId: "emulator", Trn: `${trn}/${form.get("RoleSessionName") ?? ""}` },
  };
}
