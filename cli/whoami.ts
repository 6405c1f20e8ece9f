/** `vmp-contacts whoami`: which place gave keys, whose they are, and whether a call with them gets through. */
import { readArguments, refuseArguments } from "../emulator/arguments";
import { readSettings, type Settings } from "../provider/settings";
import type { Credentials } from "../provider/client/credentials/link";
import { foreign, LENGTH } from "../provider/text/foreign";
import type { Caller } from "./caller";
import { NO_CONFIGURATION, openConfiguration, withClient } from "./account/configuration";
import { count } from "./text";

export const WHOAMI_HELP = `vmp-contacts whoami: says which keys are found, whose they are, and whether VMP takes them.

usage: npx -p pulumi-vmp vmp-contacts whoami [options]

  --stack NAME  the Pulumi stack, where it is not the selected one
  --help        show this

examples:
  npx -p pulumi-vmp vmp-contacts whoami
  npx -p pulumi-vmp vmp-contacts whoami --stack dev

Inside a Pulumi project the stack's configuration counts, as for pulumi up. No key is shown whole, and no account. Nothing is
changed at VMP.

exit codes:
  0  VMP takes the keys
  1  there are none, or VMP does not take them
  2  called in a wrong way
`;

/** The number of an account, with its ends in groups. */
const ACCOUNT = /\b(\d{4})\d{2,}(\d{2})\b/g;

export interface WhoamiOptions {
  stack?: string;
}

/** @throws UsageError */
export function readWhoamiOptions(args: string[]): WhoamiOptions | "help" {
  const { values, positionals } = readArguments(args, { stack: "text", help: "flag" } as const);
  if (values.help) return "help";
  refuseArguments("whoami", positionals);
  return values.stack === undefined ? {} : { stack: values.stack };
}

/** @returns the exit code */
export async function whoami({ stack }: WhoamiOptions, caller: Caller): Promise<number> {
  const configuration = await openConfiguration(stack, undefined, caller);
  const settings = readSettings(configuration ?? NO_CONFIGURATION, caller.env);
  const say = (what: string, found: string): void => void caller.stdout.write(`${what.padEnd(9)} ${found}\n`);
  say("settings", configuration ? "the stack's configuration and the environment" : "the environment alone");
  say("region", settings.region);
  say("endpoint", settings.endpoint);
  const keys = await findKeys(settings);
  if ("missing" in keys) throw new Error(keys.missing);
  say("keys from", keys.source);
  say("key", `${masked(keys.found.accessKey)}${untilWhen(keys.found)}`);
  say("of", keys.identity);
  say("VMP", await tryCall(settings));
  return 0;
}

interface Found {
  source: string;
  found: Credentials;
  identity: string;
}

async function findKeys(settings: Settings): Promise<Found | { missing: string }> {
  const { createCredentialStore } = await import("../provider/client/credentials/credentials");
  const { createTransport } = await import("../provider/client/call/transport");
  const { callerIdentity } = await import("../provider/client/credentials/sts");
  const { systemClock: clock } = await import("../provider/client/clock");
  const transport = createTransport(settings.proxy);
  const needs = { settings, transport, clock };
  try {
    const store = createCredentialStore(needs, () => clock.now());
    const found = await store.get();
    if ("missing" in found) return found;
    const identity = await callerIdentity(found, needs);
    const whose =
      "missing" in identity
        ? `not known: ${identity.missing}`
        : foreign(identity.trn ?? identity.account ?? "not known", [], LENGTH.word).replace(ACCOUNT, "$1…$2");
    return { source: await describe(store.source() ?? "", settings), found, identity: whose };
  } finally {
    await transport.close();
  }
}

/** With the profile, where it is the vendor's CLI that has the keys. */
async function describe(source: string, { profile: asked, env, endpoint }: Settings): Promise<string> {
  const { CLI_LINK } = await import("../provider/client/credentials/cli");
  if (!source.startsWith(CLI_LINK)) return source;
  const { modeOf, readProfile } = await import("../provider/client/credentials/profile");
  const { siteOf } = await import("../provider/settings/site");
  const profile = readProfile(asked, env, siteOf(endpoint));
  if ("missing" in profile) return source;
  return `${source}, ${foreign(`${profile.title}, mode ${modeOf(profile)}`, [], LENGTH.sentence)}`;
}

/** @throws VmpError */
async function tryCall(settings: Settings): Promise<string> {
  const body = { PageNumber: 1, PageSize: 1 };
  const call = { action: "ListContacts", body, task: "list contacts", repeatable: true };
  const { Total } = await withClient(settings, (client) => client.call(call));
  return `takes them: it has ${typeof Total === "number" ? count(Total, "contact") : "no count of contacts"} there`;
}

/** Its ends, to tell one from another: four characters and two, and of a short key at most a third of it. */
function masked(key: string): string {
  const shown = Math.min(6, Math.floor(key.length / 3));
  const last = Math.floor(shown / 3);
  return `${key.slice(0, shown - last)}…${key.slice(key.length - last)}`;
}

function untilWhen({ sessionToken, expires }: Credentials): string {
  if (expires !== undefined) return `, good until ${new Date(expires).toISOString()}`;
  return sessionToken === undefined ? "" : ", temporary";
}
