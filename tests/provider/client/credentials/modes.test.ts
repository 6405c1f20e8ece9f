/** Profiles of the vendor's CLI that lead to keys: against the emulator's STS and metadata service, and stand-ins. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Emulator } from "../../../../emulator";
import { cliLink } from "../../../../provider/client/credentials/cli";
import type { Link, Loaded } from "../../../../provider/client/credentials/link";
import { createClient } from "../../../../provider/client/client";
import { createTransport } from "../../../../provider/client/call/transport";
import { closeAll as closeEmulators, start } from "../../../emulator/support";
import { closeAll, closeLater, ok, refuse, startServer, testClock, testSettings, type Received } from "../server";
import { temporaryFolder } from "../../../support/temporary-folder";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const HOUR = 3_600_000;

let folder = "";
let now = NOW;
beforeEach(() => {
  folder = temporaryFolder();
  now = NOW;
});
afterEach(closeAll);
afterEach(closeEmulators);

function write(path: string, content: object | string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

function open(endpoint: string, profile: object, env: NodeJS.ProcessEnv = {}, more: object = {}): Link {
  const file = write("config.json", { profiles: { default: profile }, ...more });
  const settings = testSettings(endpoint, { env: { VOLCENGINE_CLI_CONFIG_FILE: file, ...env } });
  return cliLink({ settings, transport: closeLater(createTransport(settings.proxy)), clock: testClock(() => now) });
}

const missing = (words: string): Loaded => ({ missing: expect.stringContaining(words) as string });

/** Whether VMP takes the keys. */
async function work(emulator: Emulator, loaded: Loaded): Promise<unknown> {
  if ("missing" in loaded) throw new Error(loaded.missing);
  const { accessKey, secretKey, sessionToken = "" } = loaded;
  const keys = { accessKey, secretKey, sessionToken, from: "environment" as const };
  const client = closeLater(createClient(testSettings(emulator.url, { keys })));
  return client.call({ action: "ListContacts", body: {}, task: "list", repeatable: true });
}

describe("ramrolearn", () => {
  const role = { mode: "ramrolearn", "role-name": "deploy", "account-id": "2100000000" };
  const own = (emulator: Emulator): object => ({
    ...role,
    "access-key": emulator.accessKey,
    "secret-key": emulator.secretKey,
  });

  test("the role is assumed with the profile's keys, and VMP takes what comes of it", async () => {
    const emulator = await start({ now: () => now });
    const loaded = await open(emulator.url, own(emulator)).load();
    expect(loaded).toMatchObject({ expires: NOW + HOUR, sessionToken: expect.any(String) as string });
    emulator.clearCalls();
    now = Date.now();
    const current = await open(emulator.url, own(emulator)).load();
    expect(await work(emulator, current)).toMatchObject({ Total: 0 });
    expect(emulator.calls.map(({ action }) => action)).toEqual(["AssumeRole", "ListContacts"]);
  });

  test("what it asks for, signed for STS", async () => {
    const sts = await startServer((response) => {
      ok(response, { Credentials: { AccessKeyId: "AK", SecretAccessKey: "SK", SessionToken: "ST" } });
    });
    const keys = { "access-key": "AKown", "secret-key": "SKcanary", "session-token": "STown" };
    const env = { VOLCENGINE_STS_ENDPOINT: sts.url };
    expect(await open("https://open.volcengineapi.com", { ...role, ...keys }, env).load()).toEqual({
      accessKey: "AK",
      secretKey: "SK",
      sessionToken: "ST",
    });
    const [{ method, url, headers } = {} as Received] = sts.received;
    expect([method, Object.fromEntries(new URL(url, sts.url).searchParams)]).toEqual([
      "GET",
      {
        Action: "AssumeRole",
        Version: "2018-01-01",
        RoleTrn: "trn:iam::2100000000:role/deploy",
        RoleSessionName: "pulumi-vmp",
        DurationSeconds: "3600",
      },
    ]);
    expect(headers.authorization).toContain("Credential=AKown/20260101/cn-beijing/sts/request");
    expect(headers["x-security-token"]).toBe("STown");
  });

  test.each([
    ["keys", { ...role, "access-key": "AK" }, "has no access key and secret key"],
    [
      "an account",
      { ...role, "access-key": "AK", "secret-key": "SK", "account-id": "" },
      "has no role-name or no account-id",
    ],
  ])("without %s nothing is asked", async (_, profile, words) => {
    expect(await open("http://127.0.0.1:1", profile).load()).toEqual(missing(words));
  });

  test("a refusal is the reason", async () => {
    const emulator = await start({ now: () => now });
    const loaded = await open(emulator.url, { ...own(emulator), "secret-key": "SKcanary" }).load();
    expect(loaded).toEqual(missing('profile "default" gets no keys: AssumeRole: SignatureDoesNotMatch'));
    expect(JSON.stringify(loaded)).not.toContain("canary");
  });
});

