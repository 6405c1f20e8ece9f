/**
 * The contract that the constant `__provider` text rests on, held against the oldest @pulumi/pulumi that is supported
 * and the newest for this Node. The wide matrix has the newest of all.
 */
import { type Emulator, type FaultRule, startEmulator } from "../../emulator";
import { ownVersion } from "../../tools/engine";
import { UNKNOWN_TEXT } from "../../provider/hosts/marks";
import { closeAll, ok, startServer } from "../provider/client/server";
import { OPTIONAL_FIELDS } from "../support/contacts";
import { installed } from "../support/installed";
import { until } from "../support/until";
import { type HostOptions, ProviderHost } from "./provider-host";

const OLDEST = "3.220.0";
const full = { name: "oncall", ...OPTIONAL_FIELDS };
const HOUR = 3_600_000;

afterEach(closeAll);

describe.each([OLDEST, ownVersion("@pulumi/pulumi")])("the provider host of @pulumi/pulumi %s", (version) => {
  let folder: string;
  let emulator: Emulator;
  let config: Record<string, string>;
  /** The one that tests share, unless they need one that nothing was asked of before. */
  let host: ProviderHost;
  const ownHosts: ProviderHost[] = [];

  async function startHost(settings: Record<string, string>, options?: HostOptions): Promise<ProviderHost> {
    const started = await ProviderHost.start(folder, settings, options);
    ownHosts.push(started);
    return started;
  }

  beforeAll(async () => {
    folder = await installed({ pulumi: version });
    emulator = await startEmulator();
    const { url, accessKey, secretKey } = emulator;
    config = { "vmp:endpoint": url, "vmp:accessKey": accessKey, "vmp:secretKey": secretKey };
    host = await ProviderHost.start(folder, config);
  });

  afterEach(async () => {
    await Promise.all(ownHosts.splice(0).map((each) => each.stop()));
    emulator.faults.clear();
    emulator.clearCalls();
  });

  afterAll(async () => {
    await host.stop();
    await emulator.close();
  });

  test("takes a contact through its whole life", async () => {
    const { inputs, failures } = await host.check({}, full);
    expect(failures).toEqual([]);
    expect(inputs).toEqual(full);
    const secrets = ["dingTalkBotWebhook", "larkBotWebhook", "weComBotWebhook", "webhook"];
    const { id, state } = await host.create(inputs);
    expect(host.secretOutputs).toEqual(secrets);
    expect(await host.changes(id, state, full)).toBe(false);
    const found = await host.read(id, state);
    expect(host.secretOutputs).toEqual(secrets);
    expect(found).toMatchObject({ id, state: { ...full, emailActive: false }, inputs: undefined });
    const news = { name: "renamed", webhook: full.webhook };
    expect(await host.changes(id, found.state, news)).toBe(true);
    const updated = await host.update(id, found.state, news);
    expect(host.secretOutputs).toEqual(["webhook"]);
    expect(emulator.contacts()).toMatchObject([{ Id: id, Name: "renamed", Webhook: { Token: full.webhook.token } }]);
    await host.delete(id, updated);
    expect(await host.read(id, updated)).toMatchObject({ id: "", state: {} });
    expect(emulator.contacts()).toEqual([]);
    const calls = emulator.calls.map(({ action }) => action);
    expect(calls).toEqual([
      ...["CreateContact", "GetContact"],
      "GetContact",
      ...["GetContact", "UpdateContact"],
      "DeleteContacts",
      ...["GetContact", "ListContacts"],
    ]);
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
    expect(failures.map((failure) => failure.split(" ")[0])).toEqual([
      "name",
      "email",
      "webhook.address",
      "webhook.token",
    ]);
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
    const before = host.shown.length;
    await host.check({}, { name: "oncall" });
    expect(host.shown.slice(before)).toEqual([
      expect.stringMatching(/^warning contact "oncall": has neither an e-mail nor a webhook/),
    ]);
    expect(host.stderr).toBe("");
  });

  test("has shown what there is to say before it answers, as the engine may end it after the last answer", async () => {
    const { Id } = (await emulator.act("CreateContact", { Name: "there", Email: "a@example.com" })) as { Id: string };
    let release = (): void => undefined;
    host.engine.held = new Promise((resolve) => (release = resolve));
    const shown = host.shown.length;
    let isAnswered = false;
    const creating = host.create({ name: "there", email: "a@example.com", adopt: true }).finally(() => {
      isAnswered = true;
    });
    await until(() => host.shown.length > shown);
    // What is asked for after it, and has nothing to say, is answered after it.
    await host.check({}, { name: "other", email: "a@example.com" });
    expect(isAnswered).toBe(false);
    release();
    expect((await creating).id).toBe(Id);
    await host.delete(Id, { name: "there" });
  });

  test("gives the sentence of an error alone, without a stack and without a secret", async () => {
    await expect(host.update("no-such-id", full, { ...full, name: "renamed" })).rejects.toThrow(
      /^2 UNKNOWN: update contact "oncall" \(id no-such-id\): NotFound\.Id: /,
    );
    await expect(host.read("no-such-id", { name: "oncall" })).resolves.toMatchObject({ id: "" });
    const other = await startHost({ ...config, "vmp:accessKey": "AK", "vmp:secretKey": "canary" });
    // At once, and each awaited from the start: which of them fails first is not said.
    const failing = [other.create(full), other.read("id", full), other.delete("id", full)];
    await Promise.all(failing.map((each) => expect(each).rejects.toThrow(/InvalidAccessKey: .*\(request \w+\)/)));
    expect(host.stderr + other.stderr).not.toMatch(/\n\s+at |canary|-token|-secret/);
  });

  test("keeps the configuration before anything is awaited: two first calls at once both have it", async () => {
    const own = await startHost(config);
    const twins = await Promise.all([own.create({ name: "one" }), own.create({ name: "two" })]);
    expect(new Set(twins.map(({ id }) => id)).size).toBe(2);
    await Promise.all(twins.map(({ id, state }) => own.delete(id, state)));
  });

  describe("a run that is cancelled", () => {
    /** No call and no wait ends by itself while a test lasts. */
    const startPatient = (more: Record<string, string> = {}): Promise<ProviderHost> =>
      startHost({ ...config, "vmp:timeout": "3600", ...more }, { limits: { headers: HOUR, body: HOUR } });

    test.each<[string, FaultRule, number]>([
      ["calls under way", { fault: "hang" }, 2],
      ["waits for the next try", { fault: "503", retryAfter: 1800 }, 1],
      ["waits of those that were turned away", { fault: "flowLimit", retryAfter: 1800 }, 1],
    ])("ends %s at once", async (_what, fault, callsBefore) => {
      const patient = await startPatient();
      const { id, state } = await patient.create(full);
      emulator.clearCalls();
      emulator.faults.set([fault]);
      const ends = [
        patient.update(id, state, { ...full, name: "renamed" }),
        patient.delete(id, state),
        patient.read(id, state),
      ].map((call) => expect(call).rejects.toThrow(/Cancelled: stopped before the answer was there/));
      // The reads of an update and of a refresh are one call.
      await until(() => emulator.calls.length >= callsBefore);
      // When these are answered, the host has the answers that were sent before.
      for (let round = 0; round < 3; round++) await patient.check({}, full);
      await patient.cancel();
      await Promise.all(ends);
      await emulator.act("DeleteContacts", { Ids: [id] });
    });

    test("lets a create that is under way bring its id home", async () => {
      let answer = (): void => undefined;
      const server = await startServer((response) => {
        answer = () => {
          ok(response, { Id: "the-id" });
        };
      });
      const patient = await startPatient({ "vmp:endpoint": server.url });
      const creating = patient.create({ name: "under-way" });
      await until(() => server.received.length === 1);
      await patient.cancel();
      answer();
      expect(await creating).toMatchObject({ id: "the-id", state: { name: "under-way" } });
    });
  });

  test("without any key, check and diff work, and the first call says how to give one", async () => {
    const own = await startHost({ "vmp:endpoint": emulator.url });
    expect((await own.check({}, full)).failures).toEqual([]);
    expect(await own.changes("id", full, full)).toBe(false);
    await expect(own.create(full)).rejects.toThrow(
      /^2 UNKNOWN: create contact "oncall": NoCredentials: .*vmp:accessKey.*metadata service: no answer from http:\/\/127\.0\.0\.1:1\n/s,
    );
  });
});
