/** The parts of a page that is written out of the docstrings. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Member } from "../../tools/plugin/declarations";
import { ROOT } from "./markdown";

/** Stands in every page that a test writes. */
export function writtenBy(file: string): string {
  return `<!-- Written by tests/docs/${file} from the docstrings. UPDATE_DOCS=1 npx jest tests/docs --selectProjects unit -->`;
}

/** Of a resource: how a program makes one. */
export function usage(type: string): string {
  return `Type token: \`pulumi-nodejs:dynamic/vmp:${type}\`. \`new vmp.${type}(name, args, opts)\`: each argument may be an output of another resource, at any depth. The resource options \`import\` and \`id\` are refused. How long an operation may take is for the setting \`vmp:timeout\` to say; \`customTimeouts\` has no effect.`;
}

/** A chapter for an argument, with its parts where it is an object. */
export function argument({ name, type, text, members }: Member): string[] {
  const heading = `### ${name}`;
  if (members.length === 0) return [heading, `${typeName(type).replace(/^any/, "Any")}. ${text}`];
  return [heading, text, bullets(parts(members, name + place(type)).map(item))];
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
export function item({ name, type, text }: Member): string {
  return `\`${name}\` (${typeName(type.replace(/ \| undefined$/, ""))}). ${text}`;
}

/** An output as an item of a list: it can be absent. */
export function output({ name, type, text }: Member): string {
  return `\`${name}\` (\`${type} | undefined\`). ${text}`;
}

function typeName(type: string): string {
  return type === "unknown" ? "any value" : `\`${type}\``;
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
