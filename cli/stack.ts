/**
 * The configuration of a Pulumi stack, through the `pulumi` command: no value in its arguments, which every user of the
 * machine can see, and none in a file in the clear.
 *
 * Source: `pulumi config --json` and `pulumi config set --secret`, which takes the value from stdin. `pulumi config
 * set-all` would be faster, but takes values only as arguments.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ConfigSource } from "../provider/settings";
import { isRecord, own } from "../provider/values";
import { foreign, LENGTH } from "../provider/text/foreign";

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** Where the command runs. */
export interface Surroundings {
  cwd: string;
  env: NodeJS.ProcessEnv;
}

export interface StackConfiguration extends ConfigSource {
  /**
   * Encrypts a value where the stack has none.
   *
   * @param overwrite another value that the stack has, which may be newer
   * @returns `kept`: the stack had this one already; `differs`: it has another, which stays
   */
  setSecret(key: string, value: string, overwrite: boolean): Promise<"set" | "kept" | "differs">;
}

/** The file of the Pulumi project around a folder. */
export function findProject(folder: string): string | undefined {
  for (;;) {
    const file = PROJECT_FILES.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (file !== undefined || dirname(folder) === folder) return file;
    folder = dirname(folder);
  }
}

/**
 * Reads the whole configuration of the stack, secrets unwrapped.
 *
 * @param stack its name; default the one that is selected
 * @throws an error with what `pulumi` said
 */
export async function openStack(
  project: string,
  stack: string | undefined,
  surroundings: Surroundings,
): Promise<StackConfiguration> {
  const options = stack === undefined ? [] : ["--stack", stack];
  const config = (args: string[], input = ""): Promise<string> =>
    pulumi(["config", ...args, ...options], input, surroundings);
  const values = JSON.parse(await config(["--json", "--show-secrets"])) as Record<string, { value?: string }>;
  const get = (key: string): string | undefined => (Object.hasOwn(values, key) ? values[key]?.value : undefined);
  const { parse } = await import("yaml");
  const manifest: unknown = parse(readFileSync(project, "utf8"));
  const namespace = String(isRecord(manifest) ? own(manifest, "name") : "");
  return {
    get,
    async setSecret(key, value, overwrite) {
      const before = get(`${namespace}:${key}`);
      if (before === value) return "kept";
      if (before !== undefined && !overwrite) return "differs";
      await config(["set", "--secret", key], value);
      return "set";
    },
  };
}

/**
 * The state of a stack, in which secrets stay encrypted.
 *
 * @returns what `pulumi stack export` prints
 */
export async function exportStack(stack: string, surroundings: Surroundings): Promise<unknown> {
  return JSON.parse(await pulumi(["stack", "export", "--stack", stack], "", surroundings)) as unknown;
}

/** @returns what it printed */
function pulumi(args: string[], input: string, { cwd, env }: Surroundings): Promise<string> {
  const child = spawn("pulumi", ["--non-interactive", "--color", "never", ...args], {
    cwd,
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (chunk: string) => (output[stream] += chunk));
  }
  // It ends without reading its input when something else is wrong.
  child.stdin.on("error", () => undefined).end(input);
  return new Promise((resolve, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) => {
      reject(new Error(error.code === "ENOENT" ? "there is no `pulumi` on the PATH" : error.message));
    });
    child.once("close", (code) => {
      if (code === 0) {
        resolve(output.stdout);
        return;
      }
      const said = foreign(output.stderr.trim().replace(/^error: /, ""), input === "" ? [] : [input], LENGTH.sentence);
      reject(new Error(`pulumi ${args.join(" ")}: ${said || `ended with ${String(code)}`}`));
    });
  });
}
