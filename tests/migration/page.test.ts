/** docs/migration.md, from the console: every command of it, in an empty folder, with the real npm. */
import { delimiter, dirname, join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { findEngine } from "../../tools/engine";
import { shownBlocks } from "../docs/shell";
import { installerEnvironment } from "../matrix/support/command";
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
  const { path } = await findEngine({ onlyInstalled: true });
  const env = {
    ...(await installerEnvironment()),
    npm_config_prefer_offline: "true",
    PATH: [dirname(path), join(project, "node_modules", ".bin"), process.env.PATH].join(delimiter),
    PULUMI_HOME: join(home, ".pulumi"),
    PULUMI_BACKEND_URL: `file://${home}`,
    PULUMI_CONFIG_PASSPHRASE: "passphrase",
    PULUMI_SKIP_UPDATE_CHECK: "true",
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
