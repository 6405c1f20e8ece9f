import { CallLog } from "./calls";
import { control } from "./control";
import type { Emulator } from "./emulator";
import { Faults } from "./faults";
import { Gateway } from "./gateway";
import { MetadataService } from "./metadata";
import { defaultBehaviour, EXAMPLE_ACCESS_KEY, EXAMPLE_SECRET_KEY, type EmulatorOptions } from "./options";
import { RESOURCE_TYPES } from "./resources";
import { contact, type ContactSnapshot } from "./resources/contact";
import { contactGroup, type GroupSnapshot } from "./resources/contact-group";
import { HttpServer } from "./server";
import { Store } from "./store";
import { KeyRing } from "./sts";

const TWELVE_HOURS_IN_SECONDS = 43_200;

/** Starts an emulator on the loopback interface. Rejects when its port is taken or its data file cannot be used. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const accessKey = options.accessKey ?? EXAMPLE_ACCESS_KEY;
  const secretKey = options.secretKey ?? EXAMPLE_SECRET_KEY;
  const region = options.region ?? "cn-beijing";
  const now = options.now ?? Date.now;
  const behaviour = { ...defaultBehaviour(), ...options.behaviour };
  const keys = new KeyRing(
    { accessKeyId: accessKey, secretKey },
    options.temporaryKeySeconds ?? TWELVE_HOURS_IN_SECONDS,
  );
  const faults = new Faults();
  if (options.faults !== undefined) faults.set(options.faults);
  const log = new CallLog(options.log);
  const store = new Store(RESOURCE_TYPES, options.data);
  const gateway = new Gateway(store, keys, behaviour, region);
  const metadata = new MetadataService(keys, options.ecsRole ?? "emulator-role");
  const server = new HttpServer({
    gateway,
    metadata,
    faults,
    behaviour,
    log,
    now,
    control: (method, url, body) => control(emulator, store, method, url, body),
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
    contacts: () => store.state.snapshots(contact) as ContactSnapshot[],
    groups: () => store.state.snapshots(contactGroup) as GroupSnapshot[],
    act: (action, params) => gateway.act(action, params, { now: now(), hideYoungerThanMs: 0 }),
    addGroup: (Id, Name) => {
      const group = store.state.of(contactGroup).get(Id) ?? { Id, Name, CreatedAt: now() };
      store.mutate((state) => state.of(contactGroup).set(Id, group));
      return store.state.snapshot(contactGroup, group) as GroupSnapshot;
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
    close: async () => {
      await server.close();
      store.close();
    },
  };
  try {
    for (const group of options.groups ?? []) emulator.addGroup(group.Id, group.Name);
    await server.listen(options.port ?? 0);
  } catch (error) {
    store.close();
    throw error;
  }
  return emulator;
}
