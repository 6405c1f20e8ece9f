/** `vmp-contacts export`: reads the account, sets secrets, and writes the program last: a failure leaves no file. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { ResourceType } from "../../provider/lifecycle/resource-type";
import { RESOURCE_TYPES } from "../../provider/resources";
import { type ConfigSource, readSettings } from "../../provider/settings";
import type { Caller } from "../caller";
import { NO_CONFIGURATION, openConfiguration, withClient } from "../account/configuration";
import {
  type Account,
  entriesOf,
  ROSTER_TYPES,
  takeInventory,
  type Inventory,
  type Secret,
} from "../account/inventory";
import type { ExportOptions } from "./options";
import { Progress } from "../progress";
import { readAccount } from "../account/read";
import { describeExport, exitCodeOf, toSentences, type SecretStatus } from "./report";
import type { StackConfiguration } from "../account/stack";
import { count, jsonText } from "../text";
import { writeWhole } from "./whole-file";

/** @returns the exit code */
export async function exportContacts(options: ExportOptions, caller: Caller): Promise<number> {
  const { format, filter, out, force, json, writeConfig } = options;
  const file = out === undefined ? undefined : resolve(caller.cwd, out);
  const expectFree = (): void => {
    if (file === undefined || force || !existsSync(file)) return;
    throw new Error(`${file} exists already. Name another file, or give --force to overwrite it.`);
  };
  expectFree();
  const progress = new Progress(caller.stderr);
  try {
    const stack = await openConfiguration(options.stack, writeConfig ? "--write-config" : undefined, caller);
    const account = await read(stack, format === "yaml" ? ROSTER_TYPES : RESOURCE_TYPES, caller, progress);
    const inventory = takeInventory(account, filter);
    const text = await write(inventory, format);
    const statuses =
      writeConfig && stack
        ? await setSecrets(inventory, stack, force, caller, progress)
        : new Map<Secret, SecretStatus>();
    progress.end();
    const report = describeExport(inventory, format, (secret) => statuses.get(secret) ?? "missing");
    expectFree();
    if (file !== undefined) writeWhole(file, text);
    else if (!json) caller.stdout.write(text);
    if (json) {
      caller.stdout.write(`${jsonText({ ...report, ...(out === undefined ? { text } : { out }) })}\n`);
    }
    caller.stderr.write(toSentences(report, out ?? "stdout"));
    return exitCodeOf(report);
  } finally {
    progress.end();
  }
}

/** How many secrets `pulumi` encrypts in a second, when it is given all at once; about. */
const PER_SECOND = 500;

async function read(
  stack: ConfigSource | undefined,
  types: readonly ResourceType[],
  { env }: Caller,
  progress: Progress,
): Promise<Account> {
  const settings = readSettings(stack ?? NO_CONFIGURATION, env);
  return withClient(settings, (client) => readAccount(client, types, progress.report));
}

async function write(inventory: Inventory, format: ExportOptions["format"]): Promise<string> {
  if (format === "typescript") return (await import("./typescript")).toTypescript(inventory);
  return (await import("./roster")).toRoster(inventory);
}

async function setSecrets(
  inventory: Inventory,
  stack: StackConfiguration,
  overwrite: boolean,
  { stderr }: Caller,
  progress: Progress,
): Promise<Map<Secret, SecretStatus>> {
  const secrets = entriesOf(inventory).flatMap((entry) => (entry.nameIsFit ? entry.secrets : []));
  const statuses = new Map<Secret, SecretStatus>();
  const values = new Map<string, string>();
  for (const secret of secrets) {
    const { key, value } = secret;
    if (value === undefined) continue;
    const before = stack.own(key);
    const status = before === value ? "kept" : before !== undefined && !overwrite ? "differs" : "set";
    statuses.set(secret, status);
    if (status === "set") values.set(key, value);
  }
  if (values.size === 0) return statuses;
  const seconds = Math.max(1, Math.ceil(values.size / PER_SECOND));
  stderr.write(`Setting ${count(values.size, "secret")} in the stack's configuration, about ${seconds} s …\n`);
  await stack.setSecrets(values, (done) => {
    progress.report("Setting secrets one by one", done, values.size);
  });
  return statuses;
}
