/** A contact group's life through the provider host, by the text that lies in its state. */
import { type Emulator, startEmulator } from "../../emulator";
import { UNKNOWN_TEXT } from "../../provider/hosts/marks";
import { installed } from "../support/installed";
import { GROUP_PROVIDER_TEXT, PROVIDER_TEXT, ProviderHost } from "./provider-host";

let emulator: Emulator;
let host: ProviderHost;

beforeAll(async () => {
  const folder = await installed();
  emulator = await startEmulator();
  host = await ProviderHost.start(folder, {
    "vmp:endpoint": emulator.url,
    "vmp:accessKey": emulator.accessKey,
    "vmp:secretKey": emulator.secretKey,
  });
});

beforeEach(() => {
  host.text = GROUP_PROVIDER_TEXT;
  emulator.clearCalls();
});

afterAll(async () => {
  await host.stop();
  await emulator.close();
});

test("a group and a contact live side by side in one host", async () => {
  host.text = PROVIDER_TEXT;
  const member = await host.create({ name: "oncall", email: "oncall@example.com" });
  host.text = GROUP_PROVIDER_TEXT;
  const inputs = { name: "team", contactIds: [member.id] };
  expect(await host.check({}, inputs)).toEqual({ inputs, failures: [] });
  const { id, state } = await host.create(inputs);
  expect(await host.changes(id, state, inputs)).toBe(false);
  const found = await host.read(id, state);
  expect(found).toMatchObject({
    id,
    state: { ...inputs, createTime: expect.any(String) as string },
    inputs: undefined,
  });
  expect(await host.changes(id, found.state, { name: "crew", contactIds: [] })).toBe(true);
  const updated = await host.update(id, found.state, { name: "crew", contactIds: [] });
  const { __notes } = found.state;
  expect(updated).toEqual({ name: "crew", contactIds: [], createTime: found.state.createTime, __notes });
  await emulator.act("UpdateContactGroup", { Id: id, Name: "by-hand", ContactIds: [member.id] });
  expect((await host.read(id, updated)).inputs).toEqual({ name: "by-hand", contactIds: [member.id] });
  await host.delete(id, updated);
  expect(await host.read(id, updated)).toMatchObject({ id: "", state: {} });
  expect(emulator.groups()).toEqual([]);
  expect(host.stderr).toBe("");
});

test("a preview: faults by property, and ids that are not known yet", async () => {
  const { failures } = await host.check({}, { name: "1", contactIds: ["oncall", UNKNOWN_TEXT], adopt: 1 });
  expect(failures.map((failure) => failure.split(" ")[0])).toEqual(["name", "contactIds[0]", "adopt"]);
  expect((await host.check({}, { name: "team", contactIds: [UNKNOWN_TEXT] })).failures).toEqual([]);
  expect(await host.changes("id", { name: "team", contactIds: [] }, { name: "team", contactIds: [UNKNOWN_TEXT] })).toBe(
    true,
  );
  expect(emulator.calls).toEqual([]);
});

test("an error is its sentence alone", async () => {
  await expect(host.update("no-such-id", { name: "team" }, { name: "crew" })).rejects.toThrow(
    /^2 UNKNOWN: update contact group "team" \(id no-such-id\): NotFound\.Id: /,
  );
  expect(host.stderr).toBe("");
});
