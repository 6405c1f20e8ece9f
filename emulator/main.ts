#!/usr/bin/env node
/** The command `vmp-emulator`. Its first line on stdout is JSON with the address; it runs until SIGINT or SIGTERM. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { readArguments, UsageError } from "./arguments";
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
  --version          show the package's version

examples:
  npx -p pulumi-vmp vmp-emulator --port 8080 --data contacts.json
  npx -p pulumi-vmp vmp-emulator --faults '{"rules":[{"fault":"503","times":2}]}'

and in the Pulumi project that is to use it:
  pulumi config set vmp:endpoint http://127.0.0.1:8080
  pulumi config set vmp:accessKey ${EXAMPLE_ACCESS_KEY} --secret
  pulumi config set vmp:secretKey ${EXAMPLE_SECRET_KEY} --secret

The first line on stdout is {"url":"http://127.0.0.1:PORT","region":"…"}. Ctrl-C ends it.
It starts with one contact group, ${EXAMPLE_GROUP.Id}: the one in the API reference's example.
`;

const OPTIONS = {
  port: "text",
  "access-key": "text",
  "secret-key": "text",
  region: "text",
  data: "text",
  log: "text",
  faults: "text",
  help: "flag",
  version: "flag",
} as const;

function readOptions(args: string[]): EmulatorOptions | "help" | "version" {
  const { values, positionals } = readArguments(args, OPTIONS);
  if (values.help || positionals[0] === "help") return "help";
  if (values.version) return "version";
  if (positionals.length > 0) throw new UsageError(`it takes options alone, and no "${positionals.join(" ")}"`);
  const { region, data, log } = values;
  return {
    port: readPort(values.port ?? "0"),
    groups: [EXAMPLE_GROUP],
    ...(values["access-key"] !== undefined && { accessKey: values["access-key"] }),
    ...(values["secret-key"] !== undefined && { secretKey: values["secret-key"] }),
    ...(region !== undefined && { region }),
    ...(data !== undefined && { data }),
    ...(log !== undefined && { log }),
    ...(values.faults !== undefined && { faults: readFaults(values.faults) }),
  };
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
  if (options === "version") {
    process.stdout.write(`${(createRequire(__filename)("pulumi-vmp/package.json") as { version: string }).version}\n`);
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
