/** What all tests stand on: no process of theirs sends to another machine. */
import { lookup } from "node:dns";
import http from "node:http";
import net from "node:net";
import { promisify } from "node:util";
import { run } from "../../tools/engine/process";

const guard = (net as unknown as Record<symbol, { attempts: Error[] }>)[Symbol.for("pulumi-vmp.this-machine")];
if (!guard) throw new Error("tests/support/this-machine/every-file.js has not run");

const METADATA = "100.96.0.96";

/** A script that connects, and says that it lives on. */
const connecting = (host: string): string =>
  `require("node:net").connect(1, ${JSON.stringify(host)}).on("error", (error) => console.log(error.code))`;

test.each([METADATA, "192.0.2.1", "::2", "open.volcengineapi.com", "localhost.example.com"])(
  "a process that is started and connects to %s ends at once",
  async (host) => {
    const { code, stdout, stderr } = await run(process.execPath, ["-e", connecting(host)]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(`A test may not connect to ${host}: it is not this machine.`);
  },
);

test.each([
  ["127.0.0.1", "ECONNREFUSED"],
  ["localhost", "ECONNREFUSED"],
  ["no-such-host.invalid", "ENOTFOUND"],
])("one that connects to %s goes on", async (host, code) => {
  expect((await run(process.execPath, ["-e", connecting(host)])).stdout).toBe(`${code}\n`);
});

test.each<[string, () => unknown]>([
  ["by its parts", () => net.connect(80, METADATA)],
  ["by options", () => net.connect({ host: METADATA, port: 80 })],
  ["over HTTP", () => http.get(`http://${METADATA}/latest/api/token`)],
  ["by fetch", () => fetch(`http://${METADATA}/latest/api/token`)],
])("a test that connects to another machine fails: %s", async (_how, attempt) => {
  await expect((async () => attempt())()).rejects.toThrow();
  // Taken away, as it would fail this test too.
  expect(guard.attempts.splice(0)).toMatchObject([{ message: expect.stringContaining(METADATA) as string }]);
});

test("the metadata service is a stand-in, and a name that cannot exist is asked of nobody", async () => {
  expect(process.env.VOLCENGINE_ECS_METADATA_ENDPOINT).toBe("http://127.0.0.1:1");
  await expect(promisify(lookup)("vmp.invalid")).rejects.toMatchObject({ code: "ENOTFOUND" });
});
