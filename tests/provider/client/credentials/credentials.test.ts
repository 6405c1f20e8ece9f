import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Settings } from "../../../../provider/settings";
import { createClient } from "../../../../provider/client/client";
import { createCredentialStore, type CredentialStore } from "../../../../provider/client/credentials/credentials";
import { createTransport } from "../../../../provider/client/call/transport";
import { closeAll as closeEmulators, start as startEmulator } from "../../../emulator/support";
import { closeAll, closeLater, ok, refuse, startServer, testClock, testSettings, type TestServer } from "../server";
import { temporaryFolder } from "../../../support/temporary-folder";

const HOUR = 3_600_000;
const START = Date.parse("2026-01-01T00:00:00Z");
const folder = temporaryFolder();
const tokenFile = join(folder, "token");
writeFileSync(tokenFile, "oidc-token");
const cliFile = join(folder, "config.json");
writeFileSync(
  cliFile,
  JSON.stringify({ current: "a", profiles: { a: { "access-key": "AKcli", "secret-key": "SKcli" } } }),
);

/** Gives keys AK1, AK2, … that are good for an hour each. */
async function startSts(now: () => number = () => START): Promise<TestServer & { env: NodeJS.ProcessEnv }> {
  const server = await startServer((response, _, count) => {
    const Credentials = {
      AccessKeyId: `AK${count}`,
      SecretAccessKey: `SK${count}`,
      SessionToken: `ST${count}`,
      Expiration: new Date(now() + HOUR).toISOString(),
    };
    ok(response, { Credentials });
  });
  const env = {
    VOLCENGINE_OIDC_ROLE_TRN: "trn:iam::1:role/r",
    VOLCENGINE_OIDC_TOKEN_FILE: tokenFile,
    VOLCENGINE_OIDC_STS_ENDPOINT: server.url,
  };
  return { ...server, env };
}

/** Without keys given outright, CLI file and metadata service, unless a test says otherwise. */
function settings(env: NodeJS.ProcessEnv, more: Partial<Settings> = {}): Settings {
  const { keys, ...rest } = testSettings("http://127.0.0.1:1");
  expect(keys).toBeDefined();
  return { ...rest, env: { HOME: folder, VOLCENGINE_ECS_METADATA_DISABLED: "true", ...env }, ...more };
}

function open(env: NodeJS.ProcessEnv, more: Partial<Settings> = {}, now = () => START): CredentialStore {
  const transport = closeLater(createTransport({ https: "", http: "", none: "" }));
  return createCredentialStore({ settings: settings(env, more), transport, clock: testClock(now) }, now);
}

afterEach(closeAll);
afterEach(closeEmulators);

describe("the first link that gives keys wins", () => {
  const cli = { VOLCENGINE_CLI_CONFIG_FILE: cliFile };
  const given = (from: "configuration" | "environment"): Partial<Settings> => ({
    keys: { accessKey: `AK-${from}`, secretKey: "SK", from },
  });

  test("the stack's configuration before all", async () => {
    const { env } = await startSts();
    expect(await open({ ...env, ...cli }, { ...given("configuration"), profile: "a" }).get()).toMatchObject({
      accessKey: "AK-configuration",
    });
  });

  test("the environment before OIDC and the CLI file", async () => {
    const { env } = await startSts();
    expect(await open({ ...env, ...cli }, given("environment")).get()).toMatchObject({ accessKey: "AK-environment" });
  });

  test("OIDC before the CLI file", async () => {
    const { env } = await startSts();
    expect(await open({ ...env, ...cli }).get()).toMatchObject({ accessKey: "AK1" });
  });

  test("the CLI file before the metadata service", async () => {
    const metadata = { VOLCENGINE_ECS_METADATA_DISABLED: "", VOLCENGINE_ECS_METADATA_ENDPOINT: "http://127.0.0.1:1" };
    expect(await open({ ...cli, ...metadata }).get()).toMatchObject({ accessKey: "AKcli" });
  });

  test("a profile that the stack's configuration names comes before the environment", async () => {
    expect(await open(cli, { ...given("environment"), profile: "a" }).get()).toMatchObject({ accessKey: "AKcli" });
  });

  test("none: the reason of each link that was tried, in order, and no more", async () => {
    const loaded = await open({ HOME: "/nowhere" }).get();
    expect(loaded).toEqual({
      missing: expect.stringMatching(
        /^no keys were found\. Looked for:\n {2}the stack's configuration: .+\n {2}the environment: .+\n {2}OIDC: .+\n {2}the file of the vendor's CLI: \/nowhere\/.+: .+\n {2}the ECS metadata service: .+\nRun "pulumi config set --secret vmp:accessKey" .+\.$/,
      ) as string,
    });
    expect("missing" in loaded && loaded.missing.length).toBeLessThan(600);
  });
});

