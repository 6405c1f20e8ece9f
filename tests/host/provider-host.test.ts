/**
 * The contract that the constant `__provider` text rests on, held against the oldest @pulumi/pulumi that is supported
 * and the newest for this Node. The wide matrix has the newest of all.
 */
import { setTimeout as pause } from "node:timers/promises";
import { type Emulator, startEmulator } from "../../emulator";
import { ownVersion } from "../../tools/engine";
import { UNKNOWN_TEXT } from "../../provider/hosts/dynamic/properties";
import { OPTIONAL_FIELDS } from "../support/contacts";
import { installed } from "../support/installed";
import { ProviderHost } from "./provider-host";

const OLDEST = "3.220.0";
const full = { name: "oncall", ...OPTIONAL_FIELDS };

describe.each([OLDEST, ownVersion("@pulumi/pulumi")])("the provider host of @pulumi/pulumi %s", (version) => {
  let folder: string;
  let emulator: Emulator;
  let host: ProviderHost;

  beforeAll(async () => {
    folder = await installed({ pulumi: version });
    emulator = await startEmulator();
  });

  beforeEach(async () => {
    host = await ProviderHost.start(folder, {
      "vmp:endpoint": emulator.url,
      "vmp:accessKey": emulator.accessKey,
      "vmp:secretKey": emulator.secretKey,
    });
  });

  afterEach(async () => {
    await host.stop();
    emulator.clearCalls();
  });

  afterAll(() => emulator.close());

  test("takes a contact through its whole life", async () => {
    const { inputs, failures } = await host.check({}, full);
    expect(failures).toEqual([]);
    expect(inputs).toEqual(full);
    const { id, state } = await host.create(inputs);
    expect(await host.changes(id, state, full)).toBe(false);
    const found = await host.read(id, state);
    expect(found).toMatchObject({ id, state: { ...full, emailActive: false }, inputs: undefined });
    const news = { name: "renamed", webhook: full.webhook };
    expect(await host.changes(id, found.state, news)).toBe(true);
    const updated = await host.update(id, found.state, news);
    expect(emulator.contacts()).toMatchObject([{ Id: id, Name: "renamed", Webhook: { Token: full.webhook.token } }]);
    await host.delete(id, updated);
    expect(await host.read(id, updated)).toMatchObject({ id: "", state: {} });
    expect(emulator.contacts()).toEqual([]);
    const calls = emulator.calls.map(({ action }) => action);
    expect(calls).toEqual(["CreateContact", "GetContact", "UpdateContact", "DeleteContacts", "GetContact"]);
    expect(host.stderr).toBe("");
  });

  test("returns drift as inputs for the next run", async () => {
    const { id, state } = await host.create(full);
    await emulator.act("UpdateContact", { Id: id, Email: "other@example.com" });
    const found = await host.read(id, state);
    expect(found.inputs).toEqual({ ...full, email: "other@example.com" });
    await host.delete(id, state);
  });

  test("reports every fault by property, offline", async () => {
    const { failures } = await host.check({}, { name: "1", email: "x", webhook: { token: "t" } });
    expect(failures.map(({ property }) => property)).toEqual(["name", "email", "webhook.address", "webhook.token"]);
    expect(emulator.calls).toEqual([]);
  });

  test("passes what is not known yet", async () => {
    const news = { name: "oncall", webhook: { address: UNKNOWN_TEXT } };
    expect((await host.check({}, news)).failures).toEqual([]);
    expect(await host.changes("id", { name: "oncall", webhook: { address: "https://a.example.com" } }, news)).toBe(
      true,
    );
  });

  test("shows warnings in the run's diagnostics", async () => {
    await host.check({}, { name: "oncall" });
    expect(host.shown).toEqual([
      expect.stringMatching(/^warning contact "oncall": has neither an e-mail nor a webhook/),
    ]);
    expect(host.stderr).toBe("");
  });

  test("gives the sentence of an error alone, without a stack and without a secret", async () => {
    await expect(host.update("no-such-id", full, { ...full, name: "renamed" })).rejects.toThrow(
      /^2 UNKNOWN: update contact "oncall" \(id no-such-id\): NotFound\.Id: /,
    );
    await expect(host.read("no-such-id", { name: "oncall" })).resolves.toMatchObject({ id: "" });
    await host.stop();
    host = await ProviderHost.start(folder, {
      "vmp:endpoint": emulator.url,
      "vmp:accessKey": "AK",
      "vmp:secretKey": "canary",
    });
    // At once, and each awaited from the start: which of them fails first is not said.
    const failing = [host.create(full), host.read("id", full), host.delete("id", full)];
    await Promise.all(failing.map((each) => expect(each).rejects.toThrow(/InvalidAccessKey: .*\(request \w+\)/)));
    expect(host.stderr).not.toMatch(/\n\s+at |canary|-token|-secret/);
  });

  test("keeps the configuration before anything is awaited: two first calls at once both have it", async () => {
    const twins = await Promise.all([host.create({ name: "one" }), host.create({ name: "two" })]);
    expect(new Set(twins.map(({ id }) => id)).size).toBe(2);
    await Promise.all(twins.map(({ id, state }) => host.delete(id, state)));
  });

  describe("a run that is cancelled", () => {
    afterEach(() => {
      emulator.faults.clear();
    });

    test.each(["hang", "flowLimit", "503"] as const)(
      "ends calls, waits and repetitions at once (%s)",
      async (fault) => {
        const { id, state } = await host.create(full);
        emulator.clearCalls();
        emulator.faults.set([{ fault }]);
        const ends = [
          host.update(id, state, { ...full, name: "renamed" }),
          host.delete(id, state),
          host.read(id, state),
        ].map((call) => expect(call).rejects.toThrow(/Cancelled: stopped before the answer was there/));
        while (emulator.calls.length < 3 && fault !== "hang") await pause(20);
        await pause(200);
        const start = Date.now();
        await host.cancel();
        await Promise.all(ends);
        expect(Date.now() - start).toBeLessThan(2_000);
        emulator.faults.clear();
        await emulator.act("DeleteContacts", { Ids: [id] });
      },
    );

    test("lets a create that is under way bring its id home", async () => {
      emulator.faults.set([{ fault: "slow", ms: 1_000 }]);
      const creating = host.create({ name: "under-way" });
      await pause(500);
      await host.cancel();
      const { id, state } = await creating;
      expect(emulator.contacts()).toMatchObject([{ Id: id, Name: "under-way" }]);
      await host.stop();
      emulator.faults.clear();
      await emulator.act("DeleteContacts", { Ids: [id] });
      expect(state).toMatchObject({ name: "under-way" });
      host = await ProviderHost.start(folder, {});
    });
  });

  test("without any key, check and diff work, and the first call says how to give one", async () => {
    await host.stop();
    host = await ProviderHost.start(folder, { "vmp:endpoint": emulator.url });
    expect((await host.check({}, full)).failures).toEqual([]);
    expect(await host.changes("id", full, full)).toBe(false);
    await expect(host.create(full)).rejects.toThrow(
      /^2 UNKNOWN: create contact "oncall": NoCredentials: .*vmp:accessKey/s,
    );
  });
});
