/** Names -> identifiers of a TypeScript program. Pure. */

/** What no variable of a module can be called, and what the program itself uses. */
const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export " +
    "extends false finally for function if implements import in instanceof interface let new null package private " +
    "protected public return static super switch this throw true try typeof var void while with yield " +
    "globalThis Infinity NaN Object Promise undefined exports module require pulumi vmp config secrets missing members idsOf"
  ).split(" "),
);

/**
 * An identifier for each name, each another one: `team-a` is `teamA`. Chinese characters stay, save the rare ones that
 * only newer versions of Unicode, and so not all compilers, count as letters.
 */
export function identifiersFor(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const base = toIdentifier(name);
    let identifier = base;
    for (let number = 2; taken.has(identifier); number++) identifier = `${base}_${number}`;
    taken.add(identifier);
    return identifier;
  });
}

function toIdentifier(name: string): string {
  const [first = "", ...rest] = name.match(/[A-Za-z0-9_\u3400-\u4db5\u4e00-\u9fa5]+/g) ?? [];
  const joined = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  if (!/^[^0-9_]/.test(joined)) return `contact${joined}`;
  return RESERVED.has(joined) ? `${joined}Contact` : joined;
}