describe("roles that the vendor's providers are told of", () => {
  const trn = "trn:iam::2100000000:role/deploy";

  test("volcengine:assumeRole is assumed with the keys that are found, and again when they run out", async () => {
    let now = START;
    const emulator = await startEmulator({ now: () => now });
    const { accessKey, secretKey } = emulator;
    const assumeRole = { trn, sessionName: "ci", durationSeconds: 900 };
    const keys = { accessKey, secretKey, from: "environment" as const };
    const store = open({}, { endpoint: emulator.url, keys, assumeRole }, () => now);
    const first = await store.get();
    expect(first).toMatchObject({ expires: START + 900_000, sessionToken: expect.any(String) as string });
    expect(store.source()).toBe("the environment, for the role of volcengine:assumeRole");
    now = START + 900_000;
    expect(await store.get()).toMatchObject({ expires: now + 900_000 });
    expect(emulator.calls.map(({ action }) => action)).toEqual(["AssumeRole", "AssumeRole"]);
  });

  test("volcengine:assumeRole that is refused stops the run; without keys for it, each place is named", async () => {
    const sts = await startServer((response) => {
      refuse(response, 403, "AccessDenied");
    });
    const assumeRole = { trn, durationSeconds: 900 };
    const keys = { accessKey: "AK", secretKey: "SK", from: "configuration" as const };
    const env = { VOLCENGINE_STS_ENDPOINT: sts.url, VOLCENGINE_CLI_CONFIG_FILE: cliFile };
    expect(await open(env, { keys, assumeRole }).get()).toEqual({
      missing: expect.stringMatching(
        /^the stack's configuration, for the role of volcengine:assumeRole gives no keys: AssumeRole: AccessDenied/,
      ) as string,
    });
    expect(await open({ HOME: "/nowhere" }, { assumeRole }).get()).toEqual({
      missing: expect.stringContaining("the environment, for the role of volcengine:assumeRole: VOLCENGINE_") as string,
    });
  });

  test("volcengine:assumeRoleWithOidc stands in the place of all other keys", async () => {
    const emulator = await startEmulator();
    const keys = { accessKey: "AK-environment", secretKey: "SK", from: "environment" as const };
    const oidcRole = { trn, token: "header.claims.signature", durationSeconds: 900 };
    const given = { endpoint: emulator.url, keys, assumeRoleWithOidc: oidcRole };
    expect(await open({}, given).get()).toMatchObject({ accessKey: expect.stringMatching(/^AKTP/) as string });
    expect(await open({}, { ...given, assumeRoleWithOidc: { ...oidcRole, trn: "role" } }).get()).toEqual({
      missing: expect.stringMatching(/^volcengine:assumeRoleWithOidc gives no keys: .*InvalidParameter/) as string,
    });
  });
});

test("BytePlus has variables, a file and an STS of its own", async () => {
  const { env } = await startSts();
  const endpoint = "https://open.byteplusapi.com";
  const theirs = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name.replace("VOLCENGINE", "BYTEPLUS"), value]),
  );
  expect(await open(theirs, { endpoint }).get()).toMatchObject({ accessKey: "AK1" });
  const home = temporaryFolder();
  mkdirSync(join(home, ".byteplus"));
  writeFileSync(join(home, ".byteplus", "config.json"), readFileSync(cliFile));
  const none = { HOME: home, BYTEPLUS_ECS_METADATA_DISABLED: "true" };
  expect(await open({ ...env, ...none }, { endpoint }).get()).toMatchObject({ accessKey: "AKcli" });
  const loaded = await open({ ...env, ...none, HOME: "/nowhere" }, { endpoint }).get();
  expect(loaded).toEqual({ missing: expect.stringContaining("/nowhere/.byteplus/config.json") as string });
  expect(JSON.stringify(loaded)).not.toContain("VOLC");
});

