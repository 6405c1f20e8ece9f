/** Reads what a source file declares for users: names, types and docstrings. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "../engine/root";

export interface Member {
  name: string;
  type: string;
  text: string;
  /** Of an object: what it holds. */
  members: Member[];
}

export interface Declaration {
  text: string;
  /** What stands behind `@remarks`. */
  remarks: string;
  /** What stands behind `@example`: a code block. */
  example: string;
  /** The properties, of a union those of all its parts. */
  members: Member[];
  /** Of a function: what it takes and gives. */
  signature: string;
}

/** The interfaces, classes, types and functions of a file. */
export function declarations(path: string): Map<string, Declaration> {
  const file = ts.createSourceFile(path, readFileSync(join(ROOT, path), "utf8"), ts.ScriptTarget.ES2022, true);
  const found = new Map<string, Declaration>();
  for (const node of file.statements) {
    if (ts.isVariableStatement(node)) {
      for (const { name, initializer } of node.declarationList.declarations) {
        const table = literal(initializer);
        if (table) {
          found.set(name.getText(), { text: "", remarks: "", example: "", signature: "", members: rows(table) });
        }
      }
    } else if (ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)) {
      // A class comes before the interface that types its outputs.
      const name = node.name?.text ?? "";
      if (!found.has(name)) found.set(name, declaration(node, properties(node.members)));
    } else if (ts.isTypeAliasDeclaration(node)) {
      const parts = ts.isUnionTypeNode(node.type) ? node.type.types.filter(ts.isTypeLiteralNode) : [];
      found.set(
        node.name.text,
        declaration(
          node,
          parts.flatMap(({ members }) => properties(members)),
        ),
      );
    } else if (ts.isFunctionDeclaration(node) && isExported(node)) {
      const parameters = node.parameters.map((parameter) => parameter.getText()).join(", ");
      const signature = `${node.name?.text ?? ""}(${parameters}): ${node.type?.getText() ?? ""}`;
      found.set(node.name?.text ?? "", { ...declaration(node, []), signature });
    }
  }
  return found;
}

/** @throws when it is not there any more, or has another name */
export function declared(found: Map<string, Declaration>, name: string): Declaration {
  const one = found.get(name);
  if (!one) throw new Error(`The declaration of ${name} is not where it was.`);
  return one;
}

/** The rows of a table of fields, each with the type of its property. */
function rows(table: ts.ObjectLiteralExpression): Member[] {
  return table.properties.filter(ts.isPropertyAssignment).flatMap((property) => {
    const row = literal(property.initializer);
    const type = row && typeOf(row);
    if (row === undefined || type === undefined) return [];
    const inner = literal(valueIn(row, "members"));
    return [{ name: property.name.getText(), type, text: docstring(property), members: inner ? rows(inner) : [] }];
  });
}

const TYPES: Record<string, string> = {
  text: "string",
  seconds: "number | string",
  flag: "boolean",
  switch: "boolean",
  set: "string[]",
  list: "object[]",
  any: "unknown",
};

function typeOf(row: ts.ObjectLiteralExpression): string | undefined {
  const choices = valueIn(row, "choices");
  const kind = valueIn(row, "kind")?.getText().replaceAll('"', "");
  if (choices && ts.isArrayLiteralExpression(choices)) {
    const either = choices.elements.map((choice) => choice.getText()).join(" | ");
    return kind === "set" ? `(${either})[]` : either;
  }
  return kind === undefined ? undefined : (TYPES[kind] ?? kind);
}

function valueIn(row: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  return row.properties.filter(ts.isPropertyAssignment).find((property) => property.name.getText() === name)
    ?.initializer;
}

/** An object literal, also in `as const satisfies ...`. */
function literal(expression: ts.Expression | undefined): ts.ObjectLiteralExpression | undefined {
  if (expression === undefined) return undefined;
  if (ts.isAsExpression(expression) || ts.isSatisfiesExpression(expression)) return literal(expression.expression);
  return ts.isObjectLiteralExpression(expression) ? expression : undefined;
}

function declaration(node: ts.Node, members: Member[]): Declaration {
  const [text, remarks, example] = [docstring(node), tag(node, "remarks"), tag(node, "example")];
  return { text, remarks: paragraphs(remarks), example, members, signature: "" };
}

function properties(members: ts.NodeArray<ts.Node>): Member[] {
  return members
    .filter((member) => ts.isPropertySignature(member) || ts.isPropertyDeclaration(member))
    .map((member) => {
      const [name, type] = [member.name.getText(), member.type?.getText() ?? ""];
      return { name, type, text: docstring(member), members: [] };
    });
}

function docstring(node: ts.Node): string {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(doc?.comment) ?? "";
  if (text === "") throw new Error(`A declaration without a docstring: ${node.getText().slice(0, 60)}`);
  return paragraphs(text);
}

function tag(node: ts.Node, name: string): string {
  const found = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name);
  return ts.getTextOfJSDocComment(found?.comment) ?? "";
}

/** Each paragraph and each item of a list on a line of its own. */
function paragraphs(text: string): string {
  return text
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .split(/\n\s*\n|\n\s*(?=- )/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .join("\n\n");
}

function isExported(node: ts.FunctionDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}
