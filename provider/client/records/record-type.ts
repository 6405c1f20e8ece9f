/** What the client knows of a type of records that is only read. */
export interface ReadType {
  /** How errors call one, and several: `contact group`, `contact groups`. */
  readonly noun: string;
  readonly nouns: string;
  /** The names of its actions in the API. Without a `get`, one is read by the list of its id. */
  readonly actions: {
    readonly get?: string;
    readonly list: string;
  };
}

/** What the client knows of a type of records that VMP keeps. */
export interface RecordType extends ReadType {
  readonly actions: ReadType["actions"] & {
    readonly create: string;
    readonly update: string;
    readonly delete: string;
  };
  /** Its delete takes one id, and fails where it refuses. Default: several, and the answer says what became of each. */
  readonly deletesOne?: true;
}
