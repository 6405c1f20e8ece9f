import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { built } from "./root";

export interface EmulatorOptions {
  /** Default: one that is free. */
  port?: number;
  accessKey?: string;
  secretKey?: string;
  region?: string;
  /** Keeps its contacts there. Default: in memory. */
  dataFile?: string;
  /** Writes a JSON line a call there. */
  logFile?: string;
  /** The program. Default: the clone's build; in a package `node_modules/pulumi-vmp/dist/emulator/main.js`. */
  main?: string;
}

/** A running VMP emulator. */
export interface Emulator {
  readonly url: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
  /** The contacts it has, with their secrets masked. */
  contacts(): Promise<unknown[]>;
  /** Ends it, and waits until it has ended. */
  stop(): Promise<void>;
}

/** Starts the emulator as a process of its own. It also ends when this process dies, however that happens. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, accessKey = "AKLTemulator", secretKey = "emulator-secret-key", region = "cn-beijing" } = options;
  const args = [
    "--require",
    built("tools/engine/language-host/exit-with-parent.js"),
    options.main ?? built("emulator/main.js"),
  ];
  args.push("--port", String(port), "--access-key", accessKey, "--secret-key", secretKey, "--region", region);
  if (options.dataFile !== undefined) args.push("--data", options.dataFile);
  if (options.logFile !== undefined) args.push("--log", options.logFile);
  // In a group of its own: a Ctrl-C in the terminal must not end it before Pulumi is done with it.
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], detached: true });
  const ended = new Promise<void>((resolve) =>
    child.once("close", () => {
      resolve();
    }),
  );
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once("line", (line) => {
      resolve((JSON.parse(line) as { url: string }).url);
    });
    child.once("error", reject);
    child.once("close", (code) => {
      reject(new Error(`The emulator ended with exit code ${String(code)}.`));
    });
  });
  return {
    url,
    accessKey,
    secretKey,
    region,
    contacts: async () => (await (await fetch(new URL("/_emulator/contacts", url))).json()) as unknown[],
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
