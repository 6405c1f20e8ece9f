import { ecsLink } from "../../../../provider/client/credentials/ecs";
import type { Loaded } from "../../../../provider/client/credentials/link";
import { createTransport } from "../../../../provider/client/call/transport";
import { closeAll, closedPort, closeLater, type Received, startServer, testClock, testSettings } from "../server";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const TOKEN = "X-volc-ecs-metadata-token".toLowerCase();
const KEYS_PATH = "/volcstack/latest/iam/security_credentials";
const KEYS = { AccessKeyId: "AK", SecretAccessKey: "SK", SessionToken: "ST", ExpiredTime: "2026-01-01T09:00:00+08:00" };
const LOADED = { accessKey: "AK", secretKey: "SK", sessionToken: "ST", expires: NOW + 3_600_000 };

function load(url: string, env: NodeJS.ProcessEnv = {}, always?: string): Promise<Loaded> {
  const settings = testSettings("http://127.0.0.1:1", { env: { VOLCENGINE_ECS_METADATA_ENDPOINT: url, ...env } });
  const transport = closeLater(createTransport({ ...settings.proxy, ...(always !== undefined && { always }) }));
  return ecsLink({ settings, transport, clock: testClock(() => NOW) }).load();
}

/** A metadata service that gives its token to one method, or to none and wants none. */
async function start(
  tokenMethod: string | undefined,
  keys: unknown = KEYS,
  roles = "role-1\nrole-2",
): Promise<{ url: string; received: Received[] }> {
  return startServer((response, { method, url, headers }) => {
    const answer = (status: number, body: string): void => {
      response.writeHead(status).end(body);
    };
    if (url === "/latest/api/token") {
      if (method === tokenMethod && headers[`${TOKEN}-ttl-seconds`] === "21600") answer(200, "the-token\n");
      else answer(405, "no");
    } else if (tokenMethod !== undefined && headers[TOKEN] !== "the-token") answer(401, "no token");
    else if (url === `${KEYS_PATH}?type=user`) answer(200, roles);
    else if (url === `${KEYS_PATH}/role-1`) answer(200, typeof keys === "string" ? keys : JSON.stringify(keys));
    else answer(404, "no such role");
  });
}

const missing = (words: string): Loaded => ({ missing: expect.stringContaining(words) as string });

afterEach(closeAll);

test.each([["PUT"], ["GET"], [undefined]])("a service that gives its token for %s gives keys", async (method) => {
  const { url } = await start(method);
  expect(await load(url)).toEqual(LOADED);
});

test("VOLCENGINE_ECS_METADATA names the role, and none is asked for", async () => {
  const { url, received } = await start("PUT");
  expect(await load(url, { VOLCENGINE_ECS_METADATA: "role-1" })).toEqual(LOADED);
  expect(received.map((request) => request.url)).not.toContain(`${KEYS_PATH}?type=user`);
  expect(await load(url, { VOLCENGINE_ECS_METADATA: "a/../b" })).toEqual(
    missing('no keys for the role "a/../b" (status 404)'),
  );
  expect(received.at(-1)?.url).toBe(`${KEYS_PATH}/a%2F..%2Fb`);
});

test("the roles can be a JSON list", async () => {
  const { url } = await start("PUT", KEYS, '["role-1"]');
  expect(await load(url)).toEqual(LOADED);
});

test("the date can have its older name", async () => {
  const { ExpiredTime: Expiration, ...rest } = KEYS;
  const { url } = await start("PUT", { ...rest, Expiration });
  expect(await load(url)).toEqual(LOADED);
});

test("a machine without a role has no keys", async () => {
  const { url } = await start("PUT", KEYS, "");
  expect(await load(url)).toEqual({ ...missing("this machine has no role"), notSetUp: true });
});

test("keys that were just issued are good, whatever this machine's clock says", async () => {
  const { url } = await start("PUT", { ...KEYS, ExpiredTime: "2025-12-31T00:00:00Z" });
  expect(await load(url)).toMatchObject({ accessKey: KEYS.AccessKeyId });
});

test.each<[string, unknown]>([
  ["half of the keys", { AccessKeyId: "AK" }],
  ["no JSON", "oops"],
])("%s: nothing, with the role named", async (_, keys) => {
  const { url } = await start("PUT", keys);
  expect(await load(url)).toEqual(missing('the role "role-1" has'));
});

test("no service: nothing, at once", async () => {
  const url = `http://127.0.0.1:${await closedPort()}`;
  expect(await load(url)).toEqual({ missing: `no answer from ${url}`, notSetUp: true });
  expect(await load(url, { VOLCENGINE_ECS_METADATA: "role" })).toEqual({ missing: `no answer from ${url}` });
});

test("VOLCENGINE_ECS_METADATA_DISABLED asks nothing", async () => {
  const { url, received } = await start("PUT");
  expect(await load(url, { VOLCENGINE_ECS_METADATA_DISABLED: "True" })).toEqual({
    ...missing("is true"),
    notSetUp: true,
  });
  expect(received).toEqual([]);
});

test("no proxy is ever asked for the keys of this machine", async () => {
  const { url } = await start("PUT");
  expect(await load(url, {}, `http://127.0.0.1:${await closedPort()}`)).toEqual(LOADED);
});

test.each(["http://10.0.0.1", "https://example.com", "oops"])(
  "an endpoint that is not this machine is refused: %s",
  async (url) => {
    expect(await load(url)).toEqual(missing("must be a URL of this machine"));
  },
);
