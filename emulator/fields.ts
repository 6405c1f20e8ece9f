/**
 * What a field of a resource type can be: how it is read from a request, kept, and shown. One row of its type's table
 * is all that a field needs.
 */
import { isDeepStrictEqual } from "node:util";
import { invalidParameter, missingParameter } from "./errors";
import type { Behaviour } from "./options";
import {
  isObject,
  isStrings,
  path,
  readIds,
  readNumber,
  readObject,
  readObjects,
  readString,
  readStrings,
  UUID,
  type Params,
} from "./rules";

export interface TextField {
  kind: "text";
  /** A create needs it, and no update takes it away. */
  required?: true;
  /** Where secrets are masked, an address keeps its origin; where they are left out, it stays. */
  secret?: "address" | "key";
  /** Throws the API's error for a value that is not allowed. */
  check?: (value: string, parameter: string) => void;
}

export interface ObjectField {
  kind: "object";
  required?: true;
  /** The member without which the others may not come. Default: none. */
  key?: string;
  members: FieldTable;
  /** Where the rule is another one: whether these members take it away. Throws the API's error. */
  removes?: (members: Params, parameter: string) => boolean;
}

/** A list of objects. */
export interface ObjectsField {
  kind: "objects";
  required?: true;
  members: FieldTable;
  /** Throws the API's error for a list that is not allowed. */
  check?: (items: readonly Params[], parameter: string) => void;
}

export type Field =
  | TextField
  | { kind: "texts"; required?: true; check?: (values: readonly string[], parameter: string) => void }
  /** Ids of records of the collection `of`, each taken once. */
  | { kind: "ids"; of: string; required?: true }
  /** The id of one. */
  | { kind: "id"; of: string; required?: true }
  | { kind: "number"; required?: true }
  | ObjectField
  | ObjectsField;

/** Fields by the API's names. */
export type FieldTable = Readonly<Record<string, Field>>;

/** The type of a field's value. */
export type ValueOf<F> = F extends { kind: "text" | "id" }
  ? string
  : F extends { kind: "number" }
    ? number
    : F extends { kind: "objects"; members: infer Members }
      ? MembersOf<Members>[]
      : F extends { members: infer Members }
        ? MembersOf<Members>
        : string[];

type MembersOf<Members> = { -readonly [Name in keyof Members]: ValueOf<Members[Name]> };

type AlwaysThere = { required: true } | { kind: "texts" | "ids" | "objects" };

/** What a record has of a table: a list also when it is empty, else nothing for what is not set. */
export type ValuesOf<Table> = {
  -readonly [Name in keyof Table as Table[Name] extends AlwaysThere ? Name : never]: ValueOf<Table[Name]>;
} & {
  -readonly [Name in keyof Table as Table[Name] extends AlwaysThere ? never : Name]?: ValueOf<Table[Name]>;
};

/** Whether there is a record of that id in a collection. */
export type Exists = (collection: string, id: string) => boolean;

/** What a request says of the fields: null is "remove it". */
export type Patch = Record<string, unknown>;

/** Reads a request; unknown parameters are ignored. Throws the API's error. */
export function readFields(fields: FieldTable, params: Params, exists: Exists, parent?: string): Patch {
  return mapFields(fields, (field, name) => {
    switch (field.kind) {
      case "text":
        return readText(field, params, name, parent);
      case "texts": {
        const texts = readStrings(params, name, parent);
        if (texts) field.check?.(texts, path(name, parent));
        return texts;
      }
      case "ids": {
        const ids = readIds(params, name, parent);
        if (ids?.some((id) => !UUID.test(id) || !exists(field.of, id))) throw invalidParameter(path(name, parent));
        return ids;
      }
      case "id": {
        const check = (id: string, parameter: string): void => {
          if (!exists(field.of, id)) throw invalidParameter(parameter);
        };
        return readText({ ...field, kind: "text", check }, params, name, parent);
      }
      case "number":
        return readNumber(params, name, parent);
      case "object":
        return readMembers(field, readObject(params, name), name, exists);
      case "objects":
        return readItems(field, params, path(name, parent), name, exists);
    }
  });
}

/** Throws the API's error for what a new record, or a new item of a list, has to have and does not. */
export function requireFields(fields: FieldTable, read: Patch, parent?: string): void {
  const missing = Object.entries(fields).find(
    ([name, field]) => "required" in field && (read[name] === undefined || isDeepStrictEqual(read[name], [])),
  );
  if (missing) throw missingParameter(path(missing[0], parent));
}

