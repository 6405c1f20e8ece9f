/** docs/migration.md, from the console: every command of it, in an empty folder, with the real npm. */
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { shownBlocks } from "../docs/shell";
import { newcomer } from "../matrix/support/newcomer";
import { tarball } from "../matrix/support/tarball";
import { temporaryFolder } from "../support/temporary-folder";
import { typed } from "../support/typed";
import { fill } from "./account";

jest.setTimeout(600_000);

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
  await fill(emulator, 80, 12);
});

afterAll(() => emulator.close());

test("from the console to a program that has nothing to do", async () => {
  const [make = [], look = [], write = [], takeOver = [], check = []] = shownBlocks(
    "docs/migration.md",
    "From the console",
    5,
  );
  const home = temporaryFolder();
  const project = join(home, "alerts");
  const env = {
    ...(await newcomer(home, project)),
    PULUMI_BACKEND_URL: `file://${home}`,
    PULUMI_CONFIG_PASSPHRASE: "passphrase",
    VOLCENGINE_ENDPOINT: emulator.url,
    VOLCENGINE_ACCESS_KEY: emulator.accessKey,
    VOLCENGINE_SECRET_KEY: emulator.secretKey,
  };
  await typed(make, { cwd: home, env, instead: { " pulumi-vmp ": ` ${await tarball()} ` } });
  const there = { cwd: project, env };
  expect(await typed(look, there)).toContain("new vmp.Contact(");
  await typed(write, there);
  expect(await typed(takeOver, there)).toMatch(/nothing had to be changed/);
  emulator.clearCalls();
  await typed(check, there);
  expect(emulator.calls.filter(({ action }) => !/^(Get|List)/.test(action))).toEqual([]);
});
