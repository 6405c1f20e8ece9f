/** The resource types of the road from a rule to a person through the provider host, by the texts in their states. */
import { type Emulator, EXAMPLE_GROUP, startEmulator } from "../../emulator";
import { RESOURCE_TYPES } from "../../provider/resources";
import { given } from "../../provider/values";
import { providerName } from "../../sdk/dynamic";
import { CHAIN, makeUsed } from "../support/chain";
import { installed } from "../support/installed";
import { ProviderHost } from "./provider-host";

let emulator: Emulator;
let host: ProviderHost;

beforeAll(async () => {
  const folder = await installed();
  emulator = await startEmulator({ groups: [EXAMPLE_GROUP] });
  host = await ProviderHost.start(folder, {
    "vmp:endpoint": emulator.url,
    "vmp:accessKey": emulator.accessKey,
    "vmp:secretKey": emulator.secretKey,
  });
});

afterAll(async () => {
  await host.stop();
  await emulator.close();
});

test.each(RESOURCE_TYPES.filter(({ name }) => name in CHAIN))("vmp.$name", async (type) => {
  await makeUsed(type, emulator);
  const { full, same, changes } = CHAIN[type.name] ?? { full: {}, same: {}, changes: [] };
  host.text = `exports.handler=()=>require("pulumi-vmp/provider").${providerName(type)}`;
  expect(await host.check({}, full)).toEqual({ inputs: full, failures: [] });
  const { id, state } = await host.create(full);
  expect(state).toMatchObject(full);
  expect(await host.changes(id, state, given({ ...full, ...same }))).toBe(false);
  const read = await host.read(id, state);
  expect(read).toMatchObject({ id, state: { ...full, createTime: expect.any(String) as string }, inputs: undefined });
  const change = Object.fromEntries(Object.entries(changes[0]?.[1] ?? {}));
  expect(await host.changes(id, read.state, { ...full, ...change })).toBe(true);
  const updated = await host.update(id, read.state, { ...full, ...change });
  expect(updated).toMatchObject(change);
  expect((await host.read(id, state)).inputs).toMatchObject(change);
  await host.delete(id, updated);
  expect(await host.read(id, updated)).toMatchObject({ id: "", state: {} });
  expect((await host.check({}, { nam: 1 })).failures[0]).toMatch(/^name is required/);
  expect(host.stderr).toBe("");
});
