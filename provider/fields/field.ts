/**
 * What the fields of a resource type can be: the rows of its table, and the types of the properties that follow from
 * it.
 *
 * Everything that is known of a field stands in its row. check, diff, wire and secrets walk over rows and know no
 * resource type. Only types: the TypeScript 3.8 that Pulumi brings reads the declarations of this file.
 */
import type { Finding, TextRule } from "./rules";

export interface Common {
  /** Its name in the API. Absent: it steers the provider and is no part of what VMP keeps: never sent, never drift. */
  readonly api?: string;
  readonly required?: true;
  /** Leaving it out means "not managed from here", which is not the same as the empty list. */
  readonly unmanagedWhenAbsent?: true;
  /** Ids of records of another type, by its noun. */
  readonly refersTo?: string;
  /** Every update has to carry it, also unchanged (observed): what it does not carry may be taken away. */
  readonly inEveryUpdate?: true;
  /** The property beside which it cannot stand. */
  readonly excludes?: string;
  /** No update can change it: another record takes the place of the one that has it. */
  readonly replaces?: true;
  /** It can carry alerts to someone: all that a notify policy names it for, or those of level P0, named by none. */
  readonly reaches?: "all" | "P0";
  /** Of an output: a read tells it. */
  readonly read?: true;
  /** Of an output: the provider's own note, which no program sees. */
  readonly internal?: true;
}

/** A single text. */
export interface TextField extends Common {
  readonly kind: "text";
  /** Encrypted in the state, and in no message. */
  readonly secret?: true;
  /** No secret, but services tend to show such things masked. */
  readonly personal?: true;
  /** It takes these and no others. */
  readonly choices?: readonly string[];
  /** What leaving it out means. */
  readonly default?: string;
  /** It has lines, and its placeholders are for VMP to fill in. */
  readonly template?: true;
  readonly rule?: TextRule;
}

export interface NumberField extends Common {
  readonly kind: "number";
  readonly rule?: (value: number) => Finding;
}

/** A positive number of whole seconds, as a number or as a text; the API has it as a text. */
export interface SecondsField extends Common {
  readonly kind: "seconds";
}

/** True or false. */
export interface FlagField extends Common {
  readonly kind: "flag";
}

/**
 * On (true) or off; left out, it is on. The API tells it by a word, and has an action of its own to set each: no create
 * and no update carries it.
 */
export interface SwitchField extends Common {
  readonly kind: "switch";
  readonly on: Position;
  readonly off: Position;
}

export interface Position {
  /** How the API tells it. Any other word says neither. */
  readonly word: string;
  /** Sets it, for several ids. */
  readonly action: string;
}

/** A list of texts that the API treats as a set: order means nothing, duplicates are faults. */
export interface SetField extends Common {
  readonly kind: "set";
  /** Its items are these and no others. */
  readonly choices?: readonly string[];
  /** What the API reference names; others pass with a warning. */
  readonly usual?: readonly string[];
  /** The rule of each item. */
  readonly rule?: TextRule;
}

/** An object. */
export interface ObjectField extends Common {
  readonly kind: "object";
  /** The member without which it counts as not set: VMP takes an empty one as "remove it". Default: none. */
  readonly key?: string;
  /** VMP can call it for a test: what it is called, and what its code and message in an answer start with. */
  readonly test?: { readonly noun: string; readonly bot?: string };
  readonly members: Fields;
}

/** A list of objects. */
export interface ListField extends Common {
  readonly kind: "list";
  /** The member that tells the items apart: their order means nothing then. */
  readonly key?: string;
  /** The items have no key, and yet their order means nothing. Default: without a key, it counts. */
  readonly unordered?: true;
  /** How many items there can be. */
  readonly least?: number;
  readonly most?: number;
  /** There has to be an item for each choice of its key. */
  readonly complete?: true;
  readonly members: Fields;
}

/** Any value that JSON carries. */
export interface AnyField extends Common {
  readonly kind: "any";
}

export type Field =
  TextField | NumberField | SecondsField | FlagField | SwitchField | SetField | ObjectField | ListField | AnyField;

/** A table: property names and their rows. */
export type Fields = Readonly<Record<string, Field>>;

/** The type of a property, as a program writes it and as the state keeps it. */
export type ValueOf<Row> = Row extends { readonly kind: "text" | "set"; readonly choices: readonly (infer Choice)[] }
  ? Row extends { readonly kind: "set" }
    ? Choice[]
    : Choice
  : Row extends { readonly kind: keyof Simple }
    ? Simple[Row["kind"]]
    : Row extends { readonly kind: "object"; readonly members: infer Members }
      ? PropertiesOf<Members>
      : Row extends { readonly kind: "list"; readonly members: infer Members }
        ? PropertiesOf<Members>[]
        : unknown;

/** What needs no more than its kind. */
interface Simple {
  text: string;
  number: number;
  seconds: number | string;
  flag: boolean;
  switch: boolean;
  set: string[];
}

type RequiredIn<Table> = {
  [Name in keyof Table]: Table[Name] extends { readonly required: true } ? Name : never;
}[keyof Table];

type Needed<Table, Name extends keyof Table> = { -readonly [Each in Name]: ValueOf<Table[Each]> };
type Optional<Table, Name extends keyof Table> = { -readonly [Each in Name]?: ValueOf<Table[Each]> | undefined };

/** The same, written out: editors and compilers show what it is, and not how it came about. */
type Flat<Type> = Type extends infer Each ? { [Name in keyof Each]: Each[Name] } : never;

/** The properties that a table describes, each with the documentation of its row. */
export type PropertiesOf<Table> = Flat<
  Needed<Table, RequiredIn<Table>> & Optional<Table, Exclude<keyof Table, RequiredIn<Table>>>
>;
