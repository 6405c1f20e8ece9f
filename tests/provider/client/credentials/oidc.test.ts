import { execFileSync } from "node:child_process";
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Link, Loaded } from "../../../../provider/client/credentials/link";
import { oidcLink } from "../../../../provider/client/credentials/oidc";
import { createTransport } from "../../../../provider/client/call/transport";
import { closeAll, closeLater, ok, refuse, startServer, testClock, testSettings } from "../server";
import { temporaryFolder } from "../../../support/temporary-folder";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const tokenFile = join(temporaryFolder(), "token");
const GIVEN = {
  AccessKeyId: "AK",
  SecretAccessKey: "SK",
  SessionToken: "ST",
  Expiration: "2026-01-01T09:00:00+08:00",
};

function link(endpoint: string | undefined, more: NodeJS.ProcessEnv = {}): Link {
  const env = {
    VOLCENGINE_OIDC_ROLE_TRN: "trn:iam::1:role/r",
    VOLCENGINE_OIDC_TOKEN_FILE: tokenFile,
    ...(endpoint !== undefined && { VOLCENGINE_OIDC_STS_ENDPOINT: endpoint }),
    ...more,
  };
  const settings = testSettings("http://127.0.0.1:1", { env });
  const transport = closeLater(createTransport(settings.proxy));
  return oidcLink({ settings, transport, clock: testClock(() => NOW) });
}

const missing = (words: string): Loaded => ({ missing: expect.stringContaining(words) as string });

beforeEach(() => {
  writeFileSync(tokenFile, "token-canary-1\n");
});
afterEach(closeAll);

test("the token is exchanged for temporary keys, unsigned and form-encoded", async () => {
  const server = await startServer((response) => {
    ok(response, { Credentials: GIVEN });
  });
  const env = { VOLCENGINE_OIDC_ROLE_SESSION_NAME: "ci", VOLCENGINE_OIDC_ROLE_POLICY: '{"Statement":[]}' };
  expect(await link(server.url, env).load()).toEqual({
    accessKey: "AK",
    secretKey: "SK",
    sessionToken: "ST",
    expires: NOW + 3_600_000,
  });
  const [{ method, url, headers, body } = { method: "", url: "", headers: {}, body: "" }] = server.received;
  expect({ method, url, type: headers["content-type"] }).toEqual({
    method: "POST",
    url: "/?Action=AssumeRoleWithOIDC&Version=2018-01-01",
    type: "application/x-www-form-urlencoded",
  });
  expect(headers).not.toHaveProperty("authorization");
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    RoleTrn: "trn:iam::1:role/r",
    OIDCToken: "token-canary-1",
    RoleSessionName: "ci",
    DurationSeconds: "3600",
    Policy: '{"Statement":[]}',
  });
});

test("the file is read anew for each exchange, and the session has a name of its own", async () => {
  const server = await startServer((response) => {
    ok(response, { Credentials: GIVEN });
  });
  const oidc = link(server.url);
  await oidc.load();
  writeFileSync(tokenFile, "token-2");
  await oidc.load();
  const sent = server.received.map(({ body }) => new URLSearchParams(body));
  expect(sent.map((form) => form.get("OIDCToken"))).toEqual(["token-canary-1", "token-2"]);
  expect(sent.map((form) => form.get("RoleSessionName"))).toEqual(["pulumi-vmp", "pulumi-vmp"]);
});

test("passing failures are repeated", async () => {
  const server = await startServer((response, _, count) => {
    if (count === 1) refuse(response, 503, "ServiceUnavailable");
    else ok(response, { Credentials: GIVEN });
  });
  expect(await link(server.url).load()).toMatchObject({ accessKey: "AK" });
});

test("a refusal is the reason, without the token that it repeats", async () => {
  const server = await startServer((response, { body }) => {
    refuse(response, 403, "AccessDenied", `bad ${body} token-canary-1`);
  });
  const loaded = await link(server.url).load();
  expect(loaded).toEqual(missing("AccessDenied: bad"));
  expect(JSON.stringify(loaded)).not.toContain("canary");
});

test.each<[string, unknown]>([
  ["no credentials", {}],
  ["half of them", { Credentials: { AccessKeyId: "AK" } }],
  ["a list", { Credentials: [] }],
])("an answer with %s gives nothing", async (_, result) => {
  const server = await startServer((response) => {
    ok(response, result);
  });
  expect(await link(server.url).load()).toEqual(missing("no access key and secret key"));
});

test.each([
  ["the role", { VOLCENGINE_OIDC_ROLE_TRN: "" }],
  ["the file", { VOLCENGINE_OIDC_TOKEN_FILE: " " }],
])("without %s nothing is tried", async (_, env) => {
  expect(await link("http://127.0.0.1:1", env).load()).toEqual(missing("is not set, but VOLCENGINE_OIDC_"));
});

test("without either it is not set up", async () => {
  const env = { VOLCENGINE_OIDC_ROLE_TRN: "", VOLCENGINE_OIDC_TOKEN_FILE: "" };
  expect(await link(undefined, env).load()).toEqual({ ...missing("are not set"), notSetUp: true });
});

describe("a token file that is no token is the reason, at once, and nothing is sent", () => {
  async function reasonOf(make: (path: string) => void): Promise<string> {
    const path = join(temporaryFolder(), "token");
    make(path);
    const server = await startServer((response) => {
      ok(response, { Credentials: GIVEN });
    });
    const loaded = await link(server.url, { VOLCENGINE_OIDC_TOKEN_FILE: path }).load();
    expect(server.received).toEqual([]);
    return "missing" in loaded ? loaded.missing.replace(path, "file") : "it gives keys";
  }

  test("a pipe that nobody writes to", async () => {
    expect(await reasonOf((path) => execFileSync("mkfifo", [path]))).toBe("file: it is not a file");
  });

  test("a folder", async () => {
    expect(await reasonOf(mkdirSync)).toBe("file: it is not a file");
  });

  test("a gigabyte", async () => {
    const reason = await reasonOf((path) => {
      writeFileSync(path, "");
      truncateSync(path, 1_000_000_000);
    });
    expect(reason).toBe("file: it is larger than 1 MB");
  });

  test.each(["", " \r\n", "\ufeff\n"])("nothing (%j)", async (text) => {
    const reason = await reasonOf((path) => {
      writeFileSync(path, text);
    });
    expect(reason).toBe("file: it is empty");
  });
});

test("a file that is not there is the reason", async () => {
  const env = { VOLCENGINE_OIDC_TOKEN_FILE: "/nowhere/token" };
  expect(await link(undefined, env).load()).toEqual({ missing: "/nowhere/token: there is no such file" });
});

test.each(["http://sts.example.com", "ftp://h", "a b"])("the endpoint %s is refused", async (endpoint) => {
  expect(await link(endpoint).load()).toEqual(missing("VOLCENGINE_OIDC_STS_ENDPOINT must be"));
});
