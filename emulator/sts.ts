/**
 * Keys: the fixed one, and temporary ones as the security token service gives them out.
 * From "STS > AssumeRole, AssumeRoleWithOIDC, GetCallerIdentity" (version 2018-01-01) of the API reference; of the
 * three, AssumeRoleWithOIDC alone is not signed.
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
  /** Whose it is. */
  trn?: string;
  /** When it stops being valid, in ms since 1970; without one it never does. */
  expires?: number;
}

/** Keys that expire. */
export type TemporaryKey = Required<Omit<AccessKey, "trn">>;

/** The version of the STS actions. */
export const STS_VERSION = "2018-01-01";

/** What the signature of an STS call is for. */
export const STS_SERVICE = "sts";

const ACCOUNT = "2000000000";

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
  issue(now: number, seconds = this.longestSeconds, trn = `trn:iam::${ACCOUNT}:role/emulator`): TemporaryKey {
    const key = {
      trn,
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

/** An action of the service. `caller` is whose key signed it; absent where the action takes no signature. */
export interface StsAction {
  signed: boolean;
  run: (parameters: URLSearchParams, keys: KeyRing, now: number, caller?: AccessKey) => object;
}

/** The actions, by name. Any OIDC token that is not empty is taken, since there is no identity provider to ask. */
export const STS_ACTIONS: ReadonlyMap<string, StsAction> = new Map([
  ["AssumeRole", { signed: true, run: assume(["RoleTrn", "RoleSessionName"]) }],
  ["AssumeRoleWithOIDC", { signed: false, run: assume(["RoleTrn", "OIDCToken", "RoleSessionName"]) }],
  ["GetCallerIdentity", { signed: true, run: identity }],
]);

function assume(required: string[]): StsAction["run"] {
  return (parameters, keys, now) => {
    for (const parameter of required) {
      if ((parameters.get(parameter) ?? "").trim() === "") throw missingParameter(parameter);
    }
    const role = parameters.get("RoleTrn") ?? "";
    if (!role.startsWith("trn:iam::")) throw invalidParameter("RoleTrn");
    const seconds = Number(parameters.get("DurationSeconds") ?? 3600);
    if (!Number.isInteger(seconds) || seconds <= 0) throw invalidParameter("DurationSeconds");
    const trn = `${role}/${parameters.get("RoleSessionName") ?? ""}`;
    const key = keys.issue(now, seconds, trn);
    return {
      Credentials: {
        CurrentTime: rfc3339(now),
        Expiration: rfc3339(key.expires),
        AccessKeyId: key.accessKeyId,
        SecretAccessKey: key.secretKey,
        SessionToken: key.sessionToken,
      },
      AssumedRoleUser: { AssumedRoleId: "emulator", Trn: trn },
    };
  };
}

function identity(_parameters: URLSearchParams, _keys: KeyRing, _now: number, caller?: AccessKey): object {
  const trn = caller?.trn ?? `trn:iam::${ACCOUNT}:user/emulator`;
  const kind = trn.includes(":role/") ? "Role" : "User";
  return { AccountId: Number(trn.split(":")[3]), IdentityType: kind, IdentityId: "emulator", Trn: trn };
}
