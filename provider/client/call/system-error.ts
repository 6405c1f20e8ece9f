/** undici's own codes, by the system's word for the same, which people search for. */
const SYSTEM_CODES: Record<string, string> = {
  UND_ERR_CONNECT_TIMEOUT: "ETIMEDOUT",
  UND_ERR_HEADERS_TIMEOUT: "ETIMEDOUT",
  UND_ERR_SOCKET: "ECONNRESET",
  UND_ERR_DESTROYED: "ECONNRESET",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "ECONNRESET",
  UND_ERR_PRX_TLS: "ERR_TLS_CERT_ALTNAME_INVALID",
};

/** An error of the wire with its sentence and its code alone: undici's also hold what the other side sent. */
export function systemError({ message, code = "" }: Error & { code?: string }): Error & { code: string } {
  return Object.assign(new Error(message), { code: SYSTEM_CODES[code] ?? code });
}
