import type { ActionContext } from "../context";
import type { FieldTable, Patch } from "../fields";
import type { Behaviour } from "../options";
import type { Params } from "../rules";
import type { Collection, Kept, State, Stored } from "../state";

/** What records use of a collection. */
interface Use<R> {
  readonly of: string;
  ids(record: R): readonly string[];
}

/** What a filter looks at: a text by a part of it in any case, a text, or several of which one is enough. */
export interface Filter<R extends Stored = Kept> {
  part?(record: R): string;
  is?(record: R): string;
  any?(record: R): readonly string[];
}

/** A resource type of the API: its actions, its list in the data file and its control endpoint come from this. */
export interface ResourceType<R extends Stored = Kept> extends Collection<R> {
  /** What actions and messages call it. */
  readonly name: string;
  /** Default: the name with an s. */
  readonly plural?: string;
  /** Its delete takes one id, and answers with an error where it refuses. Default: several ids. */
  readonly deletesOne?: true;
  /** It has no Get. */
  readonly listedOnly?: true;
  /** The fields that no update takes. Default none. */
  readonly fixed?: readonly string[];
  /** The record switched on or off, by Enable and Disable actions. Default: it has none. */
  switched?(record: R, isOn: boolean): R;
  /** What became of a record by itself until a time, in ms since 1970; undefined when it is gone. */
  age?(record: R, now: number): R | undefined;
  /** What a list can be filtered by beside ids, a part of the name, and `uses`. Default nothing. */
  readonly filters?: Readonly<Record<string, Filter<R>>>;
  /** The records that one uses, so that they cannot be deleted, by the filter that finds who uses them. */
  readonly uses?: Readonly<Record<string, Use<R>>>;
  /** What requests can say beside the fields: relations that other records keep. */
  readonly related?: FieldTable;
  /** Keeps what a request says of `related`; lists are empty when the record is deleted. */
  relate?(state: State, id: string, related: Params): void;
  /** Changes what an update means where that depends on the account. Throws the API's error. */
  amend?(patch: Patch, behaviour: Behaviour): void;
  /** What Create and Update answer beside the id. */
  answer?(record: R, old: R | undefined, context: ActionContext): object;
  /** What Get shows and List does not. */
  readonly details?: object;
}
