import { INVALID_TOKEN_CODE, type Emulator } from "../../emulator";
import { canonicalQuery, createSign, signHeaders, type SigningKeys } from "../../provider/client/call/sign";
import { closeAll, send, start, vendorClient, type ApiAnswer, type RawAnswer } from "./support";

afterEach(closeAll);

const FORM = { RoleTrn: "trn:iam::2000000000:role/ci", OIDCToken: "header.claims.signature", RoleSessionName: "ci" };

function assumeRole(emulator: Emulator, form: Record<string, string>, version = "2018-01-01"): Promise<RawAnswer> {
  return send(emulator, {
    target: `/?Action=AssumeRoleWithOIDC&Version=${version}`,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
}

interface Credentials {
  AccessKeyId: string;
  SecretAccessKey: string;
  SessionToken: string;
  Expiration: string;
}

async function credentials(emulator: Emulator, form: Record<string, string> = FORM): Promise<Credentials> {
  const { Result } = JSON.parse((await assumeRole(emulator, form)).text) as ApiAnswer;
  return Result?.Credentials as Credentials;
}

async function listWith(emulator: Emulator, keys: Credentials, sessionToken?: string): Promise<string> {
  const { AccessKeyId, SecretAccessKey } = keys;
  const client = vendorClient(emulator, {
    accessKeyId: AccessKeyId,
    secretKey: SecretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
  });
  return (await client("ListContacts", {})).ResponseMetadata.Error?.Code ?? "answered";
}

test("AssumeRoleWithOIDC gives keys in the usual envelope, without a signature", async () => {
  const emulator = await start();
  const answer = JSON.parse((await assumeRole(emulator, FORM)).text) as ApiAnswer;
  expect(answer.ResponseMetadata).toMatchObject({
    Action: "AssumeRoleWithOIDC",
    Version: "2018-01-01",
    Service: "sts",
  });
  expect(answer.Result?.AssumedRoleUser).toMatchObject({ Trn: `${FORM.RoleTrn}/ci` });
  expect(emulator.calls).toMatchObject([{ action: "AssumeRoleWithOIDC", status: 200 }]);
});

test("its keys work with their token only", async () => {
  const emulator = await start();
  const keys = await credentials(emulator);
  expect(await listWith(emulator, keys, keys.SessionToken)).toBe("answered");
  expect(await listWith(emulator, keys)).toBe(INVALID_TOKEN_CODE);
  expect(await listWith(emulator, keys, `${keys.SessionToken}x`)).toBe(INVALID_TOKEN_CODE);
  const others = await credentials(emulator);
  expect(await listWith(emulator, keys, others.SessionToken)).toBe(INVALID_TOKEN_CODE);
});

test("its keys work until they expire: after DurationSeconds, or earlier when the emulator says so", async () => {
  const started = Date.now();
  let now = started;
  const emulator = await start({ now: () => now, temporaryKeySeconds: 600 });
  const short = await credentials(emulator, { ...FORM, DurationSeconds: "60" });
  const long = await credentials(emulator, { ...FORM, DurationSeconds: "3600" });
  const lifetime = ({ Expiration }: Credentials) => Math.ceil((Date.parse(Expiration) - started) / 1_000);
  expect([lifetime(short), lifetime(long)]).toEqual([60, 600]);
  now = started + 58_000;
  expect(await listWith(emulator, short, short.SessionToken)).toBe("answered");
  now = started + 61_000;
  expect(await listWith(emulator, short, short.SessionToken)).toBe(INVALID_TOKEN_CODE);
  expect(await listWith(emulator, long, long.SessionToken)).toBe("answered");
  emulator.expireKeys();
  expect(await listWith(emulator, long, long.SessionToken)).toBe(INVALID_TOKEN_CODE);
});

test("issueKeys gives the same kind of keys without a call", async () => {
  const emulator = await start();
  const { accessKeyId, secretKey, sessionToken } = emulator.issueKeys(60);
  const answer = await vendorClient(emulator, { accessKeyId, secretKey, sessionToken })("ListContacts", {});
  expect(answer.Result).toBeDefined();
  expect(emulator.calls.map(({ action }) => action)).toEqual(["ListContacts"]);
});

test.each([
  [{ ...FORM, RoleTrn: "" }, "MissingParameter.RoleTrn"],
  [{ ...FORM, OIDCToken: " \n" }, "MissingParameter.OIDCToken"],
  [{ RoleTrn: FORM.RoleTrn, OIDCToken: "t" }, "MissingParameter.RoleSessionName"],
  [{ ...FORM, RoleTrn: "arn:aws:iam" }, "InvalidParameter.RoleTrn"],
  [{ ...FORM, DurationSeconds: "soon" }, "InvalidParameter.DurationSeconds"],
])("AssumeRoleWithOIDC refuses %j with %s", async (form, code) => {
  const answer = await assumeRole(await start(), form);
  expect(answer.status).toBe(400);
  expect((JSON.parse(answer.text) as ApiAnswer).ResponseMetadata.Error?.Code).toBe(code);
});

describe("signed for the service sts", () => {
  const own = ({ accessKey, secretKey }: Emulator): SigningKeys => ({ accessKey, secretKey });

  async function ask(emulator: Emulator, query: Record<string, string>, keys = own(emulator)): Promise<ApiAnswer> {
    const all = { Version: "2018-01-01", ...query };
    const { host } = new URL(emulator.url);
    const unsigned = { method: "GET", query: all, headers: { Host: host }, body: "" };
    const scope = { region: emulator.region, service: "sts" };
    const headers = signHeaders(unsigned, keys, new Date(), scope, createSign());
    const { text } = await send(emulator, { method: "GET", target: `/?${canonicalQuery(all)}`, headers });
    return JSON.parse(text) as ApiAnswer;
  }

  test("AssumeRole gives keys of the role; GetCallerIdentity says whose keys they are", async () => {
    const emulator = await start();
    expect((await ask(emulator, { Action: "GetCallerIdentity" })).Result).toMatchObject({
      AccountId: 2000000000,
      Trn: "trn:iam::2000000000:user/emulator",
    });
    const role = { RoleTrn: "trn:iam::2100000000:role/deploy", RoleSessionName: "a b" };
    const { Credentials } = (await ask(emulator, { Action: "AssumeRole", ...role })).Result as {
      Credentials: Credentials;
    };
    expect(await listWith(emulator, Credentials, Credentials.SessionToken)).toBe("answered");
    const { AccessKeyId: accessKey, SecretAccessKey: secretKey, SessionToken: sessionToken } = Credentials;
    expect(
      (await ask(emulator, { Action: "GetCallerIdentity" }, { accessKey, secretKey, sessionToken })).Result,
    ).toEqual({
      AccountId: 2100000000,
      IdentityType: "Role",
      IdentityId: "emulator",
      Trn: "trn:iam::2100000000:role/deploy/a b",
    });
  });

  test("by a key that is not known, nothing", async () => {
    const emulator = await start();
    for (const Action of ["AssumeRole", "GetCallerIdentity"]) {
      const { ResponseMetadata } = await ask(emulator, { Action }, { accessKey: "AK", secretKey: "SK" });
      expect(ResponseMetadata.Error?.Code).toBe("InvalidAccessKey");
    }
  });
});

test("AssumeRoleWithOIDC has no other version", async () => {
  expect((await assumeRole(await start(), FORM, "2021-03-03")).text).toMatch(/InvalidActionOrVersion/);
});

test("AssumeRoleWithOIDC meets faults too", async () => {
  const emulator = await start({ faults: { rules: [{ action: "AssumeRoleWithOIDC", fault: "503", times: 1 }] } });
  expect((await assumeRole(emulator, FORM)).status).toBe(503);
  expect((await assumeRole(emulator, FORM)).status).toBe(200);
});
