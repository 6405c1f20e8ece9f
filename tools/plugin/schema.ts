/**
 * The schema of the packaged provider: what there is stands in the tables of the resource types, what is said of it in
 * their docstrings and in those of `sdk/`.
 *
 * Source: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/ (`PackageSpec`).
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Fields } from "../../provider/fields/field";
import { apiFields } from "../../provider/fields/walk";
import { dynamicToken, listedAs, token } from "../../provider/hosts/tokens";
import type { ResourceType } from "../../provider/lifecycle/resource-type";
import { RESOURCE_TYPES } from "../../provider/resources";
import { SETTINGS } from "../../provider/settings/table";
import { ROOT } from "../engine/root";
import { type Declaration, declarations, declared, type Member } from "./declarations";
import { type PropertySpec, Types } from "./types";

type Spec = Record<string, unknown>;

export function packageSchema(version: string): Spec {
  const types = new Types();
  const settings = types.properties(SETTINGS, members("provider/settings/table.ts", "SETTINGS"), "Provider");
  // Both are whole numbers, and there are no others.
  const whole = mapValues(settings, (setting) =>
    setting.type === "number" ? { ...setting, type: "integer" } : setting,
  );
  const resources = RESOURCE_TYPES.map((type) => [token(type.name), resource(types, type)]);
  const functions = RESOURCE_TYPES.flatMap((type) => lookups(types, type));
  return {
    name: "vmp",
    displayName: "VMP",
    version,
    description: "Alert contacts of VMP, Volcengine's managed Prometheus.",
    keywords: ["pulumi", "vmp", "volcengine", "prometheus", "alerting", "category/monitoring", "kind/native"],
    license: "Apache-2.0",
    publisher: "pulumi-vmp",
    // The SDK for Go is a module of its own then, and every SDK says which version it is of.
    meta: { supportPack: true },
    config: { variables: whole },
    provider: {
      description: "An account and a region of VMP. Explicit providers let one program work with several.",
      inputProperties: whole,
    },
    types: types.all(),
    resources: Object.fromEntries(resources) as Spec,
    functions: Object.fromEntries(functions),
    language: {
      // What `pulumi import` prints for Node is a program for the classes of this package.
      nodejs: { packageName: "pulumi-vmp/plugin", respectSchemaVersion: true },
      python: { pyproject: { enabled: true }, respectSchemaVersion: true },
      go: { generateResourceContainerTypes: true, respectSchemaVersion: true },
      csharp: { respectSchemaVersion: true },
    },
  };
}

function resource(types: Types, type: ResourceType): Spec {
  const { name, fields, outputs } = type;
  const table = tableOf(type);
  const inputProperties = types.properties(fields, members(table, "fields"), name);
  const shown = Object.fromEntries(Object.entries(outputs).filter(([, output]) => !output.internal));
  const { text, remarks } = declared(declarations(`sdk/${fileName(type)}.ts`), name);
  return {
    description: [text, remarks].filter((part) => part !== "").join("\n\n"),
    properties: {
      ...Object.fromEntries(apiFields(fields).map(([property]) => [property, inputProperties[property]])),
      ...types.properties(shown, members(table, "outputs"), name),
    },
    required: required(fields),
    inputProperties,
    requiredInputs: required(fields),
    aliases: [{ type: dynamicToken(type) }],
  };
}

/** `getContact` and `getContacts`: what they take, and what they find, of which the service may show a part only. */
function lookups(types: Types, type: ResourceType): [string, Spec][] {
  const table = tableOf(type);
  const said = saidOfLookups(type);
  const idOrName = declared(said, "IdOrName").members;
  const idsAndName = [...declared(said, "IdsAndName").members, ...(type.filters ? members(table, "filters") : [])];
  const read = Object.fromEntries(Object.entries(type.outputs).filter(([, output]) => output.read));
  const found = {
    properties: {
      id: { type: "string", description: declared(said, "WithId").members[0]?.text ?? "" },
      ...types.properties(
        Object.fromEntries(apiFields(type.fields)),
        members(table, "fields"),
        `Found${type.name}`,
        true,
      ),
      ...types.properties(read, members(table, "outputs"), `Found${type.name}`, true),
    },
    required: ["id", ...required(type.fields)],
  };
  const item = types.add(`Found${type.name}`, { ...found, description: declared(said, `Get${type.name}Result`).text });
  const one: Fields = { id: { kind: "text" }, name: { kind: "text" } };
  const several: Fields = { ids: { kind: "set" }, nameContains: { kind: "text" }, ...type.filters };
  const list = { type: "array", items: item, description: `In the order of their names.` };
  const spec = (name: string, inputs: Record<string, PropertySpec>, outputs: Spec): [string, Spec] => [
    token(name),
    {
      description: declared(said, name).text,
      inputs: { type: "object", properties: inputs },
      outputs: { type: "object", ...outputs },
    },
  ];
  return [
    spec(`get${type.name}`, types.properties(one, idOrName, "Get"), found),
    spec(`get${type.plural}`, types.properties(several, idsAndName, "Get"), {
      properties: { [listedAs(type)]: list },
      required: [listedAs(type)],
    }),
  ];
}

/** What all types have in common, and what a type has of its own beside its class. */
export function saidOfLookups(type: ResourceType): Map<string, Declaration> {
  return new Map([...declarations("sdk/lookup.ts"), ...declarations(`sdk/${fileName(type)}.ts`)]);
}

function required(fields: Fields): string[] {
  return Object.keys(fields).filter((property) => fields[property]?.required);
}

function members(file: string, name: string): Member[] {
  return declared(declarations(file), name).members;
}

/** What the files of a resource type are called. */
export function fileName({ noun }: ResourceType): string {
  return noun.replaceAll(" ", "-");
}

/** The file that holds the table of a resource type. */
export function tableOf(type: ResourceType): string {
  const own = `provider/resources/${fileName(type)}`;
  return existsSync(join(ROOT, own, "table.ts")) ? `${own}/table.ts` : `${own}.ts`;
}

function mapValues<Value>(record: Record<string, Value>, map: (value: Value) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
