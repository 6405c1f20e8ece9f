/** Mode `ramrolearn`: a role, assumed with the keys that the profile has. */
import { member, nonBlank } from "../../../json";
import { got, type Loaded, type Needs } from "../link";
import type { Profile } from "../profile";
import { assumeRole } from "../sts";
import { keysInFile } from "./keys-in-file";

export async function ramRole(profile: Profile, needs: Needs): Promise<Loaded> {
  const keys = keysInFile(profile, needs);
  if ("missing" in keys) return keys;
  const [role, account] = ["role-name", "account-id"].map((name) => nonBlank(member(profile.values, name)));
  if (role === undefined || account === undefined) return { missing: "has no role-name or no account-id" };
  return got(await assumeRole({ trn: `trn:iam::${account}:role/${role}` }, keys, needs));
}
