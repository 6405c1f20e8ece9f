/** The command `vmp-emulator` of an installed package, as a user would start it. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { built } from "../../../tools/engine";

export interface InstalledEmulator {
  readonly url: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** What it holds, in the clear. */
  contacts(): Promise<Record<string, unknown>[]>;
  /** The actions that were called so far. */
  calls(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts it under the Node that comes first on the PATH of `env`. It ends with this process, however that ends. */
export async function startEmulator(folder: string, env: NodeJS.ProcessEnv = {}): Promise<InstalledEmulator> {
  const keys = { accessKey: "AKLTmatrix", secretKey: "matrix-secret-key" };
  const preload = `--require ${JSON.stringify(built("tools/engine/language-host/exit-with-parent.js"))}`;
  const child = spawn(
    join(folder, "node_modules", ".bin", "vmp-emulator"),
    ["--access-key", keys.accessKey, "--secret-key", keys.secretKey],
    { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...env, NODE_OPTIONS: preload } },
  );
  const ended = new Promise((resolve) => child.once("close", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once("line", (line) => {
      resolve((JSON.parse(line) as { url: string }).url);
    });
    child.once("error", reject);
    child.once("close", (code) => {
      reject(new Error(`vmp-emulator ended with ${String(code)}`));
    });
  });
  const ask = async (path: string): Promise<unknown> => (await fetch(new URL(`/_emulator/${path}`, url))).json();
  return {
    url,
    ...keys,
    contacts: async () => (await ask("contacts?reveal=true")) as Record<string, unknown>[],
    calls: async () => ((await ask("calls")) as { action: string }[]).map(({ action }) => action),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
