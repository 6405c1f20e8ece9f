/**
 * Takes secrets out of text that comes from elsewhere: a service or a proxy may repeat in its answer what it was sent,
 * in whatever form, cut off, or with something between its characters.
 *
 * No form of a secret is listed: the text is decoded step by step, what nobody sees is left out, and each view of it is
 * compared. All of it is linear in the text's length.
 */
import { parseUrl } from "../urls";
import { compact, unescaped, unpacked, type View, viewOf, withoutPluses, withoutTags } from "./view";

/** Shorter ones cannot be told from ordinary text. */
const SHORTEST_SECRET = 4;
/** Shorter parts of a path are words such as `hook` or `send`. */
const SHORTEST_PATH_SECRET = 8;
/** So many characters in a row of a secret are taken out, whatever became of the rest. */
const LONG_PART = 8;
/** The parts of a longer one are only those of its beginning. */
const LONGEST_SECRET = 10_000;
/** Encodings of different kinds within each other: more than all that is on the way adds. */
const DEPTH = 4;

/** Replaces every secret, and every long part of one, with `***`. */
export function redact(text: string, secrets: readonly string[]): string {
  if (secrets.length === 0) return text;
  const original = viewOf(text);
  const views = viewsOf(original);
  const parts = partsOf(new Set(secrets), beginningsIn(views));
  const isSecret = new Uint8Array(text.length);
  const found = views.flatMap((view) => [...wholesIn(view, parts), ...partsIn(view, parts)]);
  for (const [from, to] of [...wholesIn(original, parts), ...found]) isSecret.fill(1, from, to);
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = isSecret.indexOf(1 - (isSecret[at] ?? 0), at);
    pieces.push(isSecret[at] === 1 ? "***" : text.slice(at, end < 0 ? text.length : end));
    at = end < 0 ? text.length : end;
  }
  return pieces.join("");
}

interface Parts {
  /** By their length; they are looked up at every place of a text. Those that cannot stand there are not in it. */
  byLength: ReadonlyMap<number, ReadonlySet<string>>;
  beginnings: Beginnings;
  /** Looked for one by one: an address, as its beginning is nobody's secret, and secrets as they are. */
  wholes: ReadonlySet<string>;
}

/** Whether something in the text begins with characters of this hash, and something in a secret does, too. */
type Beginnings = Uint8Array;
const [IN_TEXT, IN_BOTH] = [1, 2];

function beginningsIn(views: readonly View[]): Beginnings {
  const beginnings = new Uint8Array(0x2000);
  for (const { text } of views) for (let at = 0; at < text.length; at++) beginnings[hash(text, at)] = IN_TEXT;
  return beginnings;
}

function partsOf(secrets: ReadonlySet<string>, beginnings: Beginnings): Parts {
  const byLength = new Map<number, Set<string>>();
  const wholes = new Set(secrets);
  for (const secret of secrets) {
    const credentials = credentialsIn(secret);
    if (credentials) for (const form of formsOf(secret)) wholes.add(form);
    for (const form of (credentials ?? [secret.slice(0, LONGEST_SECRET)]).flatMap(formsOf)) {
      const length = Math.min(form.length, LONG_PART);
      for (let at = 0; at + length <= form.length; at++) {
        const beginning = hash(form, at);
        if (!beginnings[beginning]) continue;
        beginnings[beginning] = IN_BOTH;
        const parts = byLength.get(length) ?? new Set();
        byLength.set(length, parts.add(form.slice(at, at + length)));
      }
    }
  }
  for (const whole of wholes) if (whole.length < SHORTEST_SECRET) wholes.delete(whole);
  for (const length of byLength.keys()) if (length < SHORTEST_SECRET) byLength.delete(length);
  return { byLength, beginnings, wholes };
}

/** The parts of an address that can be its credential: a bot's hook id, `access_token` or `key`, a user's password. */
function credentialsIn(address: string): string[] | undefined {
  const url = parseUrl(address.trim());
  if (!url) return undefined;
  return [
    ...url.pathname.split("/").filter((part) => part.length >= SHORTEST_PATH_SECRET),
    ...url.searchParams.values(),
    url.username,
    url.password,
    url.hash.slice(1),
  ];
}

/** Nothing in it can be decoded, and nothing is left out. */
const PLAIN = /^[\w.~:/?=@,-]*$/;

/** A secret as it stands in the views of a text, however that has it. */
function formsOf(secret: string): string[] {
  if (PLAIN.test(secret)) return [secret.toLowerCase()];
  return levelsOf(viewOf(secret)).flatMap((level) => foldsOf(level).map(({ text }) => text));
}

/** Whatever a text may say to somebody who decodes it, as secrets are compared with it. */
function viewsOf(original: View): View[] {
  return levelsOf(original)
    .flatMap((level) => [level, ...unpacked(compact(level)).flatMap(levelsOf)])
    .flatMap(foldsOf);
}

/** As it is, decoded, decoded again. */
function levelsOf(view: View): View[] {
  const levels = [view];
  for (let depth = 0; depth < DEPTH; depth++) {
    const decoded = unescaped(view);
    if (decoded === view) break;
    levels.push((view = decoded));
  }
  return levels;
}

/** What is compared: what is seen of it, in one case; with and without tags, with pluses and blanks in their place. */
function foldsOf(view: View): View[] {
  const seen = [...new Set([view, withoutTags(view)])].map(compact).flatMap((each) => [each, withoutPluses(each)]);
  return [...new Set(seen)].map(inOneCase);
}

function inOneCase({ text, origin }: View): View {
  // Of ASCII alone: others can change their length.
  return { text: text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()), origin };
}

function* wholesIn({ text, origin }: View, { wholes }: Parts): Generator<[from: number, to: number]> {
  for (const whole of wholes) {
    for (let at = text.indexOf(whole); at >= 0; at = text.indexOf(whole, at + whole.length)) {
      yield origin(at, at + whole.length);
    }
  }
}

function* partsIn({ text, origin }: View, { byLength, beginnings }: Parts): Generator<[from: number, to: number]> {
  for (const [length, parts] of byLength) {
    for (let at = 0; at + length <= text.length; at++) {
      if (beginnings[hash(text, at)] === IN_BOTH && parts.has(text.slice(at, at + length))) {
        yield origin(at, at + length);
      }
    }
  }
}

/** Of the first characters of a part: most places of a text need no closer look. */
function hash(text: string, at: number): number {
  return (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) & 0x1fff;
}