describe("oidc", () => {
  const profile = (token: string): object => ({
    mode: "oidc",
    "role-trn": "trn:iam::2100000000:role/ci",
    "oidc-token-file": token,
  });

  test("the token in the file is exchanged, and VMP takes the keys", async () => {
    const emulator = await start();
    now = Date.now();
    const loaded = await open(emulator.url, profile(write("token", "header.claims.signature\n"))).load();
    expect(await work(emulator, loaded)).toMatchObject({ Total: 0 });
  });

  test("a token that is not there, or a role that is not named, is the reason", async () => {
    const gone = join(folder, "gone");
    expect(await open("http://127.0.0.1:1", profile(gone)).load()).toEqual(missing(`${gone}: there is no such file`));
    expect(await open("http://127.0.0.1:1", { mode: "oidc", "role-trn": "trn" }).load()).toEqual(
      missing("no oidc-token-file"),
    );
  });
});

describe("ecsrole", () => {
  test("the keys of the named role of this machine", async () => {
    const emulator = await start({ ecsRole: "of-machine" });
    const env = { VOLCENGINE_ECS_METADATA_ENDPOINT: emulator.url, VOLCENGINE_ECS_METADATA_DISABLED: "true" };
    const loaded = await open(emulator.url, { mode: "EcsRole", "role-name": "of-machine" }, env).load();
    expect(await work(emulator, loaded)).toMatchObject({ Total: 0 });
    expect(await open(emulator.url, { mode: "ecsrole", "role-name": "other" }, env).load()).toEqual(
      missing('gets no keys: it gives no keys for the role "other" (status 404)'),
    );
    expect(await open(emulator.url, { mode: "ecsrole" }, env).load()).toEqual(missing("has no role-name"));
  });
});

/** A service that renews a login: gives out tokens 2, 3, … for the refresh token before, each once. */
function renewing(tokenFor: (count: number) => unknown, others?: Parameters<typeof startServer>[0]) {
  let good = "refresh-1";
  let count = 1;
  return startServer((response, request, number) => {
    if (!request.url.endsWith("token")) {
      others?.(response, request, number);
      return;
    }
    const body = request.body.startsWith("{")
      ? (JSON.parse(request.body) as Record<string, string>)
      : Object.fromEntries(new URLSearchParams(request.body));
    if (body.refresh_token !== good) {
      response.writeHead(400).end('{"error":"invalid_grant","error_description":"canary"}');
      return;
    }
    count += 1;
    good = `refresh-${count}`;
    response.end(JSON.stringify({ access_token: tokenFor(count), expires_in: 900, refresh_token: good }));
  });
}

/** The files of a cache folder with their texts. */
function texts(path: string): Record<string, string> {
  const names = readdirSync(join(folder, path));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, path, name), "utf8")]));
}

