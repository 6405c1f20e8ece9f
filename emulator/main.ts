#!/usr/bin/env node
/** The command `vmp-emulator`. Its first line on stdout is JSON with the address; it runs until SIGINT or SIGTERM. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parseFaultPlan, type FaultPlan } from "./faults";
import { EXAMPLE_ACCESS_KEY, EXAMPLE_GROUP, EXAMPLE_SECRET_KEY, type EmulatorOptions } from "./options";
import { startEmulator } from "./start";

const HELP = `vmp-emulator: a VMP on this machine (127.0.0.1), for programs that manage contacts.

usage: npx -p pulumi-vmp vmp-emulator [options]

  --port PORT        the port to listen on; 0, the default, is a free one
  --access-key KEY   the access key to accept; default ${EXAMPLE_ACCESS_KEY}
  --secret-key KEY   its secret key; default ${EXAMPLE_SECRET_KEY}
  --region REGION    the region to answer for; default cn-beijing
  --data FILE        keep the contents in this file across restarts (it holds secrets; mode 0600)
  --log FILE         write one JSON line a call: time, action, status, code, ms, fault
  --faults FAULTS    misbehave: a JSON file, or the JSON itself, as docs/emulator.md describes
  --help             show this

The first line on stdout is {"url":"http://127.0.0.1:PORT","region":"…"}. Ctrl-C ends it.
It starts with one contact group, ${EXAMPLE_GROUP.Id}: the one in the API reference's example.
`;

/** A mistake in how the command was called. */
class UsageError extends Error {}

function readOptions(args: string[]): EmulatorOptions | "help" {
  const string = { type: "string" } as const;
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        port: string,
        "access-key": string,
        "secret-key": string,
        region: string,
        data: string,
        log: string,
        faults: string,
        help: { type: "boolean" },
      },
    }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (values.help === true) return "help";
  const options: EmulatorOptions = { port: readPort(values.port ?? "0"), groups: [EXAMPLE_GROUP] };
  if (values["access-key"] !== undefined) options.accessKey = nonEmpty("--access-key", values["access-key"]);
  if (values["secret-key"] !== undefined) options.secretKey = nonEmpty("--secret-key", values["secret-key"]);
  if (values.region !== undefined) options.region = nonEmpty("--region", values.region);
  if (values.data !== undefined) options.data = nonEmpty("--data", values.data);
  if (values.log !== undefined) options.log = nonEmpty("--log", values.log);
  if (values.faults !== undefined) options.faults = readFaults(values.faults);
  return options;
}

function nonEmpty(option: string, value: string): string {
  if (value === "") throw new UsageError(`${option} must not be empty`);
  return value;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError("--port must be a number from 0 to 65535");
  return port;
}

function readFaults(fileOrJson: string): FaultPlan {
  try {
    const text = /^\s*[[{]/.test(fileOrJson) ? fileOrJson : readFileSync(fileOrJson, "utf8");
    return parseFaultPlan(JSON.parse(text));
  } catch (error) {
    throw new UsageError(`--faults: ${(error as Error).message}`);
  }
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === "help") {
    process.stdout.write(HELP);
    return;
  }
  const emulator = await startEmulator(options);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.close());
  process.stdout.write(`${JSON.stringify({ url: emulator.url, region: emulator.region })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`vmp-emulator: ${(error as Error).message}\n`);
  if (error instanceof UsageError) process.stderr.write("npx -p pulumi-vmp vmp-emulator --help shows the options\n");
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
