import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSettings, type Settings, SettingsError } from "../../provider/settings";
import { siteOf } from "../../provider/settings/site";
import { temporaryFolder } from "../support/temporary-folder";

function read(config: Record<string, string>, env: NodeJS.ProcessEnv = {}): Settings {
  return readSettings({ get: (key) => config[key] }, env);
}

function faults(config: Record<string, string>, env: NodeJS.ProcessEnv = {}): readonly string[] {
  try {
    read(config, env);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults.map(({ message }) => message);
    throw error;
  }
  return [];
}

test("the defaults", () => {
  const env = { HOME: "/home/x" };
  expect(read({}, env)).toEqual({
    region: "cn-beijing",
    endpoint: "https://open.volcengineapi.com",
    proxy: { https: "", http: "", none: "" },
    maxRetries: 6,
    timeoutMs: 120_000,
    adoptExisting: false,
    testOnApply: "off",
    env,
  });
});

describe.each([
  ["region", "VOLCENGINE_REGION", "cn-a", "cn-b", "cn-c", (s: Settings) => s.region],
  ["endpoint", "VOLCENGINE_ENDPOINT", "https://a", "https://b", "https://c", (s: Settings) => s.endpoint],
  ["proxyUrl", "VOLCENGINE_PROXY_URL", "http://a/", "http://b/", "http://c/", (s: Settings) => s.proxy.always],
])("%s", (key, variable, first, second, third, value) => {
  const all = { [`vmp:${key}`]: first, [`volcengine:${key}`]: second };

  test("vmp: comes first, then volcengine:, then the variable", () => {
    expect(value(read(all, { [variable]: third }))).toBe(first);
    expect(value(read({ [`volcengine:${key}`]: second }, { [variable]: third }))).toBe(second);
    expect(value(read({}, { [variable]: third }))).toBe(third);
  });

  test("what is blank counts as not given, and blanks around are dropped", () => {
    expect(value(read({ [`vmp:${key}`]: " ", [`volcengine:${key}`]: ` ${second}\n` }))).toBe(second);
  });
});

describe("keys", () => {
  const pair = (namespace: string): Record<string, string> => ({
    [`${namespace}:accessKey`]: `AK-${namespace}`,
    [`${namespace}:secretKey`]: `SK-${namespace}`,
  });
  const env = { VOLCENGINE_ACCESS_KEY: "AK-env", VOLCENGINE_SECRET_KEY: "SK-env", VOLCENGINE_SESSION_TOKEN: "ST-env" };

  test("vmp: comes first, then volcengine:, then the environment", () => {
    expect(read({ ...pair("vmp"), ...pair("volcengine") }, env).keys).toEqual({
      accessKey: "AK-vmp",
      secretKey: "SK-vmp",
      from: "configuration",
    });
    expect(read(pair("volcengine"), env).keys?.accessKey).toBe("AK-volcengine");
    expect(read({}, env).keys).toEqual({
      accessKey: "AK-env",
      secretKey: "SK-env",
      sessionToken: "ST-env",
      from: "environment",
    });
  });

  test("the session token comes from where the pair comes from, and from nowhere else", () => {
    expect(read(pair("vmp"), env).keys).not.toHaveProperty("sessionToken");
    expect(read({ ...pair("vmp"), "vmp:sessionToken": "ST" }, env).keys?.sessionToken).toBe("ST");
  });

  test("two halves from two sources are not a pair", () => {
    expect(faults({ "vmp:accessKey": "AK", "volcengine:secretKey": "SK" })).toEqual([
      "vmp:accessKey without vmp:secretKey: give the access key and the secret key in one place.",
    ]);
    expect(faults({ "vmp:secretKey": "SK" }, env)).toEqual([expect.stringContaining("without vmp:accessKey")]);
    expect(faults({}, { VOLCENGINE_SESSION_TOKEN: "ST" })).toEqual([
      expect.stringContaining("without VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY"),
    ]);
  });

  test.each(["a b", "a\nb", "密钥", "a\u0000"])("a key with characters that no key has: %j", (value) => {
    const found = faults({ "vmp:accessKey": "AK", "vmp:secretKey": value });
    expect(found).toEqual([expect.stringContaining("vmp:secretKey holds characters")]);
  });

  test("no keys at all are not a fault of the settings", () => {
    expect(read({})).not.toHaveProperty("keys");
  });
});

