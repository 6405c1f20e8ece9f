/** The records of the one account that an emulator holds. */
import { rfc3339 } from "./envelope";
import type { FieldTable } from "./fields";
import type { Params } from "./rules";

/** What every record has; times in ms since 1970. One that was never updated need not say so. */
export type Stored = Record<"Id" | "Name", string> & Record<"CreatedAt", number> & { UpdatedAt?: number };

/** A record of whatever type. */
export type Kept = Stored & Params;

/** What a record looks like from outside, in the clear. */
export type Snapshot<R extends Stored, Outputs = unknown> = Omit<R, "CreatedAt" | "UpdatedAt"> &
  Outputs & {
    /** RFC 3339, UTC. */
    CreateTime: string;
  };

/** The records of one resource type. @internal */
export interface Collection<R extends Stored = Kept> {
  /** What the data file and the control endpoint call it. */
  readonly collection: string;
  /** What a record has beside its id, and requests can set. */
  readonly fields: FieldTable;
  /** What the service adds when it shows a record. */
  outputs?(record: R, state: State): object;
}

/** For the outputs of a type that tells it. @internal */
export function updateTime({ CreatedAt, UpdatedAt = CreatedAt }: Stored): { UpdateTime: string } {
  return { UpdateTime: rfc3339(UpdatedAt) };
}

/** Records by their ids, in the order in which they were made. @internal */
export class State {
  constructor(
    readonly records: ReadonlyMap<string, Map<string, Stored>>,
    /** E-mail addresses whose owners have confirmed them. */
    readonly confirmedEmails: Set<string>,
  ) {}

  of<R extends Stored>({ collection }: Collection<R>): Map<string, R> {
    return this.records.get(collection) as Map<string, R>;
  }

  /** A copy of a record, with what the service adds. */
  snapshot<R extends Stored>(type: Collection<R>, record: R): Snapshot<R> {
    const { CreatedAt, UpdatedAt: _updated, ...fields } = structuredClone(record);
    return { ...fields, ...type.outputs?.(record, this), CreateTime: rfc3339(CreatedAt) };
  }

  snapshots<R extends Stored>(type: Collection<R>): Snapshot<R>[] {
    return Array.from(this.of(type).values(), (record) => this.snapshot(type, record));
  }

  copy(): State {
    const records = Array.from(this.records, ([collection, byId]) => [collection, new Map(byId)] as const);
    return new State(new Map(records), new Set(this.confirmedEmails));
  }
}
