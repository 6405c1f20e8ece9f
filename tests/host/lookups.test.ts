/**
 * What the SDK loads in the program's process, and that a lookup lets the process end. Plain Node, on the packed
 * package.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Emulator, startEmulator } from "../../emulator";
import { installed } from "../support/installed";
import { NOBODY } from "../support/nobody";

let folder: string;
let emulator: Emulator;

beforeAll(async () => {
  folder = await installed();
  emulator = await startEmulator();
  await emulator.act("CreateContact", { Name: "oncall" });
});

afterAll(() => emulator.close());

/** Runs a program without an engine, until it ends by itself; what it logs as JSON. */
async function run(script: string): Promise<unknown> {
  const PULUMI_CONFIG = JSON.stringify({
    "vmp:endpoint": emulator.url,
    "vmp:accessKey": emulator.accessKey,
    "vmp:secretKey": emulator.secretKey,
  });
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", script], {
    cwd: folder,
    env: { ...NOBODY, PULUMI_CONFIG },
  });
  return JSON.parse(stdout);
}

/** The packages and files that are loaded on top of @pulumi/pulumi. */
const LOADED = `
const pulumi = require("@pulumi/pulumi");
const before = new Set(Object.keys(require.cache));
const vmp = require("pulumi-vmp");
const loaded = () => Object.keys(require.cache).filter((file) => !before.has(file));
`;

test("the SDK loads neither the client nor what it stands on, until a lookup is made", async () => {
  const [first, second] = (await run(`${LOADED}
    const first = loaded();
    vmp.getContact({ name: "oncall" }).then(() => console.log(JSON.stringify([first, loaded()])));
  `)) as [string[], string[]];
  const parts = (files: string[]): string[] =>
    ["@noble/hashes", "fastest-levenshtein", "pulumi-vmp/dist/parts/client-", "pulumi-vmp/dist/parts/lookups-"].filter(
      (part) => files.some((file) => file.replaceAll("\\", "/").includes(`/${part}`)),
    );
  expect(first.length).toBeGreaterThan(0);
  expect(parts(first)).toEqual([]);
  expect(parts(second)).toHaveLength(4);
});

test("the process ends by itself after lookups", async () => {
  emulator.clearCalls();
  const names = await run(`
    const vmp = require("pulumi-vmp");
    Promise.all([vmp.getContact({ name: "oncall" }), vmp.getContacts(), vmp.getContactGroups()])
      .then(([one, [other]]) => console.log(JSON.stringify([one.name, other.name])));
  `);
  expect(names).toEqual(["oncall", "oncall"]);
  expect(emulator.calls).toHaveLength(4);
});
