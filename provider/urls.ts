/** The few questions about URLs that settings, transport and credentials share. */

/** An http or https URL, or `undefined`. */
export function parseUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && (url.protocol === "https:" || url.protocol === "http:") && url.hostname !== "" ? url : undefined;
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
