/** Where a command has its settings: the stack's configuration, inside a Pulumi project, and the environment. */
import type { Records } from "../../provider/client/records/records";
import { type ConfigSource, readSettings, type Settings } from "../../provider/settings";
import type { Caller } from "../caller";
import { Progress } from "../progress";
import { findProject, openStack, type StackConfiguration } from "./stack";

export const NO_CONFIGURATION: ConfigSource = { get: () => undefined };

/**
 * The stack's configuration: required where an option asks for it, else used when there is one.
 *
 * @param stack its name, as --stack gave it
 * @param needed the option that cannot be without it, if there is one
 */
export async function openConfiguration(
  stack: string | undefined,
  needed: string | undefined,
  caller: Caller,
): Promise<StackConfiguration | undefined> {
  const asked = needed ?? (stack === undefined ? undefined : "--stack");
  const project = findProject(caller.cwd);
  if (project === undefined) {
    if (asked === undefined) return undefined;
    throw new Error(`${asked} needs a Pulumi project, and there is no Pulumi.yaml in ${caller.cwd} or above it.`);
  }
  try {
    return await openStack(project, stack, caller);
  } catch (error) {
    const { message } = error as Error;
    if (asked !== undefined) throw new Error(`The stack's configuration cannot be read: ${message}`, { cause: error });
    caller.stderr.write(`The stack's configuration is not used, only the environment: ${message}\n`);
    return undefined;
  }
}

/** For what reads the account and needs no more: opens it, says on a terminal how far the reading is, and closes it. */
export async function withAccount<Result>(
  caller: Caller,
  act: (client: Records, progress: Progress["report"]) => Promise<Result>,
): Promise<Result> {
  const configuration = await openConfiguration(undefined, undefined, caller);
  const settings = readSettings(configuration ?? NO_CONFIGURATION, caller.env);
  const progress = new Progress(caller.stderr);
  try {
    return await withClient(settings, (client) => act(client, progress.report));
  } finally {
    progress.end();
  }
}

/** Loaded only now: most commands that fail do so before they call anything. */
export async function withClient<Result>(
  settings: Settings,
  act: (client: Records) => Promise<Result>,
): Promise<Result> {
  const { createClient } = await import("../../provider/client/client");
  const client = createClient(settings);
  try {
    return await act(client);
  } finally {
    await client.close();
  }
}
