/**
 * A stack with its state in an S3 server that is not ours, where the pipelines' own tests have a stand-in: gofakes3,
 * from its Go module. It takes the bucket's name in the host, as TOS does, and computes no signatures. Without Go this
 * is skipped.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT, run } from "../../tools/engine";
import { shownBlocks } from "../docs/shell";
import { Program } from "../e2e/program";
import { terminalIn, typed } from "../support/typed";

const HOST = "tos-s3-cn-beijing.volces.com";
const BUCKET = "team-state";
const hasGo = spawnSync("go", ["version"]).status === 0;

let server: ChildProcess | undefined;
let program: Program | undefined;

afterEach(async () => {
  server?.kill();
  await program?.close();
});

/** Builds it once, and starts it. Returns its address, under which it answers for the bucket's host as a proxy. */
async function startServer(): Promise<string> {
  const executable = join(ROOT, ".vmp", "tests", "gofakes3");
  const args = ["build", "-mod=readonly", "-o", executable, "github.com/johannesboyne/gofakes3/cmd/gofakes3"];
  const built = await run("go", args, { cwd: join(__dirname, "s3-server") });
  if (built.code !== 0) throw new Error(`gofakes3 cannot be built:\n${built.stderr}`);
  const options = ["-host", "127.0.0.1:0", "-backend", "memory", "-hostbucketbase", HOST, "-initialbucket", BUCKET];
  const started = spawn(executable, options, { stdio: ["ignore", "ignore", "pipe"] });
  server = started;
  for await (const line of createInterface(started.stderr)) {
    const [, port] = /using port: (\d+)/.exec(line) ?? [];
    if (port !== undefined) return `http://127.0.0.1:${port}`;
  }
  throw new Error("gofakes3 ended before it had a port");
}

(hasGo ? test : test.skip)("a stack moves into it as docs/pipelines.md says, and lives there", async () => {
  const proxy = await startServer();
  const opened = await Program.open();
  program = opened;
  await opened.up({ oncall: { name: "oncall", email: "oncall@example.com" } });
  const backend = `s3://${BUCKET}?endpoint=http://${HOST}&region=cn-beijing`;
  Object.assign(opened.workspace.env, {
    AWS_ACCESS_KEY_ID: "AKcanary",
    AWS_SECRET_ACCESS_KEY: "canary-state-key",
    AWS_CONFIG_FILE: join(ROOT, "examples", "gitops", "ci", "aws.ini"),
    HTTP_PROXY: proxy,
  });
  const [move = []] = shownBlocks("docs/pipelines.md", "Where the state is");
  // The stack of these tests is called otherwise.
  const instead = { "PULUMI_BACKEND_URL=…": `PULUMI_BACKEND_URL='${backend}'`, prod: "dev" };
  await typed(move, { ...(await terminalIn(opened.workspace)), instead });
  opened.workspace.env.PULUMI_BACKEND_URL = backend;
  opened.calls();
  await opened.pulumi("preview --refresh --expect-no-changes");
  opened.write({ oncall: { name: "oncall", email: "first-line@example.com" } });
  await opened.up();
  expect(opened.writes()).toEqual(["UpdateContact"]);
  expect(await opened.state()).toContain("first-line@example.com");
  await opened.pulumi("destroy --yes --skip-preview --remove");
  expect(opened.emulator.contacts()).toEqual([]);
  expect(await opened.pulumi("stack ls --json")).toBe("[]\n");
});
