/** A resource type as one value: everything else is derived from it, or walks over the list of them. */
import type { Problem } from "../fields/check";
import type { Fields, PropertiesOf } from "../fields/field";
import type { ReadType, RecordType } from "../client/records/record-type";
import type { Purpose } from "../client/types";
import type { JsonObject, Properties } from "../values";
import type { Program } from "./holders";
import type { Operation } from "./operation";

/**
 * What every resource type has: its name is unique in the account, and a create may take over what has it. So what is
 * replaced has to go before its successor can come.
 */
export interface Named {
  name: string;
  adopt?: boolean | undefined;
}

/** Checked inputs, and the state made of them, of whatever type. */
export type Inputs = Named & Properties;

/** @see provider/resources/index.ts for the list of them */
export interface ResourceType<Table extends Fields = Fields, Outputs extends Fields = Fields> extends RecordType {
  /** In the package: `Contact` of `vmp.Contact`, of the type token and of `getContact`. */
  readonly name: string;
  /** In the package: `Contacts` of `getContacts`. */
  readonly plural: string;
  readonly fields: Table;
  /** What the service adds, and what the provider notes. None of it is ever a change. */
  readonly outputs: Outputs;
  /**
   * What lookups can narrow by, beside ids and names: `api` is the name in the list's filter and in its items. Default:
   * nothing.
   */
  readonly filters?: Fields;
  /** Who can use one, which is not deleted then. Default: nobody. */
  readonly usedBy?: readonly User[];
  /** What is legal but odd of the whole, and of what it refers to. What is there already has a state. */
  oddities?(
    inputs: PropertiesOf<Table>,
    state: Partial<PropertiesOf<Table> & PropertiesOf<Outputs>>,
    program: Program,
  ): Problem[];
  /** Whether lists tell all that matters of a record that has this. Default: they do. */
  isInLists?(found: PropertiesOf<Table>): boolean;
  /** Why nobody may take a record over, import or export it: the end of a sentence about it. Default: one may. */
  leftAlone?(record: JsonObject): string | undefined;
  /** It ends by itself, and VMP deletes it some time after. `gone` among its outputs notes that. */
  readonly ends?: {
    isOver(state: PropertiesOf<Table> & PropertiesOf<Outputs>, now: number): boolean;
    /** The property that says when. */
    readonly by: string;
  };
  /** What the next update has to see to although no field of VMP differs. */
  pending?(state: PropertiesOf<Table> & PropertiesOf<Outputs>, inputs: PropertiesOf<Table>): string[];
  /** What only this type does while it is made, read or changed. Loaded with the client: previews do without. */
  special?(): Promise<Special>;
}

/** Records that can use those of another type. */
export interface User {
  readonly type: ReadType;
  /** The filter of their list that finds those that use one of these ids. */
  readonly filter: string;
}

/** What only one type does while it is made, read or changed; each is left out where the usual does. */
export interface Special<Given = Inputs, Kept = Inputs> {
  /** Sends what changed. */
  send?(operation: Operation, id: string, change: Change<Given, Kept>, purpose: Purpose): Promise<Sent>;
  /** Once it is made or changed. Does not throw: what comes before it must not get lost. */
  afterCreate?(operation: Operation, id: string, made: Made<Given>): Promise<After>;
  afterUpdate?(operation: Operation, id: string, change: Change<Given, Kept> & Sent): Promise<After>;
  /** What a read makes of what the service has: its fields, and what else it tells. */
  afterRead?(operation: Operation, state: Kept, found: Given, told: Partial<Kept>): Found<Given>;
}

/** An update: from what the state has to what the program says. */
export interface Change<Given = Inputs, Kept = Inputs> {
  state: Kept;
  inputs: Given;
  /** The properties that differ. */
  changed: string[];
  /** What the service has, where it was just read. */
  record?: JsonObject;
}

/** What was sent. */
export interface Sent {
  /** What the service answered; empty when nothing had to be sent. */
  answer: JsonObject;
  /** What the person who runs this should know. */
  notices: string[];
}

/** What was created. */
export interface Made<Given = Inputs> extends Sent {
  inputs: Given;
  /** What was taken over, as it was before; absent when it was made. */
  before?: Properties | undefined;
  /** The properties that differ from what was there before: all that are set, when nothing was. */
  changed: string[];
}

/** What is kept and told beside the fields. */
export interface After {
  /** The outputs; what is absent or empty is not kept. */
  outputs: Properties;
  /** Inputs that the state keeps otherwise than the program says. */
  kept?: Properties;
  notices: string[];
  failures: string[];
}

export interface Found<Given = Inputs> {
  found: Given;
  outputs: Properties;
  notices: string[];
  alike?: Alike | undefined;
}

/** A notice that a refresh can have of many records: they are told in one sentence. */
export interface Alike {
  /** What is told of this one alone. */
  sentence: string;
  /** Such as `contact "oncall"`. */
  subject: string;
  /** Tells those that are alike from the others, and so from each other what is to be done. */
  kind: string;
  /** What is told of several: their subjects, by kind. */
  together(subjects: ReadonlyMap<string, readonly string[]>): string;
}
