import * as pulumi from "@pulumi/pulumi";

const SECRET_SETTINGS = ["secretKey", "sessionToken"].flatMap((key) => [`vmp:${key}`, `volcengine:${key}`]);

let looked = false;

/**
 * Warns once a run of keys that lie in the stack's configuration in the clear. The engine copies the configuration into
 * the state, so they lie there in the clear as well.
 */
export function warnOfPlainKeys(): void {
  if (looked) return;
  looked = true;
  const config = pulumi.runtime.allConfig();
  const plain = SECRET_SETTINGS.filter((key) => key in config && !isConfigSecret(key));
  if (plain.length === 0) return;
  void pulumi.log.warn(
    `${plain.join(" and ")} ${plain.length > 1 ? "are" : "is"} not encrypted in the stack's configuration, nor in the state. ` +
      `Set it anew with "pulumi config set --secret ${plain[0] ?? ""}", and replace the key: it may have been seen.`,
  );
}

/** Exported by @pulumi/pulumi, but marked as internal; where it is gone, nothing is warned of. */
function isConfigSecret(key: string): boolean {
  const { isConfigSecret: ask } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  return ask?.(key) ?? true;
}
