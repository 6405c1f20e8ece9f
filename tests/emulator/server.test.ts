/** Who may talk to an emulator, and what it makes of requests that no client of VMP sends. */
import type { Emulator } from "../../emulator";
import { apiRequest, closeAll, createContact, send, sign, start } from "./support";

afterEach(closeAll);

const CANARY = "canary0secret";

async function withSecret(): Promise<Emulator> {
  const emulator = await start();
  await createContact(emulator, { Name: "oncall", Webhook: { Address: `https://hooks.example.com/${CANARY}` } });
  emulator.clearCalls();
  return emulator;
}

/** A right call, but for these headers; the keys of an emulator are no secret. */
function list(emulator: Emulator, extra: Record<string, string>) {
  const request = apiRequest("ListContacts");
  return send(emulator, { ...request, headers: sign(emulator, request, { extra }) });
}

test.each([
  ["a web page", { Origin: "https://evil.example" }],
  ["a sandboxed web page", { Origin: "null" }],
  ["a name that was made to lead here", { Host: "evil.example" }],
  ["a name that only begins like this machine's", { Host: "127.0.0.1.evil.example:80" }],
])("%s may call nothing, not even with the right keys", async (_, headers) => {
  const emulator = await withSecret();
  const refused = await list(emulator, headers);
  expect(refused.status).toBe(403);
  expect(refused.text).not.toContain(CANARY);
  const ttl = { "X-volc-ecs-metadata-token-ttl-seconds": "60" };
  const metadata = { method: "GET", target: "/latest/api/token", headers: { ...headers, ...ttl } };
  expect((await send(emulator, metadata)).status).toBe(403);
  expect(emulator.calls).toEqual([]);
});

test.each(["localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.2:8642", "[::1]", "[::1]:8642"])(
  "the host %s is this machine",
  async (Host) => {
    const answer = await list(await withSecret(), { Host });
    expect(answer.text).toContain(CANARY);
  },
);

test.each(["//", "//?Action=ListContacts&Version=2021-03-03", "http://[/"])(
  "the path %s is answered",
  async (target) => {
    const emulator = await start();
    expect((await send(emulator, { target })).status).toBeGreaterThanOrEqual(400);
    expect((await send(emulator, { method: "GET", target: "/_emulator/groups" })).status).toBe(200);
  },
);
