import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { bundle, place } from "./bundle";
import type { Attempt } from "./installed";
import { lastLines, run, type Finished } from "./process";
import { withHeartbeat, type Report } from "./progress";
import { ENGINE_VERSION, isAtLeast } from "./release";
import { ROOT } from "./root";

/** The Go version that `go/go.mod` asks for. */
export const GO_VERSION = "1.25.11";

const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** Where a CLI that was built is kept: outside the clone, so that the next clone has it too. */
export function buildFolder(env: NodeJS.ProcessEnv): string {
  const cache = env.XDG_CACHE_HOME ?? join(env.HOME ?? homedir(), ".cache");
  return join(cache, "pulumi-vmp", "engine", `${ENGINE_VERSION}-${process.platform}-${process.arch}`);
}

/** The CLI that an earlier run has built. */
export function findBuilt(env: NodeJS.ProcessEnv): Attempt {
  const folder = buildFolder(env);
  if (!existsSync(join(folder, "pulumi"))) return { why: `there is none in ${folder}` };
  return { path: bundle(folder), version: ENGINE_VERSION };
}

/**
 * Builds the CLI from its Go modules, as `go/go.mod` and `go/go.sum` lock them. Takes some minutes. It is built in a
 * folder of its own and renamed when it is done: a run that is stopped leaves nothing behind that looks like a CLI,
 * and of two runs at once the first one to finish wins.
 */
export async function build(env: NodeJS.ProcessEnv, report: Report): Promise<Attempt> {
  if (process.platform === "win32") return { why: "not done on Windows" };
  const problem = await whyGoCannot(env, report);
  if (problem) return { why: problem };
  const folder = buildFolder(env);
  mkdirSync(join(folder, ".."), { recursive: true });
  const draft = mkdtempSync(`${folder}.draft-`);
  const removeDraft = (): void => {
    rmSync(draft, { recursive: true, force: true });
  };
  process.once("exit", removeDraft);
  try {
    const failed = await compile(draft, env, report);
    if (failed) return { why: failed };
    place(join(draft, "out"), folder);
    return findBuilt(env);
  } finally {
    removeDraft();
    process.off("exit", removeDraft);
  }
}

async function whyGoCannot(env: NodeJS.ProcessEnv, report: Report): Promise<string | undefined> {
  const need = `Go ${GO_VERSION} or newer is needed`;
  const result = await run("go", ["env", "GOVERSION", "GOTOOLCHAIN"], { env, cwd: tmpdir() }).catch(() => undefined);
  if (result?.code !== 0) return `${need}, and there is no \`go\` on the PATH`;
  const [version = "", toolchain = ""] = result.stdout.trim().replaceAll("go1", "1").split("\n");
  if (isAtLeast(version, GO_VERSION)) return undefined;
  // Since 1.21 Go fetches the version that a go.mod asks for, unless it is told not to.
  if (!isAtLeast(version, "1.21.0") || toolchain === "local") {
    return `${need}, and \`go\` is ${version}${toolchain === "local" ? " with GOTOOLCHAIN=local" : ""}`;
  }
  report(`Go is ${version}; it fetches ${GO_VERSION} itself (GOTOOLCHAIN=${toolchain}).`);
  return undefined;
}

/** Returns why it failed, if it did. */
async function compile(draft: string, env: NodeJS.ProcessEnv, report: Report): Promise<string | undefined> {
  cpSync(join(ROOT, "tools", "engine", "go"), draft, { recursive: true });
  const options = { cwd: draft, env: { ...env, GOWORK: "off" } };

  let fetched = 0;
  const listed = await withHeartbeat(
    report,
    () => `Fetching the Go modules of the Pulumi CLI ${ENGINE_VERSION}: ${fetched} so far`,
    () =>
      run("go", ["list", "-deps", PACKAGE], {
        ...options,
        onLine: (line) => (fetched += line.startsWith("go: downloading") ? 1 : 0),
      }),
  );
  if (listed.code !== 0) return `go list: ${reason(listed)}`;

  const all = listed.stdout.trim().split("\n").length;
  let compiled = 0;
  // `go build -v` names each package that it compiles; those that are in Go's own cache already it passes over.
  const result = await withHeartbeat(
    report,
    () => `Building the Pulumi CLI ${ENGINE_VERSION} (some minutes, once): ${compiled} of at most ${all} packages`,
    () =>
      run(
        "go",
        ["build", "-v", "-ldflags", `-s -w -X ${VERSION_VARIABLE}=v${ENGINE_VERSION}`, "-o", "out/pulumi", PACKAGE],
        {
          ...options,
          onLine: () => compiled++,
        },
      ),
  );
  return result.code === 0 ? undefined : `go build: ${reason(result)}`;
}

function reason(result: Finished): string {
  return lastLines(result.stderr) || `ended by ${result.signal ?? `exit code ${String(result.code)}`}`;
}
