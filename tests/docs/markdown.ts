/** Reads the documentation: headings, code blocks, links. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

export const ROOT = dirname(dirname(__dirname));

/** What this folder's tests hold to the truth; docs/emulator.md has tests of its own. */
export const PAGES = [
  "README.md",
  "CHANGELOG.md",
  "SECURITY.md",
  "docs/contact.md",
  "docs/contact-group.md",
  "docs/notify-policy.md",
  "docs/notify-template.md",
  "docs/notify-group-policy.md",
  "docs/silence-policy.md",
  "docs/functions.md",
  "docs/configuration.md",
  "docs/day-two.md",
  "docs/migration.md",
  "docs/pipelines.md",
  "docs/plugin.md",
  "docs/scale.md",
  "docs/testing.md",
  "docs/troubleshooting.md",
  "docs/who.md",
  ...chinesePages(),
];

/** Each has an English page that says the same. */
export function chinesePages(): string[] {
  return ["README.zh-CN.md", ...readdirSync(join(ROOT, "docs/zh-CN")).map((file) => `docs/zh-CN/${file}`)];
}

export function englishOf(chinese: string): string {
  return chinese.replace(".zh-CN.md", ".md").replace("/zh-CN/", "/");
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

export interface CodeBlock {
  language: string;
  code: string;
}

/** Also in an item of a list. */
const BLOCK = /^( *)```(\w*)\n([^]*?)^\1```$/gm;

export function codeBlocks(markdown: string): CodeBlock[] {
  return Array.from(markdown.matchAll(BLOCK), ([, indent = "", language = "", code = ""]) => ({
    language,
    code: code.replace(new RegExp(`^${indent}`, "gm"), ""),
  }));
}

/** The text outside of code blocks. */
export function prose(markdown: string): string {
  return markdown.replace(BLOCK, "");
}

/** What stands between two headings, without code blocks. */
export function sectionsOf(markdown: string): string[] {
  return prose(markdown).split(/^#.*$/m);
}

export interface Heading {
  level: number;
  title: string;
}

export function headings(markdown: string): Heading[] {
  return Array.from(prose(markdown).matchAll(/^(#+) (.*)$/gm), ([, marks = "", title = ""]) => ({
    level: marks.length,
    title,
  }));
}

/** The name that GitHub gives a heading in a link. */
export function anchor({ title }: Heading): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}

/** Links to files of this project, from its root; `#` and what follows stays. */
export function relativeLinks(page: string): string[] {
  const targets = Array.from(prose(read(page)).matchAll(/\]\(([^)\s]+)\)/g), ([, target = ""]) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target)).map((target) => fromRoot(page, target));
}

export function fromRoot(page: string, target: string): string {
  return target.startsWith("#") ? page + target : posix.join(posix.dirname(page), target);
}
