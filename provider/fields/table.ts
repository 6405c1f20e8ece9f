/** What a resource's fields can be: the rows of its table. check, diff, wire and hidden read tables and know no resource. */
import type { Finding, TextRule } from "./rules";

/** A single text. */
export interface TextField {
  kind: "text";
  /** Its name in the API. */
  api: string;
  required?: true;
  secret?: true;
  /** No secret, but services tend to show such things masked. */
  personal?: true;
  rule?: TextRule;
}

/** A list of texts that the API treats as a set: order means nothing, duplicates are faults. */
export interface SetField {
  kind: "set";
  api: string;
  /** The rule of each item. */
  rule?: TextRule;
  /** Whether leaving it out means "not managed from here", which is not the same as the empty list. */
  unmanagedWhenAbsent?: true;
}

/** An object that counts as set when its key field is. */
export interface ObjectField {
  kind: "object";
  api: string;
  /** The field without which the object is empty: VMP takes an empty one as "remove it". */
  key: string;
  /** Whether every update has to carry it, also unchanged (observed of the four webhooks). */
  inEveryUpdate?: true;
  fields: Record<string, TextField | SetField>;
}

/** What steers the provider and is no part of what VMP keeps: never sent, never drift. */
export interface SettingField {
  kind: "setting";
  rule?: (value: unknown) => Finding;
}

export type ApiField = TextField | SetField | ObjectField;

export type Field = ApiField | SettingField;

export type FieldTable = Record<string, Field>;

export function isSecret(field: Field | undefined): boolean {
  return field?.kind === "text" && field.secret === true;
}

/** Whether the field is an object that holds a secret somewhere. */
export function holdsSecret(field: Field | undefined): field is ObjectField {
  return field?.kind === "object" && Object.values(field.fields).some(isSecret);
}

/** The fields that VMP keeps. */
export function apiFields(fields: FieldTable): [property: string, field: ApiField][] {
  return Object.entries(fields).filter((entry): entry is [string, ApiField] => entry[1].kind !== "setting");
}