describe("a source that was asked for and gives no keys stops the run, whatever other keys there are", () => {
  const cli = { VOLCENGINE_CLI_CONFIG_FILE: cliFile };

  async function stopped(env: NodeJS.ProcessEnv, more: Partial<Settings> = {}): Promise<string> {
    const loaded = await open(env, more).get();
    if (!("missing" in loaded)) throw new Error(`the run goes on with ${loaded.accessKey}`);
    expect(loaded.missing).toMatch(/ gives no keys: .* No other keys are used in its place\. /);
    expect(loaded.missing.length).toBeLessThan(400);
    return loaded.missing;
  }

  test.each([
    ["that is not there", "misspelt", /no profile "misspelt"/],
    ["that ran out", "old", /ran out at/],
    ["that has half a pair", "half", /no access key and secret key/],
    ["that leads to no keys", "sso", /has no sso-session-name/],
  ])("vmp:profile of a profile %s", async (_, profile, reason) => {
    const { env } = await startSts();
    const file = join(folder, "profiles.json");
    const keys = { "access-key": "AKcli", "secret-key": "SKcli" };
    const old = { ...keys, "sts-expiration": START / 1000 - 1 };
    const profiles = { default: keys, old, half: { "access-key": "AKcli" }, sso: { mode: "sso" } };
    writeFileSync(file, JSON.stringify({ profiles }));
    const given = { keys: { accessKey: "AK-environment", secretKey: "SK", from: "environment" as const } };
    const all = { ...env, VOLCENGINE_CLI_CONFIG_FILE: file };
    expect(await stopped(all, { ...given, profile })).toMatch(reason);
  });

  test("vmp:profile without a file", async () => {
    const { env } = await startSts();
    expect(await stopped({ ...env, VOLCENGINE_CLI_CONFIG_FILE: "/nowhere" }, { profile: "a" })).toMatch(/no such file/);
  });

  test("OIDC that is refused", async () => {
    const server = await startServer((response) => {
      refuse(response, 403, "AccessDenied");
    });
    const { env } = await startSts();
    const reason = await stopped({ ...env, ...cli, VOLCENGINE_OIDC_STS_ENDPOINT: server.url });
    expect(reason).toMatch(/^OIDC .*AccessDenied/);
  });

  test.each(["VOLCENGINE_OIDC_ROLE_TRN", "VOLCENGINE_OIDC_TOKEN_FILE"])("OIDC without %s", async (name) => {
    const { env } = await startSts();
    expect(await stopped({ ...env, ...cli, [name]: " " })).toContain(`${name} is not set`);
  });

  test.each([
    ["VOLCENGINE_PROFILE", { ...cli, VOLCENGINE_PROFILE: "none" }, /no profile "none"/],
    ["VOLCENGINE_CLI_CONFIG_FILE", { VOLCENGINE_CLI_CONFIG_FILE: "/nowhere" }, /no such file/],
  ])("%s that names nothing, beside a machine's role", async (_, env, reason) => {
    const metadata = await startServer((response) => {
      response.end('{"AccessKeyId":"AKecs","SecretAccessKey":"SKecs"}');
    });
    const role = { VOLCENGINE_ECS_METADATA: "role", VOLCENGINE_ECS_METADATA_ENDPOINT: metadata.url };
    const more = { ...role, VOLCENGINE_ECS_METADATA_DISABLED: "" };
    expect(await stopped({ ...more, ...env })).toMatch(reason);
    expect(await open(more).get()).toMatchObject({ accessKey: "AKecs" });
    expect(metadata.received.length).toBeGreaterThan(0);
  });
});

describe("renewal", () => {
  test("keys are kept until a minute before they run out", async () => {
    let now = START;
    const sts = await startSts(() => now);
    const store = open(sts.env, {}, () => now);
    expect(await store.get()).toMatchObject({ accessKey: "AK1" });
    now = START + HOUR - 61_000;
    expect(await store.get()).toMatchObject({ accessKey: "AK1" });
    now = START + HOUR - 60_000;
    expect(await store.get()).toMatchObject({ accessKey: "AK2" });
    expect(sts.received).toHaveLength(2);
  });

  test("one look-up serves all callers at the same time", async () => {
    const sts = await startSts();
    const store = open(sts.env);
    const all = await Promise.all(Array.from({ length: 20 }, () => store.get()));
    expect(new Set(all).size).toBe(1);
    expect(sts.received).toHaveLength(1);
  });

  test("keys that are rejected are replaced once, however many calls reject them", async () => {
    const sts = await startSts();
    const store = open(sts.env);
    const first = (await store.get()) as Parameters<CredentialStore["reject"]>[0];
    expect(store.reject(first)).toBe(true);
    const second = await store.get();
    expect(store.reject(first)).toBe(true);
    expect(await store.get()).toBe(second);
    expect(sts.received).toHaveLength(2);
  });

  test("keys that were given outright cannot be replaced", async () => {
    const store = open({}, { keys: { accessKey: "AK", secretKey: "SK", from: "environment" } });
    const keys = (await store.get()) as Parameters<CredentialStore["reject"]>[0];
    expect(store.reject(keys)).toBe(false);
  });

  test("new keys come from the link that gave the first ones, never from another identity", async () => {
    let now = START;
    let down = false;
    const sts = await startServer((response) => {
      if (down) refuse(response, 403, "AccessDenied");
      else {
        ok(response, {
          Credentials: { AccessKeyId: "AK1", SecretAccessKey: "SK1", Expiration: "2026-01-01T01:00:00Z" },
        });
      }
    });
    const env = {
      ...(await startSts()).env,
      VOLCENGINE_OIDC_STS_ENDPOINT: sts.url,
      VOLCENGINE_CLI_CONFIG_FILE: cliFile,
    };
    const store = open(env, {}, () => now);
    expect(await store.get()).toMatchObject({ accessKey: "AK1" });

    down = true;
    now = START + HOUR - 30_000;
    expect(await store.get()).toMatchObject({ accessKey: "AK1" });
    now = START + HOUR;
    expect(await store.get()).toEqual({
      missing: expect.stringContaining("OIDC gives no keys: AssumeRoleWithOIDC: AccessDenied") as string,
    });
  });

  test("a look-up that failed is made again", async () => {
    const sts = await startServer((response, _, count) => {
      if (count === 1) refuse(response, 403, "AccessDenied");
      else ok(response, { Credentials: { AccessKeyId: "AK1", SecretAccessKey: "SK1" } });
    });
    const store = open({ ...(await startSts()).env, VOLCENGINE_OIDC_STS_ENDPOINT: sts.url });
    expect(await store.get()).toHaveProperty("missing");
    expect(await store.get()).toMatchObject({ accessKey: "AK1" });
  });
});

