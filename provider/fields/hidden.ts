/**
 * Secrets that a refresh finds at the service and that the program never had.
 *
 * The engine encrypts an input only where the program's own input was secret. An address or token that somebody added
 * in the console would therefore lie in the state's inputs in the clear, and be printed by the next preview. The
 * inputs get a stand-in instead; the value itself is kept in the outputs, where the engine encrypts it. With
 * `ignoreChanges` the engine hands the stand-in back as an input: it means "what the state has".
 */
import { isRecord, own, type Properties } from "../values";
import { type FieldTable, isSecret } from "./table";

export const HIDDEN = "(found at VMP, hidden)";

/** The paths at which the inputs hold the stand-in. */
export function hiddenPaths(fields: FieldTable, inputs: unknown): string[] {
  return secretPaths(fields)
    .filter(([property, key]) => at(inputs, property, key) === HIDDEN)
    .map(toPath);
}

/** The inputs with the stand-in at every secret that lies at one of the paths, or that `known` does not have at all. */
export function hide(fields: FieldTable, inputs: Properties, known: Properties, paths: string[]): Properties {
  return mapSecrets(fields, inputs, (value, property, key) =>
    at(known, property, key) === undefined || paths.includes(toPath([property, key])) ? HIDDEN : value,
  );
}

/** The inputs with the state's own value at every stand-in. */
export function reveal(fields: FieldTable, inputs: Properties, state: Properties): Properties {
  return mapSecrets(fields, inputs, (value, property, key) => (value === HIDDEN ? at(state, property, key) : value));
}

function mapSecrets(
  fields: FieldTable,
  inputs: Properties,
  map: (value: unknown, property: string, key: string) => unknown,
): Properties {
  const result = { ...inputs };
  for (const [property, key] of secretPaths(fields)) {
    const object = own(result, property);
    const value = at(result, property, key);
    if (isRecord(object) && value !== undefined) result[property] = { ...object, [key]: map(value, property, key) };
  }
  return result;
}

type SecretPath = [property: string, key: string];

function secretPaths(fields: FieldTable): SecretPath[] {
  return Object.entries(fields).flatMap(([property, field]) =>
    field.kind === "object"
      ? Object.keys(field.fields)
          .filter((key) => isSecret(field.fields[key]))
          .map((key): SecretPath => [property, key])
      : [],
  );
}

function at(inputs: unknown, property: string, key: string): unknown {
  const object = isRecord(inputs) ? own(inputs, property) : undefined;
  return isRecord(object) ? own(object, key) : undefined;
}

function toPath([property, key]: SecretPath): string {
  return `${property}.${key}`;
}
