/** The parts of a page that is written out of the docstrings. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Member } from "../../tools/plugin/declarations";
import { ROOT } from "./markdown";
import { ENGLISH, type Words } from "./words";

/** Stands in every page that a test writes. */
export function writtenBy(file: string, source = "the docstrings"): string {
  return `<!-- Written by tests/docs/${file} from ${source}. UPDATE_DOCS=1 npx jest tests/docs --selectProjects unit -->`;
}

/** A chapter for an argument, with its parts where it is an object. */
export function argument({ name, type, text, members }: Member, words = ENGLISH): string[] {
  const heading = `### ${name}`;
  if (members.length === 0) return [heading, words.chapter(typeName(type, words), text)];
  return [heading, text, bullets(parts(members, name + place(type)).map((part) => item(part, words)))];
}

/** The parts of an object, or of each object of a list, at any depth. */
function parts(members: Member[], prefix: string): Member[] {
  return members.flatMap((member) => {
    const name = `${prefix}.${member.name}`;
    return [{ ...member, name }, ...parts(member.members, name + place(member.type))];
  });
}

function place(type: string): string {
  return type === "object[]" ? "[]" : "";
}

/** A property as an item of a list. */
export function item({ name, type, text }: Member, words = ENGLISH): string {
  return words.item(name, typeName(type.replace(/ \| undefined$/, ""), words), text);
}

/** An output as an item of a list: it can be absent. */
export function output({ name, type, text }: Member, words = ENGLISH): string {
  return words.item(name, `\`${type} | undefined\``, text);
}

function typeName(type: string, { anyValue }: Words): string {
  return type === "unknown" ? anyValue : `\`${type}\``;
}

export function sentences(problems: { path: string; message: string }[]): string {
  const plain = (message: string): string => message.replaceAll("__", "\\_\\_");
  return problems.map(({ path, message }) => `${path && `\`${path}\` `}${plain(message)}`).join("<br>");
}

/** A value as a program would write it. */
export function literal(value: unknown): string {
  return `\`${JSON.stringify(value)
    .replace(/"(\w+)":/g, "$1: ")
    .replaceAll(",", ", ")
    .replace(/(\w)\1{20,}/, (run, letter: string) => `${letter.repeat(3)}... (${run.length} times)`)}\``;
}

export function bullets(lines: string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

export function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The page, as `npm run lint` wants it. */
export function page(path: string, chunks: string[]): string {
  const prettier = join(ROOT, "node_modules", "prettier", "bin", "prettier.cjs");
  const input = chunks.filter((part) => part !== "").join("\n\n");
  return execFileSync(process.execPath, [prettier, "--stdin-filepath", path], { cwd: ROOT, input, encoding: "utf8" });
}
