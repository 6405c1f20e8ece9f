/** The messages that the pages quote are ones that the code has. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { headings, read, ROOT, sectionsOf } from "./markdown";

/** What Pulumi and Node say. */
const THEIRS = [
  "incorrect passphrase",
  "the stack is currently locked",
  "no changes were expected",
  "has a problem",
  "failed to load checkpoint",
  "Cannot find module",
];
const HOLE = "…";

const LITERALS = ["provider", "examples/roster", "examples/gitops"].flatMap(literalsBelow).map(words);

test.each(["docs/troubleshooting.md", "docs/pipelines.md"])("%s quotes what the code says", (page) => {
  const quoted = messagesOf(page).filter((message) => !THEIRS.some((theirs) => message.includes(theirs)));
  expect(quoted.length).toBeGreaterThan(1);
  expect(quoted.filter((message) => !isSaid(message))).toEqual([]);
});

test("what no code says is found", () => {
  expect(isSaid("another resource of the program took it over")).toBe(false);
  expect(isSaid("its telephone was forgotten in the program, but VMP has it")).toBe(false);
});

/** Of a page: the warnings that are stressed, first cells of tables of messages, and what a paragraph begins with. */
function messagesOf(page: string): string[] {
  const text = read(page);
  const warnings = sectionsOf(text)[headings(text).findIndex(({ title }) => title === "Warnings") + 1] ?? "";
  const tables = Array.from(text.matchAll(/^\| (?:message|what is said) .*\n\|.*\n((?:\|.*\n)+)/gm), ([rows]) => rows);
  return [
    ...found(warnings, /\*\*(.+?)\*\*/g),
    ...found(tables.join(""), /^\| `([^`]*[a-z] [a-z][^`]*)`/gm),
    ...found(text, /\n\n`(\w[^`]* [a-z]+ [a-z][^`]*)`/g),
  ];
}

function found(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, group = ""]) => group);
}

/** Whether some text of the code is the message, where values stand for what is `…` in either of them. */
function isSaid(message: string): boolean {
  return message.split(HOLE).every((part) => {
    const wanted = words(part);
    return wanted.length < 2 || LITERALS.some((text) => same(text, wanted) >= wanted.length * 0.4);
  });
}

/** How many words the two have in common at most, when one word before and one behind can be another text's. */
function same(text: string[], wanted: string[]): number {
  const from = (i: number, j: number): number => {
    if (i >= wanted.length) return 0;
    if (j === text.length) return wanted.length - i <= 1 ? 0 : -Infinity;
    if (text[j] === HOLE) return Math.max(...[0, 1, 2, 3, 4].map((skipped) => from(i + skipped, j + 1)));
    return text[j] === wanted[i] ? 1 + from(i + 1, j + 1) : -Infinity;
  };
  return Math.max(...text.flatMap((_, j) => [from(0, j), from(1, j)]), 0);
}

function words(text: string): string[] {
  return text.match(/[\w'.-]*\w|…/g) ?? [];
}

/** Every text in the code below a folder, with `…` for each value in it. */
function literalsBelow(folder: string): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.m?[tj]s$/.test(file) && !file.includes("node_modules"))
    .flatMap((file) => {
      const texts: string[] = [];
      const visit = (node: ts.Node): void => {
        const text = literal(node);
        if (text === undefined) ts.forEachChild(node, visit);
        else texts.push(text);
      };
      visit(ts.createSourceFile(file, read(join(folder, file)), ts.ScriptTarget.ES2022, true));
      return texts;
    });
}

function literal(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.reduce((text, span) => text + HOLE + span.literal.text, node.head.text);
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [literal(node.left), literal(node.right)];
  return left === undefined && right === undefined ? undefined : (left ?? HOLE) + (right ?? HOLE);
}
