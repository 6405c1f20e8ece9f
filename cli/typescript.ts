/** An inventory -> a Pulumi program in TypeScript, in the form that Prettier gives it. Pure. */
import { visible } from "../provider/text/visible";
import { isRecord } from "../provider/values";
import { identifiersFor } from "./identifiers";
import { entriesOf, type Entry, IdReference, type Inventory, SecretReference } from "./inventory";
import { quote } from "./text";

const WIDTH = 80;

export function toTypescript(inventory: Inventory): string {
  const entries = entriesOf(inventory);
  const ids = new Set(entries.flatMap(({ properties }) => referencesIn(properties)));
  const referred = entries.filter(({ id }) => ids.has(id));
  const identifiers = identifiersFor(referred.map(({ name }) => name));
  const variables = new Map(referred.map(({ id }, index) => [id, identifiers[index] ?? ""]));
  const keys = entries.flatMap(({ secrets }) => secrets.map(({ key }) => key));
  return [
    "// What VMP has for alerts, as `vmp-contacts export` found it.",
    ...(keys.length > 0 ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    'import * as vmp from "pulumi-vmp";',
    ...(keys.length > 0 ? ["", ...secretsLines(keys)] : []),
    ...entries.flatMap((entry) => ["", ...resource(entry, variables)]),
    "",
  ].join("\n");
}

/** What is missing is said at once, and before anything is declared: the engine would wait for it, and name one. */
function secretsLines(keys: string[]): string[] {
  return [
    "const config = new pulumi.Config();",
    ...`${valueLines(keys, new Map(), "", "const secrets = ").join("\n")};`.split("\n"),
    "const missing = secrets.filter((key) => config.getSecret(key) === undefined);",
    "if (missing.length > 0) {",
    "  const commands = missing.map((key) => `\\n  pulumi config set --secret ${key}`);",
    '  throw new pulumi.RunError(`Secrets are missing:${commands.join("")}`);',
    "}",
  ];
}

function referencesIn(value: unknown): string[] {
  if (value instanceof IdReference) return [value.id];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(referencesIn) : [];
}

function resource({ type, id, name, notes, properties }: Entry, variables: Map<string, string>): string[] {
  const variable = variables.get(id);
  const start = variable === undefined ? "" : `const ${variable} = `;
  return [
    ...notes.map((note) => `// TODO: ${visible(note)}`),
    `${start}new vmp.${type.name}(${quote(name)}, {`,
    ...propertyLines({ ...properties, adopt: true }, variables, "  "),
    "});",
  ];
}

function propertyLines(properties: object, variables: Map<string, string>, indent: string): string[] {
  return Object.entries(properties).flatMap(([property, value]: [string, unknown]) =>
    withComma(valueLines(value, variables, indent, `${indent}${property}: `)),
  );
}

/** @param start what stands before it on its first line */
function valueLines(value: unknown, variables: Map<string, string>, indent: string, start: string): string[] {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => valueLines(item, variables, deeper, deeper));
    const line = `${start}[${items.map(([item = ""]) => item.trim()).join(", ")}]`;
    if (line.length < WIDTH && items.every(({ length }) => length === 1)) return [line];
    return [`${start}[`, ...items.flatMap(withComma), `${indent}]`];
  }
  if (isRecord(value) && !(value instanceof SecretReference || value instanceof IdReference)) {
    return [`${start}{`, ...propertyLines(value, variables, deeper), `${indent}}`];
  }
  return [start + literal(value, variables)];
}

function withComma(lines: string[]): string[] {
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ""},`];
}

function literal(value: unknown, variables: Map<string, string>): string {
  if (value instanceof SecretReference) return `config.requireSecret(${quote(value.key)})`;
  if (value instanceof IdReference) {
    const variable = variables.get(value.id);
    return variable === undefined ? quote(value.id) : `${variable}.id`;
  }
  return typeof value === "string" ? quote(value) : String(value);
}
