/**
 * Takes secrets out of text that comes from elsewhere: a service or a proxy may repeat in its answer what it was sent.
 */
import { parseUrl } from "../urls";

/** Shorter ones cannot be told from ordinary text. */
const SHORTEST_SECRET = 4;
/** Shorter parts of a path are words such as `hook` or `send`. */
const SHORTEST_PATH_SECRET = 8;
const LONGEST_PATTERN = 10_000;

/** The parts of an address that can be its credential: a bot's hook id, `access_token` or `key`, a user's password. */
function credentialParts(address: string): string[] {
  const url = parseUrl(address.trim());
  if (!url) return [];
  return [
    ...url.pathname.split("/").filter((part) => part.length >= SHORTEST_PATH_SECRET),
    ...url.searchParams.values(),
    url.username,
    url.password,
    url.hash.slice(1),
  ];
}

/** Replaces every secret with `***`, also percent-encoded, as JSON or HTML writes it, or in other case. */
export function redact(text: string, secrets: readonly string[]): string {
  if (text.length < SHORTEST_SECRET) return text;
  // The longest first: an address is taken out whole, not only the token in it. What is longer than the text is not in
  // it; to leave it out matters, as each text needs an expression of its own.
  const forms = [...new Set(secrets.flatMap((secret) => [secret, ...credentialParts(secret)]).flatMap(formsOf))]
    .filter(({ length }) => length >= SHORTEST_SECRET && length <= text.length)
    .sort((a, b) => b.length - a.length);
  const patterns = forms.filter((form) => form.length <= LONGEST_PATTERN).map(literal);
  // A regular expression has a limit of its own.
  const rest = forms
    .filter((form) => form.length > LONGEST_PATTERN)
    .reduce((left, form) => left.replaceAll(form, "***"), text);
  return patterns.length === 0 ? rest : rest.replace(new RegExp(patterns.join("|"), "gi"), "***");
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function formsOf(secret: string): string[] {
  // A half of a surrogate pair cannot be percent-encoded.
  const wellFormed = Buffer.from(secret).toString();
  const encoded = encodeURIComponent(wellFormed);
  return [
    secret,
    encoded,
    encodeURI(wellFormed),
    // A form writes a blank as "+".
    encoded.replaceAll("%20", "+"),
    decoded(secret),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
  ];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** One line of plain text: no tags, no control or bidirectional marks, no line breaks. */
export function plain(text: string): string {
  return text
    .replace(/<(script|style)\b[^]*?<\/\1\s*>|<[^<>]*>/gi, " ")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
}

/** Cuts a text after so many characters, and says so. */
export function shorten(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most).join("")}…` : text;
}
