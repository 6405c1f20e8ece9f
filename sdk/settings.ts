import * as pulumi from "@pulumi/pulumi";
import { secretPaths } from "../provider/fields/secrets";
import { SETTINGS } from "../provider/settings/table";
import { onceARun } from "./run";

const OIDC_ROLE = "volcengine:assumeRoleWithOidc";

/** Warns once a run of what is odd in the stack's configuration. */
export const warnOfSettings = onceARun(() => {
  const config = pulumi.runtime.allConfig();
  warnOfPlainSecrets(config);
  const settings = Object.keys(SETTINGS).map((key) => `vmp:${key}`);
  const unknown = Object.keys(config).filter((key) => key.startsWith("vmp:") && !settings.includes(key));
  if (unknown.length > 0) void warnOfUnknown(unknown);
});

async function warnOfUnknown(keys: string[]): Promise<void> {
  // Loaded only now: most programs have no such keys.
  const { unknownSettings } = await import("../provider/settings/unknown");
  const warning = unknownSettings(keys, pulumi.getProject());
  if (warning !== undefined) await pulumi.log.warn(warning);
}

/**
 * Of secrets that lie in it in the clear. The engine copies the configuration into the state, so they lie there in the
 * clear as well.
 */
function warnOfPlainSecrets(config: Record<string, string>): void {
  const both = secretPaths(SETTINGS).flatMap((key) => [`vmp:${key}`, `volcengine:${key}`]);
  const secret = [...both, OIDC_ROLE];
  const plain = secret.filter((key) => holdsSecret(key, config[key]) && !isConfigSecret(key));
  if (plain.length === 0) return;
  const [are, each, they, hold] = plain.length > 1 ? ["are", "each", "they", "hold"] : ["is", "it", "it", "holds"];
  const commands = plain.map((key) => `"pulumi config set --secret ${key}"`).join(", ");
  void pulumi.log.warn(
    `${plain.join(" and ")} ${are} not encrypted in the stack's configuration, nor in the state. ` +
      `Set ${each} anew with ${commands}, and replace what ${they} ${hold}: ${they} may have been seen.`,
  );
}

/** The URL of a proxy is a secret where there is a password in it, and a role where there is a token. */
function holdsSecret(key: string, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (key === OIDC_ROLE) return value.includes("oidcToken");
  return !key.endsWith(":proxyUrl") || value.includes("@");
}

/** Exported by @pulumi/pulumi, but marked as internal; where it is gone, nothing is warned of. */
function isConfigSecret(key: string): boolean {
  const { isConfigSecret: ask } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  return ask?.(key) ?? true;
}
