/** What the README shows whoever has no project and no account: from nothing to a contact in the emulator. */
import { delimiter, dirname, join } from "node:path";
import { EXAMPLE_ACCESS_KEY, EXAMPLE_GROUP, EXAMPLE_SECRET_KEY, startEmulator } from "../../emulator";
import { findEngine } from "../../tools/engine";
import { codeBlocks, read } from "../docs/markdown";
import { command, installerEnvironment } from "./support/command";
import { temporaryFolder } from "../support/temporary-folder";
import { tarball } from "./support/tarball";

jest.setTimeout(600_000);

test("the README's commands make a project and a contact", async () => {
  const { code = "" } = codeBlocks(read("README.md")).find((block) => block.code.includes("vmp-contacts init")) ?? {};
  // As the command starts one.
  const keys = { accessKey: EXAMPLE_ACCESS_KEY, secretKey: EXAMPLE_SECRET_KEY };
  const emulator = await startEmulator({ ...keys, groups: [EXAMPLE_GROUP] });
  try {
    const [home, from] = [temporaryFolder(), await tarball()];
    const commands = code
      .replace(/^\$ /gm, "")
      .replace("npx -p pulumi-vmp", `npx --yes -p ${from}`)
      .replace(/(init .*)/, `$1 --package ${from}`)
      .replace("http://127.0.0.1:8642", emulator.url)
      // `--local` is `file://~`, and that is this machine's own, whatever HOME says.
      .replace("login --local", `login file://${home}`)
      .replace("pulumi up", "pulumi up --yes");
    const { path } = await findEngine({ onlyInstalled: true });
    const env = {
      ...(await installerEnvironment()),
      PATH: dirname(path) + delimiter + String(process.env.PATH),
      PULUMI_HOME: join(home, ".pulumi"),
      PULUMI_CONFIG_PASSPHRASE: "passphrase",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    expect(await command(home, env, "sh", "-ec", commands)).toContain("MessageSucceed.Email");
    expect(emulator.contacts().map(({ Name }) => Name)).toEqual(["user-demo"]);
  } finally {
    await emulator.close();
  }
});
