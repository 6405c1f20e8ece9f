/** An inventory -> a Pulumi program in TypeScript, in the form that Prettier gives it. Pure. */
import { visible } from "../../provider/text/visible";
import { isRecord, type Properties } from "../../provider/values";
import { identifiersFor } from "./identifiers";
import { entriesOf, type Entry, IdReference, type Inventory, SecretReference } from "../account/inventory";
import { quote } from "../text";

const WIDTH = 80;

export function toTypescript(inventory: Inventory): string {
  const entries = entriesOf(inventory);
  const ids = new Set(entries.flatMap(({ properties }) => referencesIn(properties)));
  const referred = entries.filter(({ id }) => ids.has(id));
  const identifiers = identifiersFor(referred.map(({ name }) => name));
  const variables = new Map(referred.map(({ id }, index) => [id, identifiers[index] ?? ""]));
  const keys = entries.flatMap(({ secrets }) => secrets.map(({ key }) => key));
  const hasMembers = entries.some(({ properties }) => isFilled(properties.contactIds));
  return [
    "// What VMP has for alerts, as `vmp-contacts export` found it.",
    ...(keys.length > 0 || hasMembers ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    'import * as vmp from "pulumi-vmp";',
    ...(keys.length > 0 ? ["", ...secretsLines(keys)] : []),
    ...(hasMembers ? ["", ...MEMBERS] : []),
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

/** Ids tell a reader of a preview nothing, and lists of them are compared by place. */
const MEMBERS = [
  "/** Who is in which group, by name: a preview says in a line each who comes and who leaves. */",
  "export const members: Record<string, pulumi.Output<object>> = {};",
  "",
  "function idsOf(group: string, contacts: (vmp.Contact | string)[]) {",
  "  const names = contacts.map((each) =>",
  '    typeof each === "string" ? each : each.name,',
  "  );",
  "  members[group] = pulumi.all(names).apply((all) => {",
  "    const named: Record<string, string> = {};",
  '    for (const name of all) named[name] = "member";',
  "    return named;",
  "  });",
  '  return contacts.map((each) => (typeof each === "string" ? each : each.id));',
  "}",
];

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

/** What `idsOf` of the program makes the ids of. */
class MembersOf {
  constructor(
    readonly group: string,
    readonly contacts: Member[],
  ) {}
}

class Member {
  constructor(readonly id: string) {}
}

function withMembers(name: string, properties: Properties): Properties {
  const { contactIds } = properties;
  if (!isFilled(contactIds)) return properties;
  const contacts = (contactIds as IdReference[]).map(({ id }) => new Member(id));
  return { ...properties, contactIds: new MembersOf(name, contacts) };
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
    ...propertyLines({ ...withMembers(name, properties), adopt: true }, variables, "  "),
    "});",
  ];
}

function propertyLines(properties: object, variables: Map<string, string>, indent: string): string[] {
  return Object.entries(properties).flatMap(([property, value]: [string, unknown]) =>
    withComma(valueLines(value, variables, indent, `${indent}${property}: `)),
  );
}

/**
 * @param start what stands before it on its first line
 * @param end what stands behind it on its last
 */
function valueLines(value: unknown, variables: Map<string, string>, indent: string, start: string, end = ""): string[] {
  const deeper = `${indent}  `;
  if (value instanceof MembersOf) {
    return valueLines(value.contacts, variables, indent, `${start}idsOf(${quote(value.group)}, `, ")");
  }
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => valueLines(item, variables, deeper, deeper));
    const line = `${start}[${items.map(([item = ""]) => item.trim()).join(", ")}]${end}`;
    if (line.length < WIDTH && items.every(({ length }) => length === 1)) return [line];
    return [`${start}[`, ...items.flatMap(withComma), `${indent}]${end}`];
  }
  if (isRecord(value) && !isReference(value)) {
    return [`${start}{`, ...propertyLines(value, variables, deeper), `${indent}}`];
  }
  return [start + literal(value, variables)];
}

function isReference(value: object): boolean {
  return value instanceof SecretReference || value instanceof IdReference || value instanceof Member;
}

function withComma(lines: string[]): string[] {
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ""},`];
}

function literal(value: unknown, variables: Map<string, string>): string {
  if (value instanceof SecretReference) return `config.requireSecret(${quote(value.key)})`;
  if (value instanceof Member) return variables.get(value.id) ?? quote(value.id);
  if (value instanceof IdReference) {
    const variable = variables.get(value.id);
    return variable === undefined ? quote(value.id) : `${variable}.id`;
  }
  return typeof value === "string" ? quote(value) : String(value);
}
