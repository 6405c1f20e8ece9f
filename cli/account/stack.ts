/**
 * The configuration of a Pulumi stack, through the `pulumi` command: no value in its arguments, which every user of the
 * machine can see, and none in a file in the clear.
 *
 * Source: `pulumi config --json`; `pulumi config set-all --json`, whose option it also takes from a variable, which
 * nobody but this user can see (PULUMI_OPTION_JSON); and `pulumi config set --secret`, which takes a value from stdin.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ConfigSource } from "../../provider/settings";
import { isRecord, own } from "../../provider/values";
import { foreign, LENGTH } from "../../provider/text/foreign";

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** Where the command runs. */
export interface Surroundings {
  cwd: string;
  env: NodeJS.ProcessEnv;
}

export interface StackConfiguration extends ConfigSource {
  /** A value in the project's own namespace. */
  own(key: string): string | undefined;
  /**
   * Encrypts values, all of them by one `pulumi`, or by one each where it is too old for that.
   *
   * @param values by their keys in the project's own namespace
   * @param report told how many are done, where they go one by one
   */
  setSecrets(values: ReadonlyMap<string, string>, report: (done: number) => void): Promise<void>;
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
  const read = async (): Promise<ConfigSource["get"]> => {
    const args = ["config", "--json", "--show-secrets", ...options];
    const values = (await printedJson(args, surroundings)) as Record<string, { value?: string }>;
    return (key) => (Object.hasOwn(values, key) ? values[key]?.value : undefined);
  };
  const get = await read();
  const { parse } = await import("yaml");
  const manifest: unknown = parse(readFileSync(project, "utf8"));
  const namespace = String(isRecord(manifest) ? own(manifest, "name") : "");
  return {
    get,
    own: (key) => get(`${namespace}:${key}`),
    async setSecrets(secrets, report) {
      for (const [variable, values] of asVariables(secrets, namespace)) {
        const env = { ...surroundings.env, PULUMI_OPTION_JSON: variable };
        // What it does not take is set one by one, and fails then.
        await pulumi(["config", "set-all", ...options], "", { ...surroundings, env }, values).catch(() => undefined);
      }
      const now = await read();
      const left = [...secrets].filter(([key, value]) => now(`${namespace}:${key}`) !== value);
      for (const [index, [key, value]] of left.entries()) {
        await pulumi(["config", "set", "--secret", key, ...options], value, surroundings);
        report(secrets.size - left.length + index + 1);
      }
    },
  };
}

/**
 * The state of a stack, in which secrets stay encrypted.
 *
 * @returns what `pulumi stack export` prints
 */
export async function exportStack(stack: string, surroundings: Surroundings): Promise<unknown> {
  return printedJson(["stack", "export", "--stack", stack], surroundings);
}

/** What is no JSON is not shown: secrets can stand in it. */
async function printedJson(args: string[], surroundings: Surroundings): Promise<unknown> {
  const printed = await pulumi(args, "", surroundings);
  try {
    return JSON.parse(printed) as unknown;
  } catch {
    const advice = "If something wraps the command, it must print nothing else on stdout.";
    throw new Error(`pulumi ${args.join(" ")}: it printed no JSON, or more than that. ${advice}`);
  }
}

/** A variable cannot be longer than 128 KiB on Linux. */
const LONGEST = 100_000;

/** The texts of variables that hold all values as `pulumi config set-all` takes them, each with the values in it. */
function asVariables(secrets: ReadonlyMap<string, string>, namespace: string): [text: string, values: string[]][] {
  const parts: [text: string, value: string][][] = [[]];
  let length = 0;
  for (const [key, value] of secrets) {
    const text = `${JSON.stringify(`${namespace}:${key}`)}:${JSON.stringify({ value, secret: true })}`;
    length += Buffer.byteLength(text) + 1;
    if (length > LONGEST) {
      parts.push([]);
      length = Buffer.byteLength(text) + 1;
    }
    parts.at(-1)?.push([text, value]);
  }
  return parts.map((part) => [`{${part.map(([text]) => text).join(",")}}`, part.map(([, value]) => value)]);
}

/** @returns what it printed */
function pulumi(
  args: string[],
  input: string,
  { cwd, env }: Surroundings,
  secrets = input === "" ? [] : [input],
): Promise<string> {
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
      const said = foreign(output.stderr.trim().replace(/^error: /, ""), secrets, LENGTH.sentence);
      reject(new Error(`pulumi ${args.join(" ")}: ${said || `ended with ${String(code)}`}`));
    });
  });
}