describe("console-login", () => {
  const SESSION = "trn:iam::2100000000:user/alice";
  const FILE = `${createHash("sha1").update(SESSION).digest("hex")}.json`;
  const profile = { mode: "console-login", "login-session": SESSION };
  const token = (number: number): string =>
    JSON.stringify({ access_key_id: `AK${number}`, secret_access_key: `SK${number}`, session_token: `ST${number}` });
  const cache = (more: object = {}): object => ({
    access_token: token(1),
    issued_at: "2026-01-01T08:00:00+08:00",
    expires_in: 900,
    refresh_token: "refresh-1",
    client_id: "client",
    scope: "openid",
    ...more,
  });
  const keys = (number: number): object => ({
    accessKey: `AK${number}`,
    secretKey: `SK${number}`,
    sessionToken: `ST${number}`,
  });

  test("a login that is good gives the keys in its token; nobody is asked", async () => {
    write(`login/cache/${FILE}`, cache());
    expect(await open("http://127.0.0.1:1", profile).load()).toEqual({ ...keys(1), expires: NOW + 900_000 });
    write(`elsewhere/${FILE}`, cache({ access_token: JSON.parse(token(7)) as object }));
    const env = { VOLCENGINE_LOGIN_CACHE_DIRECTORY: join(folder, "elsewhere") };
    expect(await open("http://127.0.0.1:1", profile, env).load()).toMatchObject(keys(7));
  });

  test("one that ran out is renewed again and again, in memory alone", async () => {
    const signIn = await renewing(token);
    write(`login/cache/${FILE}`, cache());
    const before = texts("login/cache");
    const link = open(signIn.url, profile);
    now = NOW + 900_000;
    expect(await link.load()).toEqual({ ...keys(2), expires: now + 900_000 });
    now += 900_000;
    expect(await link.load()).toEqual({ ...keys(3), expires: now + 900_000 });
    expect(texts("login/cache")).toEqual(before);
    expect(signIn.received.map(({ method, url }) => [method, url])).toEqual(
      Array(2).fill(["POST", "/authorize/oauth/token"]),
    );
    expect(Object.fromEntries(new URLSearchParams(signIn.received[0]?.body))).toEqual({
      grant_type: "refresh_token",
      client_id: "client",
      refresh_token: "refresh-1",
      scope: "openid",
    });
  });

  test("a person who logs in anew is heard when the login from before is refused", async () => {
    const signIn = await startServer((response, { body }, count) => {
      if (count > 1) response.writeHead(400).end('{"error":"invalid_grant"}');
      else response.end(JSON.stringify({ access_token: token(2), expires_in: 900 }));
      expect(body).toContain("refresh_token=refresh-1");
    });
    write(`login/cache/${FILE}`, cache());
    const link = open(signIn.url, profile);
    now = NOW + 900_000;
    expect(await link.load()).toMatchObject(keys(2));
    now += 900_000;
    expect(await link.load()).toEqual(missing("invalid_grant"));
    write(`login/cache/${FILE}`, cache({ access_token: token(9), issued_at: new Date(now).toISOString() }));
    expect(await link.load()).toMatchObject(keys(9));
  });

  test("the cache's own sign-in is asked, and never in the clear over a network", async () => {
    const signIn = await renewing(token);
    now = NOW + HOUR;
    write(`login/cache/${FILE}`, cache({ endpoint_url: `${signIn.url}/` }));
    const env = { BYTEPLUS_CLI_CONFIG_FILE: join(folder, "config.json") };
    expect(await open("https://open.byteplusapi.com", profile, env).load()).toMatchObject(keys(2));
    write(`login/cache/${FILE}`, cache({ endpoint_url: "http://signin.example.com" }));
    expect(await open("http://127.0.0.1:1", profile).load()).toEqual(missing("there is nothing to renew it with"));
  });

  test.each<[string, object | string | undefined, string]>([
    ["no cache", undefined, "there is no such file; run ve login"],
    ["a cache that is no JSON", "canary", "it is not a JSON object; run ve login"],
    ["a token that is none", cache({ access_token: "canary" }), "has no access key and secret key"],
    [
      "a login that was revoked",
      cache({ expires_in: 1, refresh_token: "canary" }),
      "(invalid_grant, status 400); run ve login",
    ],
    ["a login without a token to renew it", cache({ expires_in: 1, refresh_token: "" }), "nothing to renew it with"],
    ["a time that is none", cache({ issued_at: "canary", refresh_token: "" }), "the login ran out"],
  ])("%s is the reason, without a token", async (_, content, words) => {
    const signIn = await renewing(token);
    if (content !== undefined) write(`login/cache/${FILE}`, content);
    now = NOW + 1000;
    const loaded = await open(signIn.url, profile).load();
    expect(loaded).toEqual(missing(words));
    expect(JSON.stringify(loaded)).not.toContain("canary");
  });

  test("a profile without a session is the reason", async () => {
    expect(await open("http://127.0.0.1:1", { mode: "console-login" }).load()).toEqual(
      missing("has no login-session; run ve login"),
    );
  });
});

