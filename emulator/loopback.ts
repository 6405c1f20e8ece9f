/**
 * The address of this machine that a host name means, if it means one. `localhost` is not looked up: it could be led
 * elsewhere.
 */
export function loopbackAddress(hostname: string): string | undefined {
  if (hostname === "localhost") return "127.0.0.1";
  if (hostname === "[::1]") return "::1";
  return /^127\.\d+\.\d+\.\d+$/.test(hostname) ? hostname : undefined;
}
