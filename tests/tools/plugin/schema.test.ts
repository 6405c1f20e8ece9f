import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import type { Field, Fields } from "../../../provider/fields/field";
import { apiFields } from "../../../provider/fields/walk";
import { RESOURCE_TYPES } from "../../../provider/resources";
import { SETTINGS } from "../../../provider/settings/table";
import { packageSchema } from "../../../tools/plugin/schema";
import type { PropertySpec, TypeSpec } from "../../../tools/plugin/types";
import { knownSettings } from "../../docs/settings";

interface ObjectSpec {
  properties: Record<string, PropertySpec>;
  required?: string[];
}

interface ResourceSpec extends ObjectSpec {
  inputProperties: Record<string, PropertySpec>;
  requiredInputs: string[];
  aliases: { type: string }[];
}

interface PackageSpec {
  config: { variables: Record<string, PropertySpec> };
  provider: { inputProperties: Record<string, PropertySpec> };
  types: Record<string, TypeSpec>;
  resources: Record<string, ResourceSpec>;
  functions: Record<string, { inputs: ObjectSpec; outputs: ObjectSpec }>;
}

const schema = packageSchema("1.2.3") as unknown as PackageSpec;

function valid(candidate: unknown): boolean {
  const metaschema = JSON.parse(readFileSync(join(__dirname, "metaschema", "pulumi.json"), "utf8")) as object;
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(metaschema);
  const isValid = validate(candidate);
  if (!isValid) console.log(validate.errors);
  return isValid;
}

test("it is valid by Pulumi's metaschema, which refuses what is none", () => {
  expect(valid(JSON.parse(JSON.stringify(schema)))).toBe(true);
  const quiet = jest.spyOn(console, "log").mockImplementation(() => undefined);
  expect(valid({ ...schema, resources: { "vmp:index:Contact": { properties: 1 } } })).toBe(false);
  quiet.mockRestore();
});

test.each(RESOURCE_TYPES)("every field of vmp.$name is in it, at any depth, with all that is known of it", (type) => {
  const spec = resourceOf(type.name);
  expectFields(type.fields, spec.inputProperties);
  expect(spec.requiredInputs).toEqual(requiredIn(type.fields));
  const shown = Object.fromEntries(Object.entries(type.outputs).filter(([, output]) => !output.internal));
  expectFields({ ...Object.fromEntries(apiFields(type.fields)), ...shown }, spec.properties);
  expect(spec.aliases).toEqual([{ type: `pulumi-nodejs:dynamic/vmp:${type.name}` }]);
});

test.each(RESOURCE_TYPES)(
  "$name is looked up alone and with others, and no part of what is found is promised",
  (type) => {
    const { inputs, outputs } = functionOf(`get${type.name}`);
    expect(Object.keys(inputs.properties)).toEqual(["id", "name"]);
    const read = Object.fromEntries(Object.entries(type.outputs).filter(([, output]) => output.read));
    const { id, ...found } = outputs.properties;
    expect(id).toMatchObject({ type: "string" });
    expectFields({ ...Object.fromEntries(apiFields(type.fields)), ...read }, found, true);
    const several = functionOf(`get${type.plural}`);
    expect(Object.keys(several.inputs.properties)).toEqual(["ids", "nameContains", ...Object.keys(type.filters ?? {})]);
    const [list] = Object.values(several.outputs.properties);
    expect(typeAt(list?.items).properties).toEqual(outputs.properties);
  },
);

test("every setting that the code reads is one of the provider's, and of the stack's configuration", () => {
  const read = [...knownSettings().keys].filter((key) => key.startsWith("vmp:")).map((key) => key.slice("vmp:".length));
  expect(Object.keys(SETTINGS).sort()).toEqual(read.sort());
  expect(Object.keys(schema.provider.inputProperties)).toEqual(Object.keys(SETTINGS));
  expect(schema.config.variables).toEqual(schema.provider.inputProperties);
  expect(schema.provider.inputProperties).toMatchObject({
    secretKey: { type: "string", secret: true },
    maxRetries: { type: "integer" },
    adoptExisting: { type: "boolean" },
  });
});

test("no type is without a use", () => {
  const text = JSON.stringify(schema);
  const unused = Object.keys(schema.types).filter((token) => !text.includes(`"#/types/${token}"`));
  expect(unused).toEqual([]);
});

function resourceOf(name: string): ResourceSpec {
  return there(schema.resources[`vmp:index:${name}`]);
}

function functionOf(name: string): { inputs: ObjectSpec; outputs: ObjectSpec } {
  return there(schema.functions[`vmp:index:${name}`]);
}

function typeAt(property: PropertySpec | undefined): TypeSpec {
  return there(schema.types[property?.$ref?.replace("#/types/", "") ?? ""]);
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("The schema does not have it.");
  return value;
}

function requiredIn(fields: Fields): string[] {
  return Object.keys(fields).filter((property) => fields[property]?.required);
}

function expectFields(fields: Fields, properties: Record<string, PropertySpec>, inPart = false): void {
  expect(Object.keys(properties)).toEqual(Object.keys(fields));
  for (const [property, field] of Object.entries(fields)) expectField(field, there(properties[property]), inPart);
}

const TYPES = { text: "string", number: "number", flag: "boolean", switch: "boolean", set: "array", list: "array" };

function expectField(field: Field, property: PropertySpec, inPart: boolean): void {
  expect(property.description).toMatch(/\w/);
  expect(property.secret ?? false).toBe(field.kind === "text" && field.secret === true);
  if (field.kind === "any") expect(property.$ref).toBe("pulumi.json#/Any");
  else if (field.kind === "seconds") expect(property.oneOf).toEqual([{ type: "integer" }, { type: "string" }]);
  else if (field.kind !== "object") expect(property.type).toBe(TYPES[field.kind]);
  if (field.kind !== "object" && field.kind !== "list") return;
  const { properties, required = [] } = typeAt(field.kind === "list" ? property.items : property);
  expectFields(field.members, properties, inPart);
  expect(required).toEqual(inPart ? [] : requiredIn(field.members));
}
