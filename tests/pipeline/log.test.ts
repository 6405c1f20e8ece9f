/**
 * examples/gitops/ci/pulumi.sh and summary.mjs alone: what Pulumi prints is no command to GitHub, and no Markdown; and
 * what an `up` did is told of.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { hiddenChanges } from "../../provider/hosts/hidden-changes";
import { takenOver } from "../../provider/lifecycle/taken-over";
import { type Finished, ROOT, run } from "../../tools/engine";
import { urn } from "../cli/who/plans";
import { installed } from "../support/installed";

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

/**
 * Runs the script with a Pulumi that prints its arguments and lines like those of a contact's name.
 *
 * @param events what an `up` tells besides
 */
function pulumi(args: string[], env: NodeJS.ProcessEnv, code = 0, events: object[] = []): Promise<Finished> {
  const lines = EVIL.map((line) => `echo '${line}'`).join("\n");
  const told = events.map((event) => `echo '${JSON.stringify(event)}' >> /dev/fd/3`).join("\n");
  writeFileSync(join(folder, "pulumi"), `#!/bin/sh\necho "$@"\n${lines}\necho on stderr >&2\n${told}\nexit ${code}\n`);
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
  expect(kept).toBe(
    `up --yes --stack prod --diff --color never --non-interactive --event-log /dev/fd/3\n${EVIL.join("\n")}\non stderr\n`,
  );
  expect(ran.stdout).toContain(kept);
});

test("elsewhere the log has what Pulumi prints, and nothing else", async () => {
  const { stdout } = await pulumi(["out.txt", "preview"], {});
  expect(stdout).toBe(readFileSync(join(folder, "out.txt"), "utf8"));
});

test("what an up did is told of as a plan, also where it failed, and nothing that Pulumi logs for itself", async () => {
  const state = (name: string, more: object = {}): object => ({
    urn: urn("Contact", name),
    type: "pulumi-nodejs:dynamic/vmp:Contact",
    id: name,
    inputs: { name, email: `${name}@example.com`, ...more },
    outputs: null,
  });
  const step = (op: string, name: string, old: object | null, after: object | null): { metadata: object } => ({
    metadata: { op, urn: urn("Contact", name), old, new: after, detailedDiff: null },
  });
  const moved = { email: "canary@example.com" };
  const message = hiddenChanges('contact "bo" (id bo)', ["webhook.token"]);
  const adopting = (name: string): object => step("create", name, null, state(name, { adopt: true }));
  await pulumi(["out.txt", "up"], {}, 1, [
    { preludeEvent: { config: { key: "canary" } } },
    { diagnosticEvent: { severity: "debug", message: "RegisterResource RPC finished: canary-secret" } },
    { resOutputsEvent: step("refresh", "ada", state("ada"), state("ada", { email: "by-hand@example.com" })) },
    { diagnosticEvent: { severity: "info", message } },
    { resOutputsEvent: step("update", "ada", state("ada", { email: "by-hand@example.com" }), state("ada")) },
    { resOutputsEvent: step("update", "bo", state("bo"), state("bo")) },
    { resOutputsEvent: step("create", "cy", null, state("cy")) },
    { resOutputsEvent: step("delete", "di", state("di"), null) },
    { resOutputsEvent: step("same", "ed", state("ed"), state("ed")) },
    { resOutputsEvent: adopting("ivy") },
    { diagnosticEvent: { severity: "warning", message: takenOver('create contact "jo"', "contact", "jo", ["email"]) } },
    { resOutputsEvent: adopting("jo") },
    { resOpFailedEvent: step("create", "flo", null, state("flo")) },
    { resOpFailedEvent: step("update", "gil", state("gil"), state("gil", moved)) },
    { resOpFailedEvent: step("delete", "hal", state("hal"), null) },
  ]);
  expect(readFileSync(join(folder, "done.json"), "utf8")).not.toContain("canary");
  const command = join(await installed(), "node_modules", ".bin", "vmp-contacts");
  const { stdout } = await run(command, ["who", "--plan", join(folder, "done.json")]);
  expect(stdout.split("\n\n")[0]?.split("\n")).toEqual([
    "contact ada: changes email",
    "contact bo: changes webhook.token",
    "contact cy: is new",
    "contact ivy: is new",
    "contact jo: is taken over",
    "contact di: goes",
  ]);
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
