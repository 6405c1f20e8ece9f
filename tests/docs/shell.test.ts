/** Each shell block of the pages is run by a test, or the page says that none does. The Chinese pages have the same. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { read, ROOT } from "./markdown";
import { commandsIn, NOT_RUN, shellBlocks } from "./shell";

const PAGES = ["README.md", ...filesBelow("docs", /^[^/]+\.md$/)];

/** Run by a test that fails for each block that it has left. */
const RUN_WHOLE = { "docs/day-two.md": "tests/e2e/day-two.long.test.ts" };

/** How many blocks the tests run, by page and section. */
const RUN = new Map(
  filesBelow("tests", /\.ts$/)
    .flatMap((file) => Array.from(read(file).matchAll(/\bshownBlocks\(\s*"(.+?)",\s*"(.+?)"(?:,\s*(\d+))?,?\s*\)/g)))
    .map(([, page = "", section = "", count = "1"]) => [`${page}, ${section}`, Number(count)]),
);

function filesBelow(folder: string, pattern: RegExp): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return files.filter((file) => pattern.test(file)).map((file) => `${folder}/${file}`);
}

test(`each shell block is run by a test (shownBlocks), or has "${NOT_RUN}" in front of it`, () => {
  const there = new Map([...RUN.keys()].map((section) => [section, [] as string[]]));
  for (const page of PAGES.filter((each) => !(each in RUN_WHOLE))) {
    for (const { section, commands, isMarked } of shellBlocks(page)) {
      const name = `${page}, ${section}`;
      if (!isMarked) there.set(name, [...(there.get(name) ?? []), commands[0]?.text ?? ""]);
    }
  }
  const others = [...there].filter(([name, blocks]) => blocks.length !== (RUN.get(name) ?? 0));
  expect(others.map(([name, blocks]) => ({ name, blocks, run: RUN.get(name) ?? 0 }))).toEqual([]);
});

test("a page that is run whole has blocks, and a test", () => {
  for (const [page, file] of Object.entries(RUN_WHOLE)) {
    expect(shellBlocks(page).length).toBeGreaterThan(10);
    expect(read(file)).toContain(page);
  }
});

test("a command is what stands behind a prompt, to the end of its line or beyond a backslash", () => {
  expect(commandsIn("$ curl \\\n    http://a\n{}\n\n$ b\n$ c\nd\n  e\n")).toEqual([
    { text: "curl \\\n    http://a", shown: ["{}"] },
    { text: "b", shown: [] },
    { text: "c", shown: ["d", "  e"] },
  ]);
});
