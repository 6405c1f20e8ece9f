import type { Emulator } from "../../emulator";
import { closeAll, send, start, vendorClient, type RawAnswer } from "./support";

afterEach(closeAll);

const CREDENTIALS = "/volcstack/latest/iam/security_credentials";
const TTL = "X-volc-ecs-metadata-token-ttl-seconds";

function getToken(emulator: Emulator, ttl = "21600"): Promise<RawAnswer> {
  return send(emulator, { method: "GET", target: "/latest/api/token", headers: { [TTL]: ttl } });
}

function ask(emulator: Emulator, target: string, token: string, method = "GET"): Promise<RawAnswer> {
  return send(emulator, { method, target, headers: { "X-volc-ecs-metadata-token": token } });
}

test("a machine with a role gives its name and keys that work, to who has a token", async () => {
  const now = Date.now();
  const emulator = await start({ ecsRole: "vm-role", temporaryKeySeconds: 900, now: () => now });
  const { text: token } = await getToken(emulator);
  expect((await ask(emulator, `${CREDENTIALS}?type=user`, token)).text).toBe("vm-role");
  expect((await ask(emulator, `${CREDENTIALS}?type=user&format=json`, token)).text).toBe('["vm-role"]');
  const answer = await ask(emulator, `${CREDENTIALS}/vm-role`, token, "POST");
  const keys = JSON.parse(answer.text) as Record<string, string>;
  expect(Math.ceil((Date.parse(keys.ExpiredTime ?? "") - now) / 1_000)).toBe(900);
  const client = vendorClient(emulator, {
    accessKeyId: keys.AccessKeyId ?? "",
    secretKey: keys.SecretAccessKey ?? "",
    sessionToken: keys.SessionToken ?? "",
  });
  expect((await client("ListContacts", {})).Result).toEqual({ Total: 0, Items: [] });
  expect(emulator.calls.map(({ action }) => action)).toEqual([...Array<string>(4).fill("Metadata"), "ListContacts"]);
});

test("without a token, with a wrong one or an expired one nothing is given", async () => {
  let now = Date.now();
  const emulator = await start({ now: () => now });
  expect((await send(emulator, { method: "GET", target: `${CREDENTIALS}?type=user` })).status).toBe(401);
  expect((await ask(emulator, `${CREDENTIALS}?type=user`, "wrong")).status).toBe(401);
  const { text: token } = await getToken(emulator, "5");
  expect((await ask(emulator, `${CREDENTIALS}?type=user`, token)).status).toBe(200);
  now += 6_000;
  expect((await ask(emulator, `${CREDENTIALS}/emulator-role`, token, "POST")).status).toBe(401);
});

test.each(["", "0", "21601", "long"])("a token for %p seconds is refused", async (ttl) => {
  expect((await getToken(await start(), ttl)).status).toBe(400);
});

test("another role is not found, and a machine without one names none", async () => {
  const emulator = await start({ ecsRole: "" });
  const { text: token } = await getToken(emulator);
  expect((await ask(emulator, `${CREDENTIALS}?type=user`, token)).text).toBe("");
  expect((await ask(emulator, `${CREDENTIALS}/other`, token, "POST")).status).toBe(404);
});

test("the metadata service meets faults too", async () => {
  const emulator = await start({ faults: { rules: [{ action: "Metadata", fault: "reset" }] } });
  await expect(getToken(emulator)).rejects.toMatchObject({ code: "ECONNRESET" });
});
