/** The packaged provider's process keeps what V8 compiled, and starts from it. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { built } from "../../../tools/engine/root";
import { PluginHost } from "./plugin-host";

const KEPT = `${process.version}-${process.platform}-${process.arch}`;

let folder: string;
let executable: string;
let kept: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vmp-launch-"));
  executable = join(folder, "pulumi-resource-vmp");
  kept = join(folder, ".compiled", KEPT);
  copyFileSync(built("plugin/pulumi-resource-vmp"), executable);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A run of the process, as the engine ends it. */
async function run(): Promise<string> {
  const host = await PluginHost.start({ executable });
  try {
    const { version } = await host.info();
    await host.configure({ accessKey: "AK", secretKey: "canary-of-the-key" });
    await host.check({
      name: "oncall",
      webhook: { address: "https://canary.example.com/hook", token: "canary-of-the-token" },
    });
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
  const host = await PluginHost.start({ executable });
  await host.configure({ endpoint: "http://127.0.0.1:1", accessKey: "AK", secretKey: "SK", timeout: 1 });
  await expect(host.read("00000000-0000-4000-8000-000000000000", { name: "oncall" })).rejects.toThrow();
  await host.cancel();
  await host.stop();
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
