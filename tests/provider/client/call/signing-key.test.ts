/** How often the signing key is derived: it takes four hashes, as much as everything else of a signature. */
import { createClient } from "../../../../provider/client/client";
import { closeAll, closeLater, ok, startServer, testClock, testSettings } from "../server";

let derivations = 0;

jest.mock("@noble/hashes/hmac", () => {
  const actual = jest.requireActual<typeof import("@noble/hashes/hmac")>("@noble/hashes/hmac");
  const hmac = new Proxy(actual.hmac, {
    apply: (target, self, args: Parameters<typeof actual.hmac>) => {
      derivations++;
      return Reflect.apply(target, self, args);
    },
  });
  return { ...actual, hmac };
});

afterEach(closeAll);

test("the signing key is derived once a day, not once a call", async () => {
  const server = await startServer((response) => {
    ok(response, {});
  });
  let now = Date.parse("2026-01-01T10:00:00Z");
  const clock = testClock(() => now);
  const client = closeLater(createClient(testSettings(server.url), { clock }));
  const call = (): Promise<unknown> => client.call({ action: "GetContact", body: {}, task: "t", repeatable: true });
  for (let i = 0; i < 50; i++) await call();
  expect(derivations).toBe(4);
  now += 86_400_000;
  await Promise.all(Array.from({ length: 50 }, call));
  expect(server.received).toHaveLength(100);
  expect(derivations).toBe(8);
});
