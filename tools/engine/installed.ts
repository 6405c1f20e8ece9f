import { accessSync, constants, existsSync, readdirSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { lastLines, run } from "./process";
import { isAtLeast, OLDEST_VERSION } from "./release";

/** A CLI that can be run, or why there is none. */
export type Attempt = { path: string; version: string } | { why: string };

const EXECUTABLE = process.platform === "win32" ? "pulumi.exe" : "pulumi";
const HOST_NAMES = ["pulumi-language-nodejs", "pulumi-language-nodejs.exe"];

/** The first usable `pulumi` on the PATH. */
export async function findOnPath(env: NodeJS.ProcessEnv): Promise<Attempt> {
  return firstUsable(pathFolders(env), env, "there is no `pulumi` on it");
}

/** The newest usable CLI that Pulumi's own installers put into `~/.pulumi`, or into `PULUMI_HOME`. */
export async function findInHome(env: NodeJS.ProcessEnv): Promise<Attempt> {
  const home = pulumiHome(env);
  const versions = join(home, "versions");
  const byAge = existsSync(versions) ? readdirSync(versions).sort((a, b) => (isAtLeast(a, b) ? -1 : 1)) : [];
  const folders = [...byAge.map((version) => join(versions, version, "bin")), join(home, "bin")];
  return firstUsable(folders, env, `there is no \`pulumi\` in ${home}`);
}

export function pulumiHome(env: NodeJS.ProcessEnv): string {
  return env.PULUMI_HOME ?? join(env.HOME ?? homedir(), ".pulumi");
}

/** Whether this file is a CLI that can run programs for Node. */
export async function tryCli(path: string, env: NodeJS.ProcessEnv): Promise<Attempt> {
  // The npm package `pulumi` installs a script of that name, which would start its download.
  if (realpathSync(path).endsWith(".js")) return { why: `${path} is the npm package's downloader, not a CLI` };
  const result = await run(path, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutMs: 10_000,
  }).catch((error: unknown) => String(error));
  if (typeof result === "string") return { why: `${path} cannot be run: ${result}` };
  if (result.code !== 0) {
    const words = result.timedOut ? "no answer within 10 s" : lastLines(result.stderr, 1) || "it failed";
    return { why: `\`${path} version\`: ${words}` };
  }
  const version = result.stdout.trim().replace(/^v/, "");
  if (!isAtLeast(version, OLDEST_VERSION)) return { why: `${path} is ${version || "of no known version"}` };
  const besides = [dirname(path), dirname(realpathSync(path)), ...pathFolders(env)];
  if (!besides.some((folder) => HOST_NAMES.some((name) => existsSync(join(folder, name))))) {
    return { why: `${path} has no pulumi-language-nodejs beside it or on the PATH` };
  }
  return { path, version };
}

async function firstUsable(folders: string[], env: NodeJS.ProcessEnv, none: string): Promise<Attempt> {
  const reasons: string[] = [];
  for (const path of folders.map((folder) => join(folder, EXECUTABLE)).filter(isExecutable)) {
    const attempt = await tryCli(path, env);
    if ("path" in attempt) return attempt;
    reasons.push(attempt.why);
  }
  return { why: reasons.join("; ") || none };
}

function pathFolders(env: NodeJS.ProcessEnv): string[] {
  return (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
