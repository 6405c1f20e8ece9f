/** An inventory -> a Pulumi program in TypeScript, in the form that Prettier gives it. Pure. */
import { isRecord } from "../provider/values";
import { identifiersFor } from "./identifiers";
import { type ContactEntry, type Entry, type GroupEntry, type Inventory, SecretReference } from "./inventory";
import { quote, visible } from "./text";

const WIDTH = 80;

export function toTypescript({ contacts, groups }: Inventory): string {
  const members = new Set(groups.flatMap(({ contactIds }) => contactIds));
  const referred = contacts.filter(({ id }) => members.has(id));
  const identifiers = identifiersFor(referred.map(({ name }) => name));
  const variables = new Map(referred.map(({ id }, index) => [id, identifiers[index] ?? ""]));
  const readsSecrets = contacts.some(({ secrets }) => secrets.length > 0);
  return [
    "// Contacts and contact groups of VMP, as `vmp-contacts export` found them.",
    ...(readsSecrets ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    'import * as vmp from "pulumi-vmp";',
    ...(readsSecrets ? ["", "const config = new pulumi.Config();"] : []),
    ...contacts.flatMap((contact) => ["", ...contactLines(contact, variables.get(contact.id))]),
    ...groups.flatMap((group) => ["", ...groupLines(group, variables)]),
    "",
  ].join("\n");
}

function contactLines(contact: ContactEntry, variable: string | undefined): string[] {
  const start = variable === undefined ? "" : `const ${variable} = `;
  return resource(contact, `${start}new vmp.Contact`, propertyLines({ ...contact.properties, adopt: true }, "  "));
}

function groupLines(group: GroupEntry, variables: Map<string, string>): string[] {
  const members = group.contactIds.map((id) => {
    const variable = variables.get(id);
    return variable === undefined ? quote(id) : `${variable}.id`;
  });
  return resource(group, "new vmp.ContactGroup", [
    `  name: ${quote(group.name)},`,
    ...listLines("contactIds", members, "  "),
    "  adopt: true,",
  ]);
}

function resource({ name, notes }: Entry, constructor: string, lines: string[]): string[] {
  return [...notes.map((note) => `// TODO: ${visible(note)}`), `${constructor}(${quote(name)}, {`, ...lines, "});"];
}

function propertyLines(properties: object, indent: string): string[] {
  return Object.entries(properties).flatMap(([property, value]: [string, unknown]) => {
    if (value instanceof SecretReference) {
      return [`${indent}${property}: config.requireSecret(${quote(value.key)}),`];
    }
    if (Array.isArray(value)) return listLines(property, (value as string[]).map(quote), indent);
    if (isRecord(value)) {
      return [`${indent}${property}: {`, ...propertyLines(value, `${indent}  `), `${indent}},`];
    }
    return [`${indent}${property}: ${typeof value === "string" ? quote(value) : String(value)},`];
  });
}

function listLines(property: string, items: string[], indent: string): string[] {
  const line = `${indent}${property}: [${items.join(", ")}],`;
  if (line.length <= WIDTH) return [line];
  return [`${indent}${property}: [`, ...items.map((item) => `${indent}  ${item},`), `${indent}],`];
}
