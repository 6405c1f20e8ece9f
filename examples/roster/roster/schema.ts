// What roster.schema.json says of a value: the sentences that an editor shows are in the schema, too.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ErrorObject } from "ajv";
import { closest } from "fastest-levenshtein";
import type { Finding, Path } from "./yaml-text";

const ajv = new Ajv({ allErrors: true, verbose: true });
// Keywords of editors (VS Code and the YAML language server).
ajv.addVocabulary(["errorMessage", "patternErrorMessage"]);
const validate = ajv.compile(
  JSON.parse(readFileSync(join(__dirname, "..", "roster.schema.json"), "utf8")) as Record<string, unknown>,
);

/** Everything that the schema finds wrong. No value is repeated. */
export function checkAgainstSchema(value: unknown): Finding[] {
  validate(value);
  return (validate.errors ?? []).map((error) => finding(error, steps(error.instancePath, value)));
}

function finding(error: ErrorObject, path: Path): Finding {
  const schema = error.parentSchema as Partial<Record<"errorMessage" | "patternErrorMessage", string>>;
  const params = error.params as Partial<Record<string, string>>;
  switch (error.keyword) {
    case "additionalProperties":
      return unknownProperty(path, params.additionalProperty ?? "", Object.keys(propertiesOf(error)));
    case "required":
      return { path, message: `needs ${params.missingProperty ?? ""}` };
    case "uniqueItems":
      return repeated(path, Number(params.i), Number(params.j));
    case "pattern":
      return { path, message: schema.patternErrorMessage ?? "is not of the right form" };
    case "type":
      return { path, message: schema.errorMessage ?? `must be ${kindText(params.type)}, not ${kindOf(error.data)}` };
    default:
      return { path, message: schema.errorMessage ?? "is not allowed" };
  }
}

function repeated(path: Path, one: number, other: number): Finding {
  return { path: [...path, Math.max(one, other)], message: `repeats number ${Math.min(one, other) + 1} of the list` };
}

function unknownProperty(path: Path, name: string, known: string[]): Finding {
  // A whole line can end up as a name when a blank is missing, with whatever secret is in it.
  if (!/^[\w-]{1,40}$/.test(name)) {
    return { path, message: `has a key that is no property; known are ${known.join(", ")}` };
  }
  const message = `is not a known property; did you mean ${closest(name, known)}?`;
  return { path: [...path, name], message, key: true };
}

function propertiesOf(error: ErrorObject): object {
  return (error.parentSchema as { properties?: object }).properties ?? {};
}

function kindText(type: string | undefined): string {
  return { array: "a list", boolean: "true or false", object: "an object", string: "a text" }[type ?? ""] ?? "set";
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "left empty";
  if (Array.isArray(value)) return "a list";
  return { object: "an object", string: "a text" }[typeof value as string] ?? `a ${typeof value}`;
}

/** A JSON pointer as a path: what is in a list has a number. */
function steps(pointer: string, value: unknown): Path {
  let at = value;
  return pointer
    .split("/")
    .slice(1)
    .map((step) => {
      const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
      const isIndex = Array.isArray(at);
      at = (at as Record<string, unknown>)[key];
      return isIndex ? Number(key) : key;
    });
}
