/** The Automation API's row in the table of what logs show. */
import { readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { ROOT } from "../../tools/engine/root";
import { Program } from "../e2e/program";

let program: Program;

beforeAll(async () => {
  program = await Program.open();
  program.write({ oncall: { name: "oncall", webhook: { address: "https://example.com/canary-hook" } } });
});

afterAll(() => program.close());

test("the events of an up hold secrets of contacts, and no key of the account, as the table says", async () => {
  const { dir, engine, env } = program.workspace;
  const PATH = [dirname(engine.path), env.PATH].join(delimiter);
  process.env.PATH = PATH;
  const envVars = { ...env, PATH } as Record<string, string>;
  const stack = await LocalWorkspace.selectStack({ stackName: "dev", workDir: dir }, { envVars });
  let events = "";
  await stack.up({ color: "never", onEvent: (event) => (events += JSON.stringify(event)) });
  const table = readFileSync(join(ROOT, "docs/troubleshooting.md"), "utf8").split("\n");
  const row = table.find((line) => line.startsWith("| `onEvent` of the Automation API ")) ?? "";
  expect(row.split("|").map((cell) => cell.trim())).toEqual([
    "",
    "`onEvent` of the Automation API",
    "the program that runs Pulumi",
    events.includes("canary-hook") ? "**in the clear**" : "no",
    events.includes(program.emulator.secretKey) ? "**in the clear**" : "no",
    "",
  ]);
  expect(program.emulator.contacts()).toHaveLength(1);
});
