/** The Chinese pages beside the English ones: what no translation changes is the same, section by section. */
import {
  anchor,
  chinesePages,
  codeBlocks,
  englishOf,
  fromRoot,
  headings,
  prose,
  read,
  relativeLinks,
  sectionsOf,
} from "./markdown";

const PAIRS = chinesePages().map((chinese) => ({ chinese, english: englishOf(chinese) }));

/** All that the pattern finds in each section: sorted, as languages put words in orders of their own. */
const each =
  (pattern: RegExp) =>
  (page: string): string[][] =>
    sectionsOf(read(page)).map((section) => Array.from(section.matchAll(pattern), ([match]) => match).sort());

describe.each(PAIRS)("$chinese and $english are one:", ({ chinese, english }) => {
  test("the same sections", () => {
    const levels = (page: string): number[] => headings(read(page)).map(({ level }) => level);
    expect(levels(chinese)).toEqual(levels(english));
  });

  test("the same code, its comments apart", () => {
    const code = (page: string): unknown[] =>
      codeBlocks(read(page)).map((block) => ({ ...block, code: block.code.replace(/ \/\/ .*$/gm, "") }));
    expect(code(chinese)).toEqual(code(english));
  });

  test("the same settings, properties, commands and messages", () => {
    const named = (page: string): string[][] => each(/`[^`\n]+`/g)(page).map((names) => [...new Set(names)]);
    expect(named(chinese)).toEqual(named(english));
  });

  test("the same numbers", () => {
    const numbers = each(/\d[\d.,]*(?<=\d)/g);
    expect(numbers(chinese)).toEqual(numbers(english));
  });

  test("as many rows of tables, items, quotes and things that are stressed", () => {
    const counts = (page: string): number[][] =>
      sectionsOf(read(page)).map((section) =>
        [/^\|/gm, /^ *- /gm, /^ *\d+\. /gm, /^> /gm, /\*\*/g].map((mark) => section.match(mark)?.length ?? 0),
      );
    expect(counts(chinese)).toEqual(counts(english));
  });

  test("the same links, to the Chinese page where there is one", () => {
    const places = (page: string): string[] =>
      relativeLinks(page)
        .filter((link) => link !== chinese && link !== english)
        .map(inEnglish)
        .sort();
    expect(places(chinese)).toEqual(places(english));
    const chineseOnes = PAIRS.map((pair) => pair.english);
    const missed = relativeLinks(chinese).filter((link) => link !== english && chineseOnes.includes(pathOf(link)));
    expect(missed).toEqual([]);
  });

  test("each links to the other", () => {
    expect(relativeLinks(chinese)).toContain(english);
    expect(relativeLinks(english)).toContain(chinese);
  });
});

describe.each(PAIRS)("$chinese", ({ chinese, english }) => {
  test("says of each link to an English page that it is one", () => {
    const links = Array.from(prose(read(chinese)).matchAll(/\]\((?![a-z]+:)([^)\s]+)\)(（英文）)?/g));
    const wrong = links.filter(([, target = "", mark]) => {
      const path = pathOf(fromRoot(chinese, target));
      const isEnglish = path.endsWith(".md") && path !== english && !chinesePages().includes(path);
      return isEnglish !== (mark !== undefined);
    });
    expect(wrong.map(([link]) => link)).toEqual([]);
  });

  test("has the words that CONTRIBUTING.md lists, and not those in their place", () => {
    const words = read("CONTRIBUTING.md").split("## The Chinese pages")[1] ?? "";
    const others = Array.from(words.matchAll(/ (\p{Script=Han}+) +\|$/gmu), ([, word = ""]) => word);
    expect(others).toContain("联系组");
    expect(others.filter((word) => prose(read(chinese)).includes(word))).toEqual([]);
  });

  test("breaks no line between two characters, where a blank would be seen", () => {
    expect(prose(read(chinese)).match(/.*\p{Script=Han}\n *\p{Script=Han}.*/gu) ?? []).toEqual([]);
  });
});

function pathOf(link: string): string {
  return link.replace(/#.*/, "");
}

/** A link as the English page would have it, a heading by its number. */
function inEnglish(link: string): string {
  const [path = "", fragment] = link.split("#");
  if (fragment === undefined) return englishOf(path);
  return `${englishOf(path)}#${headings(read(path)).map(anchor).indexOf(fragment)}`;
}
