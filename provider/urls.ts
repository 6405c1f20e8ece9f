/** The few questions about URLs that settings, transport and credentials share. */

/** An http or https URL, or `undefined`. */
export function parseUrl(text: string): URL | undefined {
  // Most texts that are none have no colon, and an error for each takes time.
  const url = text.includes(":") ? urlOf(text) : undefined;
  return url && (url.protocol === "https:" || url.protocol === "http:") && url.hostname !== "" ? url : undefined;
}

/** Not by `URL.canParse`: once Node 20 has compiled it, it refuses each URL with a letter such as `ü` in its host. */
function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Makes a URL of a bare host, as the vendor's tools take it: `open.volcengineapi.com`, `localhost:8080`. */
export function withScheme(hostOrUrl: string, scheme: "http" | "https"): string {
  return hostOrUrl.includes("://") ? hostOrUrl : `${scheme}://${hostOrUrl}`;
}

/** Whether what is sent there stays on this machine. */
export function isLoopback(url: URL): boolean {
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
}

/** The value of the `Host` header: as the vendor's SDKs sign it, without a port of 80 or 443. */
export function hostHeader(url: URL): string {
  return ["", "80", "443"].includes(url.port) ? url.hostname : url.host;
}
