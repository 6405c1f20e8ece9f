/** The table of the settings, for what is derived from it: the schema of the packaged provider and its arguments. */
import type { Fields, PropertiesOf } from "../fields/field";

export const SETTINGS = {
  /**
   * The access key. Default: the rest of the chain, `VOLCENGINE_ACCESS_KEY` first. Goes with `secretKey`. Secret:
   * encrypted in the state.
   */
  accessKey: { kind: "text", secret: true },
  /** The secret key. Default: `VOLCENGINE_SECRET_KEY`. Goes with `accessKey`. Secret: encrypted in the state. */
  secretKey: { kind: "text", secret: true },
  /** The session token of temporary keys. Default: `VOLCENGINE_SESSION_TOKEN`. Secret: encrypted in the state. */
  sessionToken: { kind: "text", secret: true },
  /** A profile of the vendor's CLI, in `~/.volcengine/config.json`, to take the keys from. Default none. */
  profile: { kind: "text" },
  /** The region, part of the signature. Default: `VOLCENGINE_REGION`, then `cn-beijing`. */
  region: { kind: "text" },
  /**
   * A host, or a URL without a path. Default: `VOLCENGINE_ENDPOINT`, then `https://open.volcengineapi.com`.
   */
  endpoint: { kind: "text" },
  /** `true` allows plain http to another machine. Default `false`. */
  disableSsl: { kind: "flag" },
  /**
   * The http or https URL of a proxy, for every call. Default: `VOLCENGINE_PROXY_URL`, then `HTTPS_PROXY`,
   * `HTTP_PROXY` and
   * `NO_PROXY`. It may hold a password. Secret: encrypted in the state.
   */
  proxyUrl: { kind: "text", secret: true },
  /** How often a call may be sent again, 0 to 20. Default 6. */
  maxRetries: { kind: "number" },
  /** Seconds for a whole operation, 1 to 3600. Default 120. */
  timeout: { kind: "number" },
  /** `true`: a create takes over what has exactly its name. Default `false`. */
  adoptExisting: { kind: "flag" },
  /** `warn` or `fail`: webhooks that changed are tested. Default `off`. */
  testOnApply: { kind: "text", choices: ["off", "warn", "fail"] },
} as const satisfies Fields;

/** The settings of a provider, each with its default where it is left out. */
export interface ProviderProperties extends PropertiesOf<typeof SETTINGS> {}