describe("sso", () => {
  const START = "https://example.com/start?a=1&b=2";
  // As the CLI, written in Go, names it: `printf '{"start_url":"https://example.com/start?a=1\\u0026b=2",…}' | sha1sum`.
  const FILE = "sso/cache/4f958cfe6af8fe5afc7fbd2ef2d29b632648872b.json";
  const profile = { mode: "sso", "sso-session-name": "work", "account-id": "2100000000", "role-name": "ops & co" };
  const session = { "sso-session": { work: { "start-url": START, region: "cn-beijing" } } };
  const cache = (more: object = {}): object => ({
    access_token: "access-1",
    expires_at: new Date(NOW + 900_000).toISOString(),
    refresh_token: "refresh-1",
    client_id: "client",
    client_secret: "client-secret",
    ...more,
  });
  const portal: Parameters<typeof startServer>[0] = (response, { headers }) => {
    const number = String(headers["x-bd-cloudidentity-bearer-token"]).replace("access-", "");
    const RoleCredentials = {
      AccessKeyId: `AK${number}`,
      SecretAccessKey: `SK${number}`,
      SessionToken: `ST${number}`,
      Expiration: NOW + HOUR,
    };
    ok(response, { RoleCredentials });
  };
  const keys = (number: number): object => ({
    accessKey: `AK${number}`,
    secretKey: `SK${number}`,
    sessionToken: `ST${number}`,
    expires: NOW + HOUR,
  });

  test("the portal gives keys of the role for the login", async () => {
    const service = await renewing((count) => `access-${count}`, portal);
    write(FILE, cache());
    expect(await open(service.url, profile, {}, session).load()).toEqual(keys(1));
    const [{ method, url } = {} as Received] = service.received;
    expect([method, url]).toEqual(["GET", "/federation/credentials?account_id=2100000000&role_name=ops+%26+co"]);
  });

  test("a login that ran out is renewed, in memory alone", async () => {
    const service = await renewing((count) => `access-${count}`, portal);
    write(FILE, cache());
    const before = texts("sso/cache");
    const link = open(service.url, profile, {}, session);
    now = NOW + 900_000;
    expect(await link.load()).toEqual(keys(2));
    now += 900_000;
    expect(await link.load()).toEqual(keys(3));
    expect(texts("sso/cache")).toEqual(before);
    expect(JSON.parse(service.received[0]?.body ?? "")).toEqual({
      grant_type: "refresh_token",
      client_id: "client",
      client_secret: "client-secret",
      refresh_token: "refresh-1",
    });
  });

  test("keys that the CLI got before are used while they are good", async () => {
    const service = await renewing((count) => `access-${count}`, portal);
    write(FILE, cache());
    const had = { ...profile, "access-key": "AKcli", "secret-key": "SKcli", "sts-expiration": NOW / 1000 + 60 };
    expect(await open(service.url, had, {}, session).load()).toMatchObject({ accessKey: "AKcli" });
    now = NOW + 60_000;
    expect(await open(service.url, had, {}, session).load()).toMatchObject({ accessKey: "AK1" });
  });

  test.each<[string, object, object, string]>([
    ["a profile without an account", { ...profile, "account-id": "" }, session, "no account-id or no role-name"],
    ["a session that is not there", profile, {}, 'is of an sso-session without a start-url: "work"'],
    [
      "a region that is another host",
      profile,
      { "sso-session": { work: { "start-url": START, region: "evil.example.com/" } } },
      "whose region is none",
    ],
  ])("%s is the reason, and nobody is asked", async (_, given, more, words) => {
    write(FILE, cache());
    expect(await open("http://127.0.0.1:1", given, {}, more).load()).toEqual(missing(words));
  });

  test("no login, one without a token, and a refusal of the portal are the reason, without a token", async () => {
    const refusing = await startServer((response) => {
      refuse(response, 403, "AccessDenied", "no role for access-canary");
    });
    const link = open(refusing.url, profile, {}, session);
    expect(await link.load()).toEqual(missing("there is no such file; run ve sso login"));
    write(FILE, cache({ access_token: "access-canary" }));
    const loaded = await link.load();
    expect(loaded).toEqual(missing("GetRoleCredentials: AccessDenied: no role for"));
    expect(loaded).toEqual(missing("Run ve sso login, and check the account and the role."));
    expect(JSON.stringify(loaded)).not.toContain("canary");
    write(FILE, cache({ access_token: "" }));
    expect(await link.load()).toEqual(missing("has no token; run ve sso login"));
  });
});
