/** An emulator as a program uses it: `startEmulator` and what it returns. */
import { CallLog, type Call } from "./calls";
import { control } from "./control";
import { Faults } from "./faults";
import { Gateway } from "./gateway";
import { MetadataService } from "./metadata";
import {
  defaultBehaviour,
  EXAMPLE_ACCESS_KEY,
  EXAMPLE_SECRET_KEY,
  type Behaviour,
  type EmulatorOptions,
} from "./options";
import type { Params } from "./rules";
import { HttpServer } from "./server";
import { Store } from "./store";
import { KeyRing, type TemporaryKey } from "./sts";
import type { ContactSnapshot, GroupSnapshot } from "./types";

const TWELVE_HOURS_IN_SECONDS = 43_200;

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

/** Starts an emulator on the loopback interface. Rejects when its port is taken or its data file cannot be used. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const accessKey = options.accessKey ?? EXAMPLE_ACCESS_KEY;
  const secretKey = options.secretKey ?? EXAMPLE_SECRET_KEY;
  const region = options.region ?? "cn-beijing";
  const now = options.now ?? Date.now;
  const behaviour = { ...defaultBehaviour(), ...options.behaviour };
  const store = new Store(options.data);
  const keys = new KeyRing(
    { accessKeyId: accessKey, secretKey },
    options.temporaryKeySeconds ?? TWELVE_HOURS_IN_SECONDS,
  );
  const faults = new Faults();
  if (options.faults !== undefined) faults.set(options.faults);
  const log = new CallLog(options.log);
  const gateway = new Gateway(store, keys, behaviour, region);
  const metadata = new MetadataService(keys, options.ecsRole ?? "emulator-role");
  const server = new HttpServer({
    gateway,
    metadata,
    faults,
    behaviour,
    log,
    now,
    control: (request, body) => control(emulator, request, body),
  });
  const emulator: Emulator = {
    accessKey,
    secretKey,
    region,
    faults,
    behaviour,
    get url() {
      return server.url;
    },
    get redirectsFollowed() {
      return server.redirectsFollowed;
    },
    calls: log.calls,
    clearCalls: () => {
      log.calls.length = 0;
    },
    contacts: () => store.contactSnapshots(),
    groups: () => store.groupSnapshots(),
    act: (action, params) => gateway.act(action, params, { now: now(), hideYoungerThanMs: 0 }),
    addGroup: (Id, Name) => {
      const group = store.group(Id) ?? { Id, Name, CreatedAt: now() };
      store.mutate(({ groups }) => groups.set(Id, group));
      return store.groupSnapshot(group);
    },
    confirmEmail: (email) => {
      store.mutate(({ confirmedEmails }) => confirmedEmails.add(email));
    },
    issueKeys: (seconds) => keys.issue(now(), seconds),
    expireKeys: () => {
      keys.expireTemporaryKeys(now());
    },
    goOffline: () => server.close(),
    goOnline: () => server.listen(),
    close: () => server.close(),
  };
  for (const group of options.groups ?? []) emulator.addGroup(group.Id, group.Name);
  await server.listen(options.port ?? 0);
  return emulator;
}
