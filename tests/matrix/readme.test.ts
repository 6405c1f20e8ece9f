/** What the README shows for a project of one's own, with the real npm, a real CLI and the emulator. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLE_ACCESS_KEY, EXAMPLE_GROUP, EXAMPLE_SECRET_KEY, type Emulator, startEmulator } from "../../emulator";
import { ownVersion } from "../../tools/engine";
import { codeBlocks, read } from "../docs/markdown";
import { type Command, shownBlocks } from "../docs/shell";
import { temporaryFolder } from "../support/temporary-folder";
import { type Terminal, typed } from "../support/typed";
import { newcomer } from "./support/newcomer";
import { tarball } from "./support/tarball";

jest.setTimeout(600_000);

const IMPORT = 'import * as vmp from "pulumi-vmp";\n';
const [install = [], up = [], init = []] = shownBlocks("README.md", "In a project of your own", 3);

let emulator: Emulator;
let from: string;

beforeAll(async () => {
  from = await tarball();
  // As the command starts one.
  const keys = { accessKey: EXAMPLE_ACCESS_KEY, secretKey: EXAMPLE_SECRET_KEY };
  emulator = await startEmulator({ ...keys, groups: [EXAMPLE_GROUP] });
});

afterAll(() => emulator.close());

/** Somebody's terminal in a new folder, of a machine with a CLI and a state of its own. */
async function terminal(): Promise<Terminal> {
  const home = temporaryFolder();
  const cwd = join(home, "alerts");
  mkdirSync(cwd);
  const env = {
    ...(await newcomer(home, cwd)),
    PULUMI_BACKEND_URL: `file://${home}`,
    PULUMI_CONFIG_PASSPHRASE: "passphrase",
  };
  const instead = {
    "npm install pulumi-vmp": `npm install ${from}`,
    "<access key>": EXAMPLE_ACCESS_KEY,
    "<secret key>": EXAMPLE_SECRET_KEY,
    "http://127.0.0.1:8642": emulator.url,
    "npx -p pulumi-vmp vmp-contacts init contact": `npx -p ${from} vmp-contacts init contact --package ${from}`,
    // `--local` is `file://~`, and that is this machine's own, whatever HOME says.
    "login --local": `login file://${home}`,
  };
  return { cwd, env, instead };
}

/** The program of the README that has this text. */
function program(text: string): string {
  return (
    codeBlocks(read("README.md")).find(({ language, code }) => language === "ts" && code.includes(text))?.code ?? ""
  );
}

test("in a Pulumi project for Node: from the first up to the drift, the faults and the export", async () => {
  const there = await terminal();
  const write = (file: string, code: string): void => {
    writeFileSync(join(there.cwd, file), code);
  };
  const dependencies = { "@pulumi/pulumi": ownVersion("@pulumi/pulumi"), typescript: ownVersion("typescript") };
  write("package.json", JSON.stringify({ private: true, dependencies }));
  write("Pulumi.yaml", "name: alerts\nruntime: nodejs\n");
  write("index.ts", program("validationMail"));
  const prepared = ["pulumi stack init dev", `pulumi config set vmp:endpoint ${emulator.url}`];
  await typed(
    prepared.map((text): Command => ({ text, shown: [] })),
    there,
  );
  await typed(install, there);
  await typed(up, there);
  const [{ Id, Name } = { Id: "", Name: "" }] = emulator.contacts();
  expect(Name).toBe("oncall");

  await emulator.act("UpdateContact", { Id, Email: "by-hand@example.com" });
  await typed(shownBlocks("README.md", "Drift").flat(), there);

  write("index.ts", IMPORT + program("1st-line"));
  const [[preview] = []] = shownBlocks("README.md", "What is checked");
  if (preview === undefined) throw new Error("no command");
  // The page leaves out what is in front of each fault.
  await typed([{ ...preview, shown: preview.shown.map((line) => `…${line}`) }], { ...there, fails: true });

  rmSync(join(there.cwd, "index.ts"));
  await typed(shownBlocks("README.md", "What exists already").flat(), there);
  await typed([{ text: "pulumi preview", shown: [] }], there);
});

test("without a project and an account: from nothing to a contact", async () => {
  expect(await typed(init, await terminal())).toContain("MessageSucceed.Email");
  expect(emulator.contacts().map(({ Name }) => Name)).toContain("user-demo");
});

test("docs/plugin.md: the package has the provider in the folder that Pulumi.yaml names", async () => {
  const there = await terminal();
  await typed([...shownBlocks("docs/plugin.md", "Install").flat(), ls("node_modules/pulumi-vmp/plugin")], there);
});

function ls(folder: string): Command {
  return { text: `ls ${folder}`, shown: ["pulumi-resource-vmp"] };
}
