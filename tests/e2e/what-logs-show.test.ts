/** The table of what logs show: what stands in it of `--json` is so. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../tools/engine/root";
import { Program } from "./program";

const TABLE = readFileSync(join(ROOT, "docs/troubleshooting.md"), "utf8");

let program: Program;

beforeAll(async () => {
  program = await Program.open();
  program.write({ oncall: { name: "oncall", webhook: { address: "https://example.com/canary-hook" } } });
});

afterAll(() => program.close());

/** What the row of the table says of the secrets of contacts. */
function said(row: string): boolean {
  const [, , , secrets] =
    TABLE.split("\n")
      .find((line) => line.startsWith(`| ${row} `))
      ?.split("|") ?? [];
  return secrets?.trim() === "**in the clear**";
}

const STREAMED = { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" };

/** In the order of a contact's life. */
test.each([
  ["preview --json", "`preview`, `refresh`, `destroy --json`", {}, false],
  ["preview --json", "`preview --json`, streamed", STREAMED, true],
  ["up --yes --skip-preview --json", "`up --json`", {}, true],
  ["refresh --yes --skip-preview --json", "`preview`, `refresh`, `destroy --json`", {}, false],
  ["destroy --yes --skip-preview --json", "`preview`, `refresh`, `destroy --json`", {}, false],
])("%s (%s)", async (command, row, env, isShown) => {
  const output = await program.pulumi(command, { env });
  expect(output.length).toBeGreaterThan(100);
  expect([output.includes("canary-hook"), said(row)]).toEqual([isShown, isShown]);
});
