import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { bundle, place, YAML_HOST } from "./bundle";
import type { Attempt } from "./installed";
import { lastLines, run, type Finished } from "./process";
import { withHeartbeat, type Report } from "./progress";
import { ENGINE_VERSION, isAtLeast, YAML_VERSION } from "./release";
import { ROOT } from "./root";

/** The Go version that `go/go.mod` asks for. */
export const GO_VERSION = "1.25.11";

/** A program that is built from Go modules. */
interface GoProgram {
  /** In words, with its version. */
  what: string;
  /** The folder beside this file that locks its modules. */
  lock: string;
  package: string;
  /** The name of the executable. */
  name: string;
  /** What the linker is told beside the usual. */
  variable?: string;
}

const CLI: GoProgram = {
  what: `the Pulumi CLI ${ENGINE_VERSION}`,
  lock: "go",
  package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  name: "pulumi",
  variable: `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${ENGINE_VERSION}`,
};

const YAML: GoProgram = {
  what: `Pulumi's language host for YAML ${YAML_VERSION}`,
  lock: "go-yaml",
  package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  name: YAML_HOST,
};

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
 * Builds the CLI from its Go modules, as `go/go.mod` and `go/go.sum` lock them. Takes some minutes.
 *
 * Of two runs at once the first one to finish wins.
 */
export async function build(env: NodeJS.ProcessEnv, report: Report): Promise<Attempt> {
  const folder = buildFolder(env);
  const failed = await compiled(CLI, env, report, (out) => {
    place(out, folder);
  });
  return failed === undefined ? findBuilt(env) : { why: failed };
}

/**
 * Builds the language host for YAML programs into the folder of the CLI that was built.
 *
 * @returns the CLI with that beside it
 */
export async function buildYamlHost(env: NodeJS.ProcessEnv, report: Report): Promise<Attempt> {
  const failed = await compiled(YAML, env, report, (out) => {
    renameSync(join(out, YAML_HOST), join(buildFolder(env), YAML_HOST));
  });
  return failed === undefined ? findBuilt(env) : { why: failed };
}

/**
 * Builds in a folder of its own, and has what came out put into its place when it is done: a run that is stopped leaves
 * nothing behind that looks like a program.
 *
 * @returns why it failed, if it did
 */
async function compiled(
  program: GoProgram,
  env: NodeJS.ProcessEnv,
  report: Report,
  keep: (out: string) => void,
): Promise<string | undefined> {
  if (process.platform === "win32") return "not done on Windows";
  const problem = await whyGoCannot(env, report);
  if (problem) return problem;
  const folder = buildFolder(env);
  mkdirSync(join(folder, ".."), { recursive: true });
  const draft = mkdtempSync(`${folder}.draft-`);
  const removeDraft = (): void => {
    rmSync(draft, { recursive: true, force: true });
  };
  process.once("exit", removeDraft);
  try {
    const failed = await compile(program, draft, env, report);
    if (failed === undefined) keep(join(draft, "out"));
    return failed;
  } finally {
    removeDraft();
    process.off("exit", removeDraft);
  }
}

async function whyGoCannot(env: NodeJS.ProcessEnv, report: Report): Promise<string | undefined> {
  const need = `Go ${GO_VERSION} or newer is needed`;
  const result = await run("go", ["env", "GOVERSION", "GOTOOLCHAIN"], {
    env,
    cwd: tmpdir(),
  }).catch(() => undefined);
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
async function compile(
  { what, lock, package: main, name, variable }: GoProgram,
  draft: string,
  env: NodeJS.ProcessEnv,
  report: Report,
): Promise<string | undefined> {
  cpSync(join(ROOT, "tools", "engine", lock), draft, { recursive: true });
  const options = { cwd: draft, env: { ...env, GOWORK: "off" } };

  let fetched = 0;
  const listed = await withHeartbeat(
    report,
    () => `Fetching the Go modules of ${what}: ${fetched} so far`,
    () =>
      run("go", ["list", "-deps", main], {
        ...options,
        onLine: (line) => (fetched += line.startsWith("go: downloading") ? 1 : 0),
      }),
  );
  if (listed.code !== 0) return `go list: ${reason(listed)}`;

  const flags = `-s -w${variable === undefined ? "" : ` -X ${variable}`}`;
  const all = listed.stdout.trim().split("\n").length;
  let done = 0;
  // `go build -v` names each package that it compiles; those that are in Go's own cache already it passes over.
  const result = await withHeartbeat(
    report,
    (passedMs) => `Building ${what} (${expected(passedMs, done / all)}, once): ${done} of at most ${all} packages`,
    () =>
      run("go", ["build", "-v", "-ldflags", flags, "-o", `out/${name}`, main], {
        ...options,
        onLine: () => done++,
      }),
  );
  return result.code === 0 ? undefined : `go build: ${reason(result)}`;
}

/**
 * How long a build takes in all, said after its first minute. The packages that many others need come first and are
 * small: half of them are done in a quarter of the time.
 *
 * @param share of all packages that are done
 */
export function expected(passedMs: number, share: number): string {
  if (passedMs < 60_000 || share === 0) return "some minutes";
  return `about ${Math.ceil(passedMs / share ** 2 / 60_000)} minutes in all`;
}

function reason(result: Finished): string {
  return lastLines(result.stderr) || `ended by ${result.signal ?? `exit code ${String(result.code)}`}`;
}
