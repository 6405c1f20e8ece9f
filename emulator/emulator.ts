import type { Call } from "./calls";
import type { Faults } from "./faults";
import type { Behaviour } from "./options";
import type { ContactSnapshot } from "./resources/contact";
import type { GroupSnapshot } from "./resources/contact-group";
import type { Params } from "./rules";
import type { TemporaryKey } from "./sts";

/** A running emulator. */
export interface Emulator {
  /** Its address, `http://127.0.0.1:<port>`: the endpoint for clients, the STS and the metadata service alike. */
  readonly url: string;
  /** The key that it accepts. */
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
  /** Every call of the API and of the metadata service so far, in the order in which they were answered. */
  readonly calls: readonly Call[];
  /** Forgets the calls so far. */
  clearCalls(): void;
  /** What it holds, in the clear; copies. */
  contacts(): ContactSnapshot[];
  groups(): GroupSnapshot[];
  /** How it misbehaves. */
  readonly faults: Faults;
  /** How the service behaves; its fields may be changed at any time. */
  readonly behaviour: Behaviour;
  /** How often a redirect of the fault `redirect` was followed to this emulator. It should stay 0. */
  readonly redirectsFollowed: number;
  /** Runs an action as if it had been called, without HTTP: a change behind a program's back. Throws ApiError. */
  act(action: string, params: Params): Promise<object>;
  /** Makes a group of a given id; does nothing when it exists. */
  addGroup(id: string, name: string): GroupSnapshot;
  /** Does what the owner of an address does on the link in a validation mail. */
  confirmEmail(email: string): void;
  /** Gives out temporary keys, by default for the longest time allowed. */
  issueKeys(seconds?: number): TemporaryKey;
  /** Makes all temporary keys given out so far expired. */
  expireKeys(): void;
  /** Stops listening, so that connections are refused, and keeps all contents. */
  goOffline(): Promise<void>;
  /** Listens again, on the same port. */
  goOnline(): Promise<void>;
  /** Stops for good, dropping every connection. */
  close(): Promise<void>;
}
