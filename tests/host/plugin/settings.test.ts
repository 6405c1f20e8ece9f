/**
 * What the packaged provider makes of its settings: CheckConfig, DiffConfig and Configure, as the engine calls them.
 */
import { PluginHost, secret, UNKNOWN_TEXT, unmarked } from "./plugin-host";

let host: PluginHost;
/** Of one test alone. */
let other: PluginHost | undefined;

beforeAll(async () => {
  host = await PluginHost.start({ env: { VOLCENGINE_REGION: "cn-shanghai" } });
});

afterAll(() => host.stop());

afterEach(async () => {
  await other?.stop();
  other = undefined;
  host.engine.shown.length = 0;
});

describe("CheckConfig", () => {
  test("tells every fault at once, by property, and no value that may be secret", async () => {
    const { failures } = await host.checkConfig({
      accessKey: "canary only",
      region: "Nowhere",
      endpoint: "https://example.com/path",
      proxyUrl: "ftp://user:canary@proxy",
      maxRetries: 21,
      timeout: "soon",
      adoptExisting: "perhaps",
      testOnApply: "always",
    });
    const properties = failures.map(({ property }) => property).sort();
    expect(properties).toEqual(
      ["", "", "", "adoptExisting", "endpoint", "maxRetries", "region", "testOnApply", "timeout"].sort(),
    );
    expect(failures.filter(({ property }) => property === "").map(({ reason }) => reason)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^vmp:accessKey without vmp:secretKey/)]),
    );
    expect(JSON.stringify(failures)).not.toContain("canary");
  });

  test("keeps where the provider works, marks what is secret, and takes values as any language sends them", async () => {
    const { inputs, failures } = await host.checkConfig({
      accessKey: "a",
      secretKey: "s",
      maxRetries: 3,
      timeout: "30",
    });
    expect(failures).toEqual([]);
    expect(unmarked(inputs)).toEqual({
      value: {
        accessKey: "a",
        secretKey: "s",
        maxRetries: 3,
        timeout: "30",
        region: "cn-shanghai",
        endpoint: "https://open.volcengineapi.com",
      },
      paths: ["accessKey", "secretKey"],
    });
  });

  test("lets what is not known yet pass", async () => {
    const { inputs, failures } = await host.checkConfig({
      accessKey: UNKNOWN_TEXT,
      secretKey: "s",
      region: UNKNOWN_TEXT,
    });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ accessKey: secret(UNKNOWN_TEXT), region: UNKNOWN_TEXT });
  });

  test("warns once of what is no setting, and of nothing that the engine adds", async () => {
    await host.checkConfig({ regoin: "cn-beijing", version: "1.0.0", oncall: "mine", acessKey: "canary", timeout: 30 });
    expect(host.shown).toEqual([
      "warning vmp has no such settings, so they do nothing: acessKey (did you mean accessKey?), oncall, " +
        "regoin (did you mean region?).",
    ]);
  });
});

describe("DiffConfig", () => {
  const olds = { region: "cn-beijing", endpoint: "https://open.volcengineapi.com", accessKey: "a", secretKey: "s" };

  test.each([
    ["region", { region: "cn-shanghai" }, /the region from cn-beijing to cn-shanghai/],
    ["endpoint", { endpoint: "http://127.0.0.1:1" }, /the endpoint from https:\S+ to http:\/\/127\.0\.0\.1:1/],
  ])("refuses another %s, and says what to do", async (_key, change, message) => {
    const refused = host.diffConfig(olds, { ...olds, ...change });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(/set back what changed.*declare a provider/);
  });

  test("leaves other changes to the engine, which replaces nothing for them", async () => {
    expect(await host.diffConfig(olds, { ...olds, timeout: 30, secretKey: "other" })).toMatchObject({
      changes: 0,
      replacesList: [],
    });
    expect(host.shown).toEqual([]);
  });

  test("says what another access key can mean", async () => {
    await host.diffConfig(olds, { ...olds, accessKey: "b" });
    expect(host.shown).toEqual([expect.stringMatching(/^warning the access key is another one than before/)]);
  });

  test("reads the whole configuration of the stack, which Pulumi's dynamic provider had", async () => {
    const dynamic = { "vmp:region": "cn-beijing", "vmp:accessKey": "a", "vmp:secretKey": "s", "pulumi:tags": "x" };
    expect(await host.diffConfig(dynamic, olds)).toMatchObject({ changes: 0 });
    await expect(host.diffConfig({ "volcengine:region": "cn-guangzhou" }, olds)).rejects.toThrow(/from cn-guangzhou/);
    // What it took from the environment.
    await expect(host.diffConfig({}, olds)).rejects.toThrow(/from cn-shanghai to cn-beijing/);
  });
});

test("settings that cannot be used stop the first call, and no preview", async () => {
  other = await (await PluginHost.start()).configure({ accessKey: "only" });
  const { inputs } = await other.check({ name: "a", email: "a@example.com" });
  await other.create(inputs, true);
  await expect(other.create(inputs)).rejects.toThrow(/^The settings of vmp cannot be used:\n {2}vmp:accessKey without/);
});
