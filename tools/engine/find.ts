import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, buildFolder, buildYamlHost, findBuilt } from "./build";
import { YAML_HOST } from "./bundle";
import { download, DOWNLOAD_URL } from "./download";
import { findInHome, findOnPath, pulumiHome, type Attempt } from "./installed";
import type { Report } from "./progress";
import { ENGINE_VERSION, OLDEST_VERSION } from "./release";

/** A Pulumi CLI that can run programs for Node. */
export interface Engine {
  /** The executable. */
  path: string;
  /** Its version, without a `v`. */
  version: string;
  /** Where it came from, in words. */
  source: string;
}

export interface FindOptions {
  /** Where to look: PATH, HOME, PULUMI_HOME and XDG_CACHE_HOME count. Default: this process's. */
  env?: NodeJS.ProcessEnv;
  /** Told what is being done and how far it is. Default: says nothing. */
  report?: Report;
  /** True: only what is on this machine already, which takes a second; nothing is downloaded or built. */
  onlyInstalled?: boolean;
  /** What the download is tried against; for the tests. */
  downloadUrl?: string;
}

/** No CLI can be had. The message says what was tried, why each failed, and how to install one. */
export class NoEngineError extends Error {
  override readonly name = "NoEngineError";
}

/**
 * Finds a Pulumi CLI, 3.200.0 or newer: on the PATH, in Pulumi's home, among what an earlier run has built; then by the
 * official download, and last by building it. A build that is there already comes before the download, so that the
 * ten seconds which a blocked host costs are paid once.
 *
 * @throws {NoEngineError} when there is none
 */
export async function findEngine(options: FindOptions = {}): Promise<Engine> {
  const { env = process.env, report = () => undefined, onlyInstalled = false, downloadUrl = DOWNLOAD_URL } = options;
  const places: [source: string, look: () => Attempt | Promise<Attempt>][] = [
    ["the PATH", () => findOnPath(env)],
    [pulumiHome(env), () => findInHome(env)],
    ["the build of an earlier run", () => findBuilt(env)],
  ];
  if (!onlyInstalled) {
    places.push(
      [`the official download (npm package pulumi@${ENGINE_VERSION})`, () => download(env, report, downloadUrl)],
      [`a build from Go modules, kept in ${buildFolder(env)}`, () => build(env, report)],
    );
  }
  const failures: string[] = [];
  for (const [source, look] of places) {
    const attempt = await look();
    if ("path" in attempt) return { ...attempt, source };
    failures.push(`  - ${source}: ${attempt.why}`);
  }
  throw new NoEngineError(
    [
      `There is no Pulumi CLI ${OLDEST_VERSION} or newer here. Tried, in this order:`,
      ...failures,
      "Install one as https://www.pulumi.com/docs/install/ says (macOS: brew install pulumi/tap/pulumi; Linux: curl -fsSL",
      "https://get.pulumi.com | sh; Windows: winget install pulumi), and see that `pulumi version` works in this shell.",
      onlyInstalled
        ? "Or let this project get one: npm start"
        : "Or install Go from https://go.dev/dl/ and run this again: the CLI is then built from its Go modules.",
    ].join("\n"),
  );
}

/**
 * The same CLI with the language host for YAML programs beside it, as the official bundle has it. Where the CLI was
 * built, it is built too, which takes some minutes once.
 *
 * @throws {NoEngineError} when there is none
 */
export async function withYamlHost(engine: Engine, options: FindOptions = {}): Promise<Engine> {
  const { env = process.env, report = () => undefined, onlyInstalled = false } = options;
  if ([engine.path, realpathSync(engine.path)].some((path) => existsSync(join(dirname(path), YAML_HOST)))) {
    return engine;
  }
  const isBuilt = engine.path.startsWith(buildFolder(env));
  const attempt: Attempt =
    isBuilt && !onlyInstalled ? await buildYamlHost(env, report) : { why: `${engine.path} has none beside it` };
  if ("why" in attempt) {
    throw new NoEngineError(`There is no ${YAML_HOST}, Pulumi's language host for YAML: ${attempt.why}`);
  }
  return { ...engine, ...attempt };
}
