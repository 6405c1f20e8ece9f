/**
 * A text as it reads once something in it was decoded or left out, at any depth: what compares texts of whatever
 * encoding goes by views, and each knows where its characters stood in the original.
 *
 * Every step is linear in the text's length, and steps that lie within each other of one kind count as one.
 */
export interface View {
  text: string;
  /** Where the original of the characters from `start` to `end` begins and ends. */
  readonly origin: (start: number, end: number) => [from: number, to: number];
}

export function viewOf(text: string): View {
  return { text, origin: (start, end) => [start, end] };
}

/** A percent sign, also encoded again and again. */
const PERCENT = "%(?:25)*";
const TAIL = `${PERCENT}[89ab][0-9a-f]`;
const ESCAPES = new RegExp(
  [
    `${PERCENT}(?:[0-7][0-9a-f]|[cd][0-9a-f]${TAIL}|e[0-9a-f](?:${TAIL}){2}|f[0-7](?:${TAIL}){3})`,
    // The look behind keeps a row of backslashes from being read once from each of them.
    String.raw`(?<!\\)\\+(?:u\{(?<braced>[0-9a-f]{1,6})\}|u(?<unit>[0-9a-f]{4})|x(?<byte>[0-9a-f]{2})|[bfnrtv])`,
    "&(?:amp;)*(?:#x(?<hex>[0-9a-f]{1,6});?|#(?<decimal>[0-9]{1,7});?|(?<name>[a-z]{2,14});)",
  ].join("|"),
  "gi",
);

/** The names that HTML has for marks of ASCII. */
const MARKS =
  `amp& lt< gt> quot" apos' excl! num# dollar$ percnt% lpar( rpar) ast* plus+ comma, period. sol/ colon: semi; equals= ` +
  "quest? commat@ lsqb[ lbrack[ bsol\\ rsqb] rbrack] hat^ lowbar_ underbar_ grave` lcub{ lbrace{ verbar| vert| rcub} " +
  "rbrace} hyphen- dash-";
/** Those of what separates without being seen. */
const NOTHING = ["tab", "newline", "nbsp", "shy", "zwj", "zwnj", "zerowidthspace"];

const ENTITIES = new Map([
  ...MARKS.split(" ").map((entry) => [entry.slice(0, -1), entry.slice(-1)] as const),
  ...NOTHING.map((name) => [name, ""] as const),
]);

/** With percent encoding, the escapes of JSON and JavaScript, and the entities of HTML taken back, once. */
export function unescaped(view: View): View {
  return replaced(view, ESCAPES, (match) => {
    const { braced, unit, byte, hex, decimal, name } = match.groups ?? {};
    if (name !== undefined) return ENTITIES.get(name.toLowerCase());
    const number = braced ?? unit ?? byte ?? hex;
    if (number !== undefined) return character(parseInt(number, 16));
    if (decimal !== undefined) return character(Number(decimal));
    return match[0].startsWith("%") ? bytes(match[0]) : "";
  });
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

function bytes(encoded: string): string {
  const hex = encoded.replace(/%(?:25)*([0-9a-f]{2})/gi, "$1");
  return Buffer.from(hex, "hex").toString();
}

/** Without what nobody sees between two characters: blanks, line breaks, control and zero-width marks, backslashes. */
export function compact(view: View): View {
  return replaced(view, /[\s\p{C}\p{DI}\\]+/gu, () => "");
}

/** A form writes a blank as a plus. */
export function withoutPluses(view: View): View {
  return replaced(view, /\++/g, () => "");
}

export function withoutTags(view: View): View {
  return replaced(view, /<[^<>]*>/g, () => "");
}

const UTF8 = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g;

/** What base64 or hex in it says, from wherever that begins. */
export function unpacked(view: View): View[] {
  return [
    ...inRuns(view, /[a-z0-9+/_-]{6,100000}/gi, "base64", [4, 3]),
    ...inRuns(view, /[0-9a-f]{8,100000}/gi, "hex", [2, 1]),
  ];
}

/** @param ratio so many characters stand for so many bytes */
function inRuns(view: View, runs: RegExp, encoding: "base64" | "hex", [units, size]: [number, number]): View[] {
  return [...view.text.matchAll(runs)].flatMap(({ 0: run, index }) =>
    Array.from({ length: units }, (_, offset): View => {
      const at = (byte: number): number => index + offset + (byte * units) / size;
      const inBytes: View = {
        text: Buffer.from(run.slice(offset), encoding).toString("latin1"),
        origin: (start, end) => view.origin(Math.floor(at(start)), Math.min(Math.ceil(at(end)), index + run.length)),
      };
      return replaced(inBytes, UTF8, ([latin1]) => Buffer.from(latin1, "latin1").toString());
    }),
  );
}

/** The view with each match replaced; where `by` gives nothing, it stays. The same view when nothing is replaced. */
function replaced(view: View, pattern: RegExp, by: (match: RegExpExecArray) => string | undefined): View {
  // Most have none, and this is the fastest way to know it.
  if (view.text.search(pattern) < 0) return view;
  // Where each piece begins, in the new text and in the old: those that stayed are as long in both.
  const [news, olds]: [number[], number[]] = [[0], [0]];
  const pieces: string[] = [];
  let length = 0;
  let done = 0;
  const add = (piece: string, end: number): void => {
    pieces.push(piece);
    news.push((length += piece.length));
    olds.push((done = end));
  };
  for (const match of view.text.matchAll(pattern)) {
    const replacement = by(match);
    if (replacement === undefined) continue;
    add(view.text.slice(done, match.index), match.index);
    add(replacement, match.index + match[0].length);
  }
  if (pieces.length === 0) return view;
  add(view.text.slice(done), view.text.length);
  const old = (index: number, isEnd: boolean): number => {
    const piece = lastAtMost(news, isEnd ? index - 1 : index);
    const [start = 0, before = 0, end = 0, after = 0] = [news[piece], olds[piece], news[piece + 1], olds[piece + 1]];
    if (end - start === after - before) return before + index - start;
    return isEnd ? after : before;
  };
  return { text: pieces.join(""), origin: (start, end) => view.origin(old(start, false), old(end, true)) };
}

/** The place of the last number that is no larger, in a list that rises. */
function lastAtMost(numbers: number[], most: number): number {
  let [low, high] = [0, numbers.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= most) low = middle;
    else high = middle;
  }
  return low;
}
