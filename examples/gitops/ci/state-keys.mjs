// Keys for the state in TOS: the job's OIDC token is exchanged for temporary ones (AssumeRoleWithOIDC), which are
// printed as the AWS SDK wants them of a credential_process. Nothing is stored.
import { readFileSync } from "node:fs";
import { withoutPasswords } from "./block.mjs";

try {
  const { STATE_ROLE_TRN, VOLCENGINE_OIDC_TOKEN_FILE, VOLCENGINE_OIDC_STS_ENDPOINT } = process.env;
  if (!STATE_ROLE_TRN) throw new Error("the variable STATE_ROLE_TRN is not set; it names the role for the state");
  if (!VOLCENGINE_OIDC_TOKEN_FILE) throw new Error("there is no OIDC token (VOLCENGINE_OIDC_TOKEN_FILE)");
  const endpoint = VOLCENGINE_OIDC_STS_ENDPOINT || "sts.volcengineapi.com";
  const host = endpoint.includes("://") ? endpoint : `https://${endpoint}`;
  const form = {
    RoleTrn: STATE_ROLE_TRN,
    OIDCToken: readFileSync(VOLCENGINE_OIDC_TOKEN_FILE, "utf8").trim(),
    RoleSessionName: "pulumi-state",
    DurationSeconds: "3600",
  };
  const response = await fetch(new URL("/?Action=AssumeRoleWithOIDC&Version=2018-01-01", host), {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: Object.entries(form)
      .map((pair) => pair.map(encodeURIComponent).join("="))
      .join("&"),
    redirect: "error",
  });
  const { ResponseMetadata, Result } = await response.json().catch(() => ({}));
  if (!Result?.Credentials) {
    const { Error: refusal, RequestId } = ResponseMetadata ?? {};
    throw new Error(`AssumeRoleWithOIDC: ${refusal?.Code ?? `status ${response.status}`} (request ${RequestId})`);
  }
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Result.Credentials;
  console.log(JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey, SessionToken, Expiration }));
} catch (error) {
  console.error(withoutPasswords(`No keys for the state in TOS: ${error.cause?.message ?? error.message}`));
  process.exitCode = 1;
}
