/** examples/gitops/ci/pulumi.sh and summary.mjs alone: what Pulumi prints is no command to GitHub, and no Markdown. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Finished, ROOT, run } from "../../tools/engine";

const CI = join(ROOT, "examples/gitops/ci");
const EVIL = [
  "::add-mask::a",
  "  ::error::canary",
  "##[error]canary",
  "```",
  "# canary",
  "::stop-commands::x",
  "::x::",
];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pipeline-log-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the script with a Pulumi that prints its arguments and lines like those of a contact's name. */
function pulumi(args: string[], env: NodeJS.ProcessEnv, code = 0): Promise<Finished> {
  const lines = EVIL.map((line) => `echo '${line}'`).join("\n");
  writeFileSync(join(folder, "pulumi"), `#!/bin/sh\necho "$@"\n${lines}\necho on stderr >&2\nexit ${code}\n`);
  chmodSync(join(folder, "pulumi"), 0o755);
  const PATH = [folder, process.env.PATH].join(delimiter);
  return run("bash", [join(CI, "pulumi.sh"), ...args], { cwd: folder, env: { PATH, STACK: "prod", ...env } });
}

/** The lines that GitHub's runner takes for commands, as its `ActionCommandManager` does. */
function commandsIn(log: string): string[] {
  let stop: string | undefined;
  return log.split(/\r?\n|\r/).filter((line) => {
    const text = line.trimStart();
    if (stop !== undefined) {
      if (text === `::${stop}::`) stop = undefined;
      return false;
    }
    stop = /^::stop-commands::(.+)$/.exec(text)?.[1];
    return stop === undefined && /^(::[\w-]+.*::|##\[[\w-]+.*\])/.test(text);
  });
}

test("the runner would take the lines for commands", () => {
  expect(commandsIn(EVIL.slice(0, -2).join("\n"))).toEqual(["::add-mask::a", "  ::error::canary", "##[error]canary"]);
});

test.each([0, 3])("on GitHub no line is one, and what comes later may be again (code %d)", async (code) => {
  const ran = await pulumi(["out.txt", "up", "--yes"], { GITHUB_ACTIONS: "true" }, code);
  expect(ran.code).toBe(code);
  const log = `${ran.stdout}\n::notice::later`;
  expect(commandsIn(log)).toEqual(["::notice::later"]);
  const kept = readFileSync(join(folder, "out.txt"), "utf8");
  expect(kept).toBe(`up --yes --stack prod --diff --color never --non-interactive\n${EVIL.join("\n")}\non stderr\n`);
  expect(ran.stdout).toContain(kept);
});

test("elsewhere the log has what Pulumi prints, and nothing else", async () => {
  const { stdout } = await pulumi(["out.txt", "preview"], {});
  expect(stdout).toBe(readFileSync(join(folder, "out.txt"), "utf8"));
});

test("the summary is one block, whatever is in it, and fits", async () => {
  const file = join(folder, "out.txt");
  writeFileSync(file, `${EVIL.join("\n")}\n${"`\n".repeat(300_000)}${"值班".repeat(500_000)}`);
  const { code, stdout } = await run(process.execPath, [join(CI, "summary.mjs"), file]);
  expect(code).toBe(0);
  expect(/^````text\n::add-mask::a\n[^]*\n````\n$/.test(stdout)).toBe(true);
  expect(Buffer.byteLength(stdout)).toBeLessThan(1024 * 1024);
});

test("the summary begins with what changes for whom, where that is known", async () => {
  const [output, who] = [join(folder, "out.txt"), join(folder, "who.md")];
  const summary = async (): Promise<string> =>
    (await run(process.execPath, [join(CI, "summary.mjs"), output, who])).stdout;
  writeFileSync(output, "Previewing");
  expect(await summary()).toBe("```text\nPreviewing\n```\n");
  writeFileSync(who, "- contact `bo`: goes\n\n- policy `payments`\n");
  expect(await summary()).toBe("- contact `bo`: goes\n\n```text\nPreviewing\n```\n");
});
