/** What a resource of VMP does, whatever host runs it. `provider/hosts/dynamic` turns it into Pulumi's dynamic provider. */
import type { TestOnApply } from "./settings";
import type { Properties } from "./values";
import type { Records } from "./client/records/records";

/** What was found at one property. */
export interface Problem {
  /** The property's path, such as `webhook.token` or `contactGroupIds[1]`; empty for the resource as a whole. */
  path: string;
  /** What is wrong and what is right: the end of a sentence that starts with the path. Never holds the value. */
  message: string;
  /** The value at the path may hold a secret: no host may print it. */
  mayHoldSecret?: true;
}

export interface Checked {
  /** The inputs without what is not set. */
  inputs: Properties;
  /** Faults: the engine stops before anything is called. */
  failures: Problem[];
  /** Legal, but probably not meant. */
  warnings: Problem[];
}

/** What the lifecycle needs of its surroundings. */
export interface Context {
  client: Records;
  /** Whether a create takes over what exists under exactly its name (`vmp:adoptExisting`). */
  adoptExisting: boolean;
  /** What becomes of a webhook that fails its test, where the contact does not say (`vmp:testOnApply`). */
  testOnApply: TestOnApply;
  /** The ids that creates of this process gave out: none is given to two resources, whatever name they share. */
  claimed: Set<string>;
  /**
   * Those of them that a create found by their name. A resource that is renamed in the program is created under the new
   * name before the old one is deleted, and that must not cost the contact.
   */
  found: Set<string>;
  /** The creates under way, by name: each settles, without failing, when the name's next one may start. */
  creating: Map<string, Promise<void>>;
  /** How often something may be sent again. */
  maxRetries: number;
  /** For a whole operation, in milliseconds. */
  timeoutMs: number;
  /** Ends waits and calls, as the client says. */
  signal: AbortSignal;
}

/** What a step left behind. */
export interface Outcome {
  /** The new state: the inputs and what the service adds to them. */
  properties: Properties;
  /** What the person who runs this should know; each is shown as a warning. */
  notices: string[];
  /**
   * What did not work although the thing is there, a sentence each, without a secret: the run fails, the properties are
   * kept, and the next run updates it whether or not anything changed. A read has none.
   */
  failures?: string[];
}

export interface Resource {
  /** Offline, and without keys. */
  check(news: Properties, olds: Properties): Checked;
  /** Offline: the properties that differ. */
  diff(state: Properties, news: Properties): string[];
  create(context: Context, inputs: Properties): Promise<Outcome & { id: string }>;
  /** `undefined` when it is gone; `inputs` when the service has something else than the state. */
  read(context: Context, id: string, state: Properties): Promise<(Outcome & { inputs?: Properties }) | undefined>;
  update(context: Context, id: string, state: Properties, news: Properties): Promise<Outcome>;
  /** @returns what the person who runs this should know */
  delete(context: Context, id: string, state: Properties): Promise<string[]>;
}
