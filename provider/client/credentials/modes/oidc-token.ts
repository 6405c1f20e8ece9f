/** Mode `oidc`: a role, assumed with the token in a file. */
import { member, nonBlank } from "../../../json";
import { got, type Loaded, type Needs } from "../link";
import type { Profile } from "../profile";
import { assumeRoleWithOidc } from "../sts";
import { readTextFile } from "../text-file";

export async function oidcToken({ values }: Profile, needs: Needs): Promise<Loaded> {
  const [trn, path] = ["role-trn", "oidc-token-file"].map((name) => nonBlank(member(values, name)));
  if (trn === undefined || path === undefined) return { missing: "has no role-trn or no oidc-token-file" };
  const read = readTextFile(path);
  return got("missing" in read ? read : await assumeRoleWithOidc({ trn, token: read.text }, needs));
}
