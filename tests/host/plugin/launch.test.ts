/** The packaged provider's process keeps what V8 compiled, and starts from it. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { built } from "../../../tools/engine/root";
import { temporaryFolder } from "../../support/temporary-folder";
import { PluginHost } from "./plugin-host";

const KEPT = `${process.version}-${process.platform}-${process.arch}`;

/** Nothing listens there. */
const SILENT = "http://127.0.0.1:1";

let folder: string;
let executable: string;
let kept: string;

beforeEach(() => {
  folder = temporaryFolder();
  executable = join(folder, "pulumi-resource-vmp");
  kept = join(folder, ".compiled", KEPT);
  copyFileSync(built("plugin/pulumi-resource-vmp"), executable);
});

/** A run of the process, as the engine ends it, and what else it does before. */
async function run(also: (host: PluginHost) => Promise<void> = () => Promise.resolve()): Promise<string> {
  const host = await PluginHost.start({ executable });
  try {
    const { version } = await host.info();
    await host.configure({ endpoint: SILENT, accessKey: "AK", secretKey: "canary-of-the-key", timeout: 1 });
    await host.check({
      name: "oncall",
      webhook: { address: "https://canary.example.com/hook", token: "canary-of-the-token" },
    });
    await also(host);
    await host.cancel();
    expect(host.stderr).toBe("");
    return version;
  } finally {
    await host.stop();
  }
}

test("a run leaves what was compiled beside the file, whole, and the next ones take it as it is", async () => {
  await run();
  expect(readdirSync(join(folder, ".compiled"))).toEqual([KEPT]);
  const { mtimeMs, size } = statSync(kept);
  expect(size).toBeGreaterThan(300_000);
  expect(readFileSync(kept, "latin1")).not.toContain("canary");
  await run();
  expect(statSync(kept).mtimeMs).toBe(mtimeMs);
});

test.each([
  ["broken", (bytes: Buffer) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 0x55 : byte))],
  ["cut off", (bytes: Buffer) => bytes.subarray(0, 5_000)],
  ["empty", () => Buffer.alloc(0)],
])("what is %s is compiled anew", async (_how, spoil) => {
  await run();
  const whole = readFileSync(kept);
  writeFileSync(kept, spoil(whole));
  await run();
  expect(readFileSync(kept).length).toBeGreaterThan(whole.length / 2);
  const { mtimeMs } = statSync(kept);
  await run();
  expect(statSync(kept).mtimeMs).toBe(mtimeMs);
});

test("what was compiled of another text of the same length is not run", async () => {
  const version = await run();
  const other = version.replace(/\d+$/, (digits) => "9".repeat(digits.length));
  const text = readFileSync(executable, "utf8");
  expect(text.split(`version:"${version}"`)).toHaveLength(2);
  writeFileSync(executable, text.replace(`version:"${version}"`, `version:"${other}"`));
  expect(await run()).toBe(other);
});

test("a run that compiles much more leaves that too, and one that compiles less leaves it alone", async () => {
  await run();
  const { size } = statSync(kept);
  await run(async (host) => {
    await expect(host.read("00000000-0000-4000-8000-000000000000", { name: "oncall" })).rejects.toThrow();
  });
  const more = statSync(kept);
  expect(more.size).toBeGreaterThan(1.1 * size);
  await run();
  expect(statSync(kept).mtimeMs).toBe(more.mtimeMs);
});

test("where nothing can be kept, it starts all the same", async () => {
  writeFileSync(join(folder, ".compiled"), "");
  await run();
  rmSync(join(folder, ".compiled"));
  mkdirSync(kept, { recursive: true });
  await run();
});
