import type * as pulumi from "@pulumi/pulumi";
import type { ValueOf } from "../provider/fields/field";

/** A property's type as a program may write it: known now, promised, or an output of another resource, at any depth. */
export type InputOf<T> = pulumi.Input<InputShape<Exclude<T, undefined>> | Extract<T, undefined>>;

type InputShape<T> = [T] extends [(infer Item)[]] ? InputOf<Item>[] : [T] extends [object] ? InputsOf<T> : T;

/** The same for every property of an object; what is optional stays optional. */
export type InputsOf<T> = { [Property in keyof T]: InputOf<T[Property]> };

/** The properties that VMP keeps: what only steers the provider is no output. */
type Kept<Table> = { [Name in keyof Table]: Table[Name] extends { readonly api: string } ? Name : never }[keyof Table];

type Shown<Table> = {
  [Name in keyof Table]: Table[Name] extends { readonly internal: true } ? never : Name;
}[keyof Table];

type Outputs<Table, Name extends keyof Table> = {
  readonly [Each in Name]: pulumi.Output<
    Table[Each] extends { readonly required: true } ? ValueOf<Table[Each]> : ValueOf<Table[Each]> | undefined
  >;
};

/** The outputs of a resource type, each with the documentation of its row. */
export type OutputsOf<Fields, Added> = Outputs<Fields, Kept<Fields>> & Outputs<Added, Shown<Added>>;

type HoldsSecret<Members> = {
  [Name in keyof Members]: Members[Name] extends { readonly secret: true } ? true : never;
}[keyof Members];

/** What a lookup shows of a row: what holds a secret is a secret output, with its parts as the service shows them. */
type Looked<Row> = Row extends { readonly kind: "object"; readonly members: infer Members }
  ? [HoldsSecret<Members>] extends [never]
    ? Partial<ValueOf<Row>>
    : pulumi.Output<Partial<ValueOf<Row>> | undefined>
  : ValueOf<Row>;

/** What a lookup always has: the name, sets, and secret outputs, which may hold `undefined`. */
type Sure<Table> = {
  [Name in keyof Table]: Table[Name] extends { readonly api: string }
    ? Table[Name] extends { readonly required: true } | { readonly kind: "set" }
      ? Name
      : Table[Name] extends { readonly kind: "object"; readonly members: infer Members }
        ? [HoldsSecret<Members>] extends [never]
          ? never
          : Name
        : never
    : never;
}[keyof Table];

type SureFound<Table, Name extends keyof Table> = { -readonly [Each in Name]: Looked<Table[Each]> };
type PerhapsFound<Table, Name extends keyof Table> = { -readonly [Each in Name]?: Looked<Table[Each]> };

/** What a lookup finds: the fields that VMP keeps, and what a read adds to them. */
export type FoundOf<Fields, Added> = SureFound<Fields, Sure<Fields>> &
  PerhapsFound<Fields, Exclude<Kept<Fields>, Sure<Fields>>> &
  PerhapsFound<Added, Kept<Added>>;