function readItems(field: ObjectsField, params: Params, parameter: string, name: string, exists: Exists) {
  const items = readObjects(params, name, parameter)?.map((item) => {
    const read = readFields(field.members, item, exists, parameter);
    requireFields(field.members, read, parameter);
    return fill(field.members, read);
  });
  if (items) field.check?.(items, parameter);
  return items;
}

function readText({ required, check }: TextField, params: Params, name: string, parent?: string) {
  const value = readString(params, name, parent);
  if (value === "" && required) throw missingParameter(path(name, parent));
  if (value === undefined || value === "") return value === "" ? null : undefined;
  check?.(value, path(name, parent));
  return value;
}

function readMembers(field: ObjectField, params: Params | undefined, name: string, exists: Exists) {
  if (params === undefined) return undefined;
  const { key, members, removes } = field;
  const read = readFields(members, params, exists, name);
  if (field.required) requireFields(members, read, name);
  const value = fill(members, read);
  if (removes) return removes(read, name) ? null : value;
  if (key === undefined || value[key] !== "") return value;
  if (!isDeepStrictEqual(value, emptyOf(field))) throw missingParameter(`${name}.${key}`);
  return null;
}

/** What a record says of the fields, with all lists and all members of objects. */
export function completeFields(fields: FieldTable, record: Params): Patch {
  return mapFields(fields, (field, name) => {
    const value = record[name];
    if (field.kind === "object") return isObject(value) ? fill(field.members, value) : undefined;
    return value ?? (isSingle(field) ? undefined : []);
  });
}

function fill(members: FieldTable, value: Params): Patch {
  return mapFields(members, (member, name) => value[name] ?? emptyOf(member));
}

/** The fields of a record as answers show them; a list of ids is left out when it is empty (observed). */
export function showFields(fields: FieldTable, record: Params, { secrets, unset }: Behaviour): Params {
  return mapFields(fields, (field, name) => {
    const value = record[name];
    if (isDeepStrictEqual(value, [])) return field.kind === "ids" ? undefined : value;
    if (value !== undefined) return showSecrets(field, value, secrets);
    return field.kind === "object" && unset === "absent" ? undefined : emptyOf(field);
  });
}

/** A record of the table, with asterisks for its secrets. */
export function maskFields<R extends Params>(fields: FieldTable, record: R): R {
  return { ...record, ...mapFields(fields, (field, name) => showSecrets(field, record[name], "masked")) };
}

function showSecrets(field: Field, value: unknown, secrets: Behaviour["secrets"]): unknown {
  if (field.kind === "object" && isObject(value)) {
    return mapFields(field.members, (member, name) => showSecrets(member, value[name], secrets));
  }
  if (field.kind === "objects" && Array.isArray(value)) {
    return value.map((item) => showSecrets({ kind: "object", members: field.members }, item, secrets));
  }
  if (field.kind !== "text" || !field.secret || secrets === "clear") return value;
  if (field.secret === "key" && secrets === "omitted") return undefined;
  if (typeof value !== "string" || value === "" || secrets === "omitted") return value;
  return field.secret === "key" ? "******" : maskAddress(value);
}

/** An address with only its origin left readable: path and query carry the credential. */
function maskAddress(address: string): string {
  return `${/^[^/]*\/\/[^/?#@]*(?=[/?#]|$)/.exec(address)?.[0] ?? ""}/***`;
}

/** Whether what a record says of the fields can be one that was kept. */
export function areKept(fields: FieldTable, record: Params): boolean {
  return Object.entries(fields).every(([name, field]) => record[name] === undefined || isKept(field, record[name]));
}

function isKept(field: Field, value: unknown): boolean {
  if (isSingle(field)) return typeof value === (field.kind === "number" ? "number" : "string");
  if (field.kind === "objects") {
    return Array.isArray(value) && value.every((item) => isObject(item) && areKept(field.members, item));
  }
  if (field.kind !== "object") return isStrings(value);
  const { key, members } = field;
  return isObject(value) && (key === undefined || value[key] !== undefined) && areKept(members, value);
}

function emptyOf(field: Field): unknown {
  if (field.kind === "object") return mapFields(field.members, emptyOf);
  return isSingle(field) ? (field.kind === "number" ? 0 : "") : [];
}

function isSingle({ kind }: Field): boolean {
  return ["text", "id", "number"].includes(kind);
}

/** An object with a value for each field, less the undefined ones. */
function mapFields(fields: FieldTable, map: (field: Field, name: string) => unknown): Patch {
  const values = Object.entries(fields).map(([name, field]) => [name, map(field, name)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