describe("the endpoint", () => {
  test.each([
    ["open.example.com", "https://open.example.com"],
    ["vmp.cn-beijing.volcengineapi.com:8443", "https://vmp.cn-beijing.volcengineapi.com:8443"],
    ["https://open.example.com/", "https://open.example.com"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://localhost:8080", "http://localhost:8080"],
    ["http://[::1]:8080", "http://[::1]:8080"],
  ])("%s is %s", (value, endpoint) => {
    expect(read({ "vmp:endpoint": value }).endpoint).toBe(endpoint);
  });

  test.each([
    "https://h/path",
    "https://h?x=1",
    "https://h/#x",
    "https://user:pass@h",
    "ftp://h",
    "https://",
    "a b",
    "http://127.0.0.1:99999",
  ])("%s is refused, and not repeated", (value) => {
    expect(faults({ "vmp:endpoint": value })).toEqual([
      'vmp:endpoint must be a URL of a host and nothing more, such as "https://open.volcengineapi.com".',
    ]);
  });

  test.each(["http://open.volcengineapi.com", "http://10.0.0.1:8080"])("plain http to %s is refused", (value) => {
    expect(faults({ "vmp:endpoint": value })).toEqual([expect.stringContaining("vmp:disableSsl")]);
  });

  test("disableSsl lets plain http through, and makes it of the default and of a bare host", () => {
    const disabled = { "vmp:disableSsl": "true" };
    expect(read({ ...disabled, "vmp:endpoint": "http://h" }).endpoint).toBe("http://h");
    expect(read({ ...disabled, "vmp:endpoint": "h" }).endpoint).toBe("http://h");
    expect(read({ ...disabled, "vmp:endpoint": "https://h" }).endpoint).toBe("https://h");
    expect(read(disabled).endpoint).toBe("http://open.volcengineapi.com");
    // Meant for other tools, these do not send a contact's secrets over plain http.
    expect(read({ "volcengine:disableSsl": "True" }).endpoint).toBe("https://open.volcengineapi.com");
    expect(read({}, { VOLCENGINE_DISABLE_SSL: "true" }).endpoint).toBe("https://open.volcengineapi.com");
  });
});

describe("proxies", () => {
  test("the usual variables, in either case, a bare host too", () => {
    const env = { https_proxy: "proxy:3128", HTTP_PROXY: "http://p:1", no_proxy: "a,b" };
    expect(read({}, env).proxy).toEqual({ https: "http://proxy:3128/", http: "http://p:1/", none: "a,b" });
  });

  test("a proxy URL that is none is a fault, and its password is not repeated", () => {
    const found = faults({ "vmp:proxyUrl": "ftp://user:canary@p" }, { HTTPS_PROXY: "ignored then ://" });
    expect(found).toEqual([expect.stringContaining("vmp:proxyUrl must be")]);
    expect(faults({}, { HTTPS_PROXY: "http://user:canary@ x" })).toEqual([expect.stringContaining("HTTPS_PROXY must")]);
    expect(faults({ "vmp:proxyUrl": "http://user:canary%@p" })).toEqual([
      expect.stringMatching(/^vmp:proxyUrl .*"%25"/),
    ]);
    expect(faults({ "vmp:proxyUrl": "http://user:canary%40@p" })).toEqual([]);
    expect(found.join()).not.toContain("canary");
  });
});

test("half a pair in the environment does not matter where a profile is asked for", () => {
  const env = { VOLCENGINE_ACCESS_KEY: "AK" };
  expect(read({ "vmp:profile": "prod" }, env).keys).toBeUndefined();
  expect(() => read({}, env)).toThrow(/VOLCENGINE_ACCESS_KEY without VOLCENGINE_SECRET_KEY/);
});

test("limits, profile, adoption and tests come from vmp: alone", () => {
  const config = {
    "vmp:maxRetries": "0",
    "vmp:timeout": "5",
    "vmp:profile": "prod",
    "vmp:adoptExisting": "true",
    "vmp:testOnApply": "fail",
  };
  expect(read(config)).toMatchObject({
    maxRetries: 0,
    timeoutMs: 5_000,
    profile: "prod",
    adoptExisting: true,
    testOnApply: "fail",
  });
  const vendors = Object.fromEntries(Object.entries(config).map(([key, v]) => [key.replace("vmp:", "volcengine:"), v]));
  expect(read(vendors)).toEqual(read({}));
});

test("all faults are reported at once, and no value of them", () => {
  const config = {
    "vmp:accessKey": "canary-1",
    "vmp:region": "canary 2",
    "vmp:endpoint": "canary://3",
    "vmp:proxyUrl": "canary://4",
    "vmp:disableSsl": "canary5",
    "vmp:maxRetries": "canary6",
    "vmp:timeout": "0",
    "vmp:adoptExisting": "canary8",
    "vmp:testOnApply": "canary9",
  };
  const found = faults(config);
  for (const key of Object.keys(config)) {
    expect(found.filter((fault) => fault.startsWith(key))).toHaveLength(1);
  }
  expect(found).toHaveLength(9);
  expect(() => read(config)).toThrow(/^The settings of vmp cannot be used:\n {2}/);
  expect(() => read(config)).not.toThrow("canary");
});

test.each(["-1", "21", "1.5", "ten", "1e1"])("vmp:maxRetries of %s is refused", (value) => {
  expect(faults({ "vmp:maxRetries": value })).toEqual(["vmp:maxRetries must be a whole number from 0 to 20."]);
});

test.each(["0", "3601", "2m"])("vmp:timeout of %s is refused", (value) => {
  expect(faults({ "vmp:timeout": value })).toEqual(["vmp:timeout must be a whole number from 1 to 3600 (seconds)."]);
});

test.each(["off", "warn", "fail"])("vmp:testOnApply can be %s", (value) => {
  expect(read({ "vmp:testOnApply": value }).testOnApply).toBe(value);
});

test.each(["true", "Fail", "warning"])("vmp:testOnApply of %s is refused", (value) => {
  expect(faults({ "vmp:testOnApply": value })).toEqual(["vmp:testOnApply must be off, warn or fail."]);
});

describe("the keys of the vendor's older variables, and of BytePlus", () => {
  test.each([
    ["VOLCSTACK_ACCESS_KEY_ID", "VOLCSTACK_SECRET_ACCESS_KEY"],
    ["VOLCSTACK_ACCESS_KEY", "VOLCSTACK_SECRET_KEY"],
    ["VOLCSTACK_ACCESS_KEY_ID", "VOLCSTACK_SECRET_KEY"],
  ])("%s and %s, behind VOLCENGINE_…", (first, second) => {
    const env = { [first]: "AK", [second]: "SK", VOLCSTACK_SESSION_TOKEN: "ST" };
    const keys = { accessKey: "AK", secretKey: "SK", sessionToken: "ST", from: "environment" };
    expect(read({}, env).keys).toEqual(keys);
    const both = { ...env, VOLCENGINE_ACCESS_KEY: "AK-new", VOLCENGINE_SECRET_KEY: "SK-new" };
    expect(read({}, both).keys).toEqual({ accessKey: "AK-new", secretKey: "SK-new", from: "environment" });
  });

  test("half a pair of one is not mended by the other", () => {
    expect(faults({}, { VOLCENGINE_ACCESS_KEY: "AK", VOLCSTACK_SECRET_KEY: "SK" })).toEqual([
      expect.stringContaining("VOLCENGINE_ACCESS_KEY without VOLCENGINE_SECRET_KEY"),
    ]);
    expect(faults({}, { VOLCSTACK_SECRET_KEY: "SK" })).toEqual([
      expect.stringContaining("VOLCSTACK_SECRET_KEY without VOLCSTACK_ACCESS_KEY_ID"),
    ]);
  });

  test.each(["ACCESS_KEY", "ACCESSKEY"])("BYTEPLUS_%s is for BytePlus alone, which has no other", (name) => {
    const ours = { VOLCENGINE_ACCESS_KEY: "AK-ours", VOLCENGINE_SECRET_KEY: "SK-ours", VOLCENGINE_REGION: "cn-a" };
    const theirs = {
      [`BYTEPLUS_${name}`]: "AK-theirs",
      BYTEPLUS_SECRET_KEY: "SK-theirs",
      BYTEPLUS_REGION: "ap-southeast-1",
      BYTEPLUS_PROXY_URL: "http://proxy/",
    };
    const config = { "vmp:endpoint": "https://open.byteplusapi.com" };
    expect(read(config, { ...ours, ...theirs })).toMatchObject({
      keys: { accessKey: "AK-theirs" },
      region: "ap-southeast-1",
      proxy: { always: "http://proxy/" },
    });
    expect(read(config, ours)).not.toHaveProperty("keys");
    expect(read({}, theirs)).not.toHaveProperty("keys");
    const other = { "vmp:endpoint": "https://notbyteplusapi.com" };
    expect(read(other, { ...ours, ...theirs })).toMatchObject({ keys: { accessKey: "AK-ours" }, region: "cn-a" });
  });
});

describe("the region of a profile of the vendor's CLI", () => {
  const home = temporaryFolder();
  mkdirSync(join(home, ".volcengine"));
  const profiles = {
    default: { region: "cn-default" },
    other: { region: "cn-other" },
    bad: { region: "../x" },
    none: {},
  };
  writeFileSync(join(home, ".volcengine", "config.json"), JSON.stringify({ profiles }));
  const env = { HOME: home };
  const pair = { "vmp:accessKey": "AK", "vmp:secretKey": "SK" };

  test("counts where the profile gives the keys and nothing else says a region", () => {
    expect(read({}, env).region).toBe("cn-default");
    expect(read({ "vmp:profile": "other" }, env).region).toBe("cn-other");
    expect(read({}, { ...env, VOLCSTACK_PROFILE: "other" }).region).toBe("cn-other");
    expect(read({ "vmp:profile": "none" }, env).region).toBe("cn-beijing");
    expect(read({ "vmp:region": "cn-a" }, env).region).toBe("cn-a");
    expect(read({}, { ...env, VOLCENGINE_REGION: "cn-b" }).region).toBe("cn-b");
  });

  test.each<[string, Record<string, string>, NodeJS.ProcessEnv]>([
    ["the configuration", { ...pair, "vmp:profile": "other" }, {}],
    ["the environment", {}, { VOLCENGINE_ACCESS_KEY: "AK", VOLCENGINE_SECRET_KEY: "SK" }],
    ["OIDC", {}, { VOLCENGINE_OIDC_TOKEN_FILE: "token" }],
    ["a role with a token", { "volcengine:assumeRoleWithOidc": '{"roleTrn":"trn","oidcToken":"t"}' }, {}],
  ])("does not where %s gives the keys", (_, config, more) => {
    expect(read(config, { ...env, ...more }).region).toBe("cn-beijing");
  });

  test("that is none is a fault, and says where it is", () => {
    expect(faults({ "vmp:profile": "bad" }, env)).toEqual([
      expect.stringMatching(/^the region of .*config\.json: profile "bad" is not a region/),
    ]);
  });
});

describe("roles", () => {
  const role = { assumeRoleTrn: "trn:iam::1:role/r", assumeRoleSessionName: "ci", durationSeconds: 900, policy: "{}" };

  test("as the vendor's Pulumi provider is told of them", () => {
    expect(read({ "volcengine:assumeRole": JSON.stringify(role) }).assumeRole).toEqual({
      trn: "trn:iam::1:role/r",
      sessionName: "ci",
      durationSeconds: 900,
      policy: "{}",
    });
    const oidc = { roleTrn: "trn:iam::1:role/r", oidcToken: "token", roleSessionName: "ci", durationSeconds: "43200" };
    expect(read({ "volcengine:assumeRoleWithOidc": JSON.stringify(oidc) }).assumeRoleWithOidc).toEqual({
      trn: "trn:iam::1:role/r",
      token: "token",
      sessionName: "ci",
      durationSeconds: 43_200,
    });
  });

  test("by the variables of the vendor's Terraform provider, and by both", () => {
    const env = { VOLCENGINE_ASSUME_ROLE_TRN: "trn-env", VOLCENGINE_ASSUME_ROLE_SESSION_NAME: "env" };
    expect(read({}, env).assumeRole).toEqual({ trn: "trn-env", sessionName: "env", durationSeconds: 3600 });
    const config = { "volcengine:assumeRole": '{"assumeRoleTrn":"trn"}' };
    expect(read(config, env).assumeRole).toEqual({ trn: "trn", sessionName: "env", durationSeconds: 3600 });
    const oidc = { VOLCENGINE_ASSUME_ROLE_WITH_OIDC_TRN: "trn", VOLCENGINE_ASSUME_ROLE_WITH_OIDC_TOKEN: "t" };
    expect(read({}, oidc).assumeRoleWithOidc).toEqual({ trn: "trn", token: "t", durationSeconds: 3600 });
    expect(read({}, { VOLCENGINE_ASSUME_ROLE_SESSION_NAME: "env" })).not.toHaveProperty("assumeRole");
  });

  test.each<[string, Record<string, string>, NodeJS.ProcessEnv, string]>([
    ["no JSON", { "volcengine:assumeRole": "canary" }, {}, "volcengine:assumeRole must be a JSON object."],
    [
      "no role",
      { "volcengine:assumeRole": "{}" },
      {},
      "volcengine:assumeRole has no assumeRoleTrn, and VOLCENGINE_ASSUME_ROLE_TRN is not set.",
    ],
    [
      "no token",
      {},
      { VOLCENGINE_ASSUME_ROLE_WITH_OIDC_TRN: "trn" },
      "has no oidcToken, and VOLCENGINE_ASSUME_ROLE_WITH_OIDC_TOKEN is not set.",
    ],
    [
      "a time too short",
      { "volcengine:assumeRole": '{"assumeRoleTrn":"trn","durationSeconds":899}' },
      {},
      "durationSeconds must be a whole number from 900 to 43200 (seconds).",
    ],
  ])("%s is a fault", (_, config, env, words) => {
    const found = faults(config, env);
    expect(found).toContainEqual(expect.stringContaining(words));
    expect(found.join()).not.toContain("canary");
  });
});

test("what gives out keys is at the site of the endpoint, and on this machine at the endpoint itself", () => {
  const hosts = (endpoint: string): string[] => {
    const site = siteOf(endpoint);
    return [site.sts, site.signIn, site.portal("cn-a"), site.oauth("cn-a")];
  };
  expect(hosts("https://open.volcengineapi.com")).toEqual([
    "https://sts.volcengineapi.com",
    "https://signin.volcengine.com",
    "https://cloudidentity-portal.cn-a.volces.com",
    "https://cloudidentity-oauth.cn-a.volces.com",
  ]);
  expect(hosts("https://vmp.ap-southeast-1.byteplusapi.com")).toEqual([
    "https://sts.byteplusapi.com",
    "https://signin.byteplus.com",
    "https://cloudidentity-portal.cn-a.bytepluses.com",
    "https://cloudidentity-oauth.cn-a.bytepluses.com",
  ]);
  expect(hosts("http://127.0.0.1:8080")).toEqual(Array(4).fill("http://127.0.0.1:8080"));
});
