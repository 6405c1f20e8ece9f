/**
 * The shell commands that the pages show. A test that runs some takes them from here, by page and section. What none
 * runs says so in the page, in the paragraph or comment right in front of it.
 */
import { read } from "./markdown";

export const NOT_RUN = "not run by the tests";

export interface Command {
  text: string;
  /** What the page shows of its output, a line each. */
  shown: string[];
}

export interface ShellBlock {
  section: string;
  commands: Command[];
  /** Whether the page says that no test runs it. */
  isMarked: boolean;
}

const HEADING_OR_BLOCK = /^#+ (.*)$|^( *)```(\w*)\n([^]*?)^\2```$/gm;

export function shellBlocks(page: string): ShellBlock[] {
  const text = read(page);
  const blocks: ShellBlock[] = [];
  let section = "";
  for (const { 1: title, 2: indent = "", 3: language = "", 4: code = "", index } of text.matchAll(HEADING_OR_BLOCK)) {
    section = title ?? section;
    if (title !== undefined || !/^(console|bash|sh|shell)$/.test(language)) continue;
    const before = text.slice(0, index).trimEnd().split("\n\n").at(-1) ?? "";
    const commands = commandsIn(code.replace(new RegExp(`^${indent}`, "gm"), ""));
    blocks.push({ section, commands, isMarked: before.replace(/\s+/g, " ").includes(NOT_RUN) });
  }
  return blocks;
}

/**
 * The blocks of a section, for a test that runs all of them. The arguments are written out: tests/docs/shell.test.ts
 * looks for them.
 *
 * @throws when there are more or fewer
 */
export function shownBlocks(page: string, section: string, count = 1): Command[][] {
  const blocks = shellBlocks(page).filter((block) => block.section === section && !block.isMarked);
  if (blocks.length !== count) throw new Error(`${page}, "${section}": ${blocks.length} blocks, and not ${count}`);
  return blocks.map(({ commands }) => commands);
}

/** A line that ends with a backslash goes on in the next. */
export function commandsIn(code: string): Command[] {
  const [, ...parts] = code.split(/^\$ /m);
  return parts.map((part) => {
    const [, text = "", shown = ""] = /^((?:.*\\\n)*.*)\n?([^]*)$/.exec(part.trimEnd()) ?? [];
    return { text, shown: shown === "" ? [] : shown.split("\n") };
  });
}

/** What is another one in each run: ids, and how long something took. */
const VARYING = /\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b20\d{12}[0-9A-F]{18,}\b|\b\d[\d.]*s\b/g;

/**
 * Those of the shown lines that the output does not have. Blanks, ids and times do not count, and `…` stands for
 * anything.
 */
export function notIn(output: string, shown: readonly string[]): string[] {
  const lines = output.split("\n").map(plain);
  return shown.filter((line) => {
    const parts = plain(line).replace(VARYING, "…").split("…");
    const pattern = new RegExp(`^${parts.map(escaped).join(".*")}$`);
    return !lines.some((candidate) => pattern.test(candidate));
  });
}

function plain(line: string): string {
  return line.trim().replace(/\s+/g, " ");
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
