import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cliLink } from "../../../../provider/client/credentials/cli";
import type { Loaded } from "../../../../provider/client/credentials/link";
import { createTransport } from "../../../../provider/client/call/transport";
import { closeAll, closeLater, testClock, testSettings } from "../server";
import { temporaryFolder } from "../../../support/temporary-folder";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const folder = temporaryFolder();
const path = join(folder, "config.json");
const KEYS = { "access-key": "AK", "secret-key": "SKcanary" };

async function load(file: unknown, env: NodeJS.ProcessEnv = {}, profile?: string): Promise<Loaded> {
  writeFileSync(path, typeof file === "string" ? file : JSON.stringify(file));
  return read({ VOLCENGINE_CLI_CONFIG_FILE: path, ...env }, profile);
}

function read(env: NodeJS.ProcessEnv, profile?: string): Promise<Loaded> {
  const settings = testSettings("http://127.0.0.1:1", { env, ...(profile !== undefined && { profile }) });
  const transport = closeLater(createTransport(settings.proxy));
  return cliLink({ settings, transport, clock: testClock(() => NOW) }).load();
}

const missing = (words: string): Loaded => ({ missing: expect.stringContaining(words) as string });

afterEach(closeAll);

test("vmp:profile picks the profile, then VOLCENGINE_PROFILE, then current, then default", async () => {
  const named = (name: string): object => ({ ...KEYS, "access-key": `AK-${name}` });
  const profiles = { a: named("a"), b: named("b"), c: named("c"), default: named("default") };
  const env = { VOLCENGINE_PROFILE: "b" };
  expect(await load({ current: "c", profiles }, env, "a")).toMatchObject({ accessKey: "AK-a" });
  expect(await load({ current: "c", profiles }, env)).toMatchObject({ accessKey: "AK-b" });
  expect(await load({ current: "c", profiles })).toMatchObject({ accessKey: "AK-c" });
  expect(await load({ current: "", profiles })).toMatchObject({ accessKey: "AK-default" });
});

test("the file is looked for in the home folder", async () => {
  mkdirSync(join(folder, ".volcengine"), { recursive: true });
  writeFileSync(join(folder, ".volcengine", "config.json"), JSON.stringify({ profiles: { default: KEYS } }));
  expect(await read({ HOME: folder })).toEqual({ accessKey: "AK", secretKey: "SKcanary" });
});

test.each([
  ["seconds", NOW / 1000 + 3600],
  ["milliseconds", NOW + 3_600_000],
  ["seconds, as text", String(NOW / 1000 + 3600)],
  ["milliseconds, as text", String(NOW + 3_600_000)],
  ["words", "2026-01-01T09:00:00+08:00"],
])("temporary keys run out at sts-expiration in %s", async (_, expiration) => {
  const profile = { ...KEYS, mode: "AK", "session-token": "ST", "sts-expiration": expiration };
  expect(await load({ profiles: { default: profile } })).toEqual({
    accessKey: "AK",
    secretKey: "SKcanary",
    sessionToken: "ST",
    expires: NOW + 3_600_000,
  });
});

test.each([0, "0", "", null])(
  "an empty session token and the expiration %p are permanent keys'",
  async (expiration) => {
    const profile = { ...KEYS, "session-token": "", "sts-expiration": expiration };
    expect(await load({ profiles: { default: profile } })).toEqual({ accessKey: "AK", secretKey: "SKcanary" });
  },
);

test.each(["soon", true, false, [], {}, "1767225600 or so"])(
  "the expiration %p is no time, and such keys are none",
  async (expiration) => {
    const profile = { ...KEYS, "sts-expiration": expiration };
    expect(await load({ profiles: { default: profile } })).toEqual(missing("sts-expiration that is no time"));
  },
);

test("a byte order mark in front of the file is passed over", async () => {
  const text = JSON.stringify({ profiles: { default: KEYS } });
  expect(await load(`\ufeff${text}`)).toEqual({ accessKey: "AK", secretKey: "SKcanary" });
});

test("keys that ran out are none, and it says when", async () => {
  const profile = { ...KEYS, "sts-expiration": NOW / 1000 - 1 };
  expect(await load({ profiles: { default: profile } })).toEqual(missing("ran out at 2025-12-31T23:59:59"));
});

test("a mode that nobody knows is named, with those that are known", async () => {
  expect(await load({ profiles: { default: { mode: "new" } } })).toEqual(
    missing('"new", which is not known; known: ak, ramrolearn, oidc, ecsrole, sso, console-login'),
  );
});

test("VOLCSTACK_PROFILE stands in for VOLCENGINE_PROFILE", async () => {
  const profiles = { a: { ...KEYS, "access-key": "AK-a" }, default: KEYS };
  expect(await load({ profiles }, { VOLCSTACK_PROFILE: "a" })).toMatchObject({ accessKey: "AK-a" });
  expect(await load({ profiles }, { VOLCSTACK_PROFILE: "a", VOLCENGINE_PROFILE: "default" })).toMatchObject({
    accessKey: "AK",
  });
});

test.each<[string, unknown, string]>([
  ["no JSON", '{"secret-key": "SKcanary" oops', "not a JSON object"],
  ["an empty file", "", "it is empty"],
  ["a list", [], "not a JSON object"],
  ["a current profile that is not there", { current: "a", profiles: {} }, 'no profile "a"'],
  ["profiles that are a text", { current: "a", profiles: "x" }, 'no profile "a"'],
  ["a profile of the prototype", '{ "current": "__proto__", "profiles": {} }', 'no profile "__proto__"'],
  ["no secret key", { profiles: { default: { "access-key": "AK" } } }, "no access key and secret key"],
  ["a key that is a number", { profiles: { default: { ...KEYS, "secret-key": 1 } } }, "not text"],
  ["a key with a line break", { profiles: { default: { ...KEYS, "access-key": "AK\n" } } }, "characters"],
])("%s: nothing, with the reason and without a key", async (_, file, words) => {
  const loaded = await load(file);
  expect(loaded).toEqual(missing(words));
  expect(JSON.stringify(loaded)).not.toContain("canary");
});

test("no file: nothing, with its path; it is set up where something names it or a profile of it", async () => {
  const none = join(folder, "none.json");
  const asked = { missing: `${none}: there is no such file` };
  expect(await read({ VOLCENGINE_CLI_CONFIG_FILE: none })).toEqual(asked);
  const notThere = `${join("/nowhere", ".volcengine", "config.json")}: there is no such file`;
  expect(await read({ HOME: "/nowhere" })).toEqual({ missing: notThere, notSetUp: true });
  expect(await read({ HOME: "/nowhere", VOLCENGINE_PROFILE: "a" })).toEqual({ missing: notThere });
  expect(await read({ HOME: "/nowhere" }, "a")).toEqual({ missing: notThere });
});

test("a file in which nobody chose a profile is not set up", async () => {
  mkdirSync(join(folder, "unset", ".volcengine"), { recursive: true });
  const profiles = { a: KEYS };
  writeFileSync(join(folder, "unset", ".volcengine", "config.json"), JSON.stringify({ profiles }));
  const loaded = await read({ HOME: join(folder, "unset") });
  expect(loaded).toEqual({ ...missing('no profile "default"'), notSetUp: true });
});