describe("a call of the service with temporary keys", () => {
  const call = { action: "CreateContact", body: {}, task: "create", repeatable: false };

  test.each(["InvalidSecretToken", "ExpiredToken", "InvalidAccessKey"])(
    "that is answered with %s is signed anew once with new keys",
    async (code) => {
      const sts = await startSts(() => Date.now());
      const server = await startServer((response, { headers }) => {
        if (headers["x-security-token"] === "ST2") ok(response, { Id: "1" });
        else refuse(response, 401, code);
      });
      const client = closeLater(createClient(settings(sts.env, { endpoint: server.url })));
      expect(await client.call(call)).toEqual({ Id: "1" });
      expect(server.received.map(({ headers }) => headers["x-security-token"])).toEqual(["ST1", "ST2"]);
    },
  );

  test("that goes on being refused fails after the second", async () => {
    const sts = await startSts(() => Date.now());
    const server = await startServer((response) => {
      refuse(response, 401, "InvalidSecretToken");
    });
    const client = closeLater(createClient(settings(sts.env, { endpoint: server.url })));
    await expect(client.call(call)).rejects.toMatchObject({ code: "InvalidSecretToken", effect: "none" });
    expect(server.received).toHaveLength(2);
    expect(sts.received).toHaveLength(2);
  });

  test.each(["InvalidParameter.Token", "InvalidParameter.Webhook.Token"])(
    "that is refused for a contact's own token (%s) keeps its keys",
    async (code) => {
      const sts = await startSts(() => Date.now());
      const server = await startServer((response) => {
        refuse(response, 400, code);
      });
      const client = closeLater(createClient(settings(sts.env, { endpoint: server.url })));
      await expect(client.call(call)).rejects.toMatchObject({ code, effect: "none" });
      expect([server.received.length, sts.received.length]).toEqual([1, 1]);
    },
  );

  test("when ten are refused at once, keys are renewed once", async () => {
    const sts = await startSts(() => Date.now());
    let waiting: (() => void)[] = [];
    const server = await startServer((response, { headers }) => {
      if (headers["x-security-token"] === "ST2") {
        ok(response, {});
        return;
      }
      waiting.push(() => {
        refuse(response, 401, "InvalidSecretToken");
      });
      if (waiting.length === 10) {
        for (const answer of waiting) answer();
        waiting = [];
      }
    });
    const client = closeLater(createClient(settings(sts.env, { endpoint: server.url })));
    await Promise.all(Array.from({ length: 10 }, () => client.call(call)));
    expect(sts.received).toHaveLength(2);
  });
});

test("names of roles, profiles and modes are text in the reason, and no commands", async () => {
  const mode = "x\n::add-mask::y\u001b[2J##[error]z";
  const file = join(folder, "commands.json");
  writeFileSync(file, JSON.stringify({ profiles: { [mode]: { mode } } }));
  const store = open({ VOLCENGINE_CLI_CONFIG_FILE: file, VOLCENGINE_PROFILE: mode });
  const { missing } = (await store.get()) as { missing: string };
  expect(missing).toMatch(/profile "x ::add-mask::y \[2j## \[error\]z" is of mode "x/i);
  // eslint-disable-next-line no-control-regex -- they are what must not be there
  expect(missing).not.toMatch(/[\u0000-\u001f]/);
});
