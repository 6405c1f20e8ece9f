/**
 * How the engine marks what is secret, and what is not known yet.
 *
 * Source: `SigKey`, `SecretSig` and `UnknownStringValue` of the Pulumi engine.
 */

/** An object with this member, of this value, is a secret: its `value` is the secret itself. */
export const [SIGNATURE, SECRET] = ["4dabf18193072939515e22adb298388d", "1b47061264138c4ac30d75fd1eb44270"] as const;

/** Stands at any depth for a value that is known only after another resource was made. */
export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
