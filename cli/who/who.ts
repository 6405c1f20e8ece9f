/** `vmp-contacts who`: who is alerted of what, and over what; and what a change means for them. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readArguments, UsageError } from "../../emulator/arguments";
import { VmpError } from "../../provider/client/errors";
import type { Records } from "../../provider/client/records/records";
import { listAll } from "../../provider/lifecycle/list";
import { RESOURCE_TYPES } from "../../provider/resources";
import { ALERTING_RULE } from "../../provider/resources/alerting-rule";
import { foreign } from "../../provider/text/foreign";
import { given, type JsonObject } from "../../provider/values";
import type { Caller } from "../caller";
import { withAccount } from "../configuration";
import { readAccount } from "../read";
import { exportStack } from "../stack";
import { notThere } from "../text";
import { type Changes, differences, type Difference, type Write } from "./difference";
import { type Outline, outlineOf, type Part } from "./outline";
import { type Road, roadOf, toldAt } from "./road";
import { readPlan, thingsOfStack } from "./states";
import { type Thing, thingsOfAccount } from "./things";

export const FORMATS = ["text", "markdown", "json"] as const;

/** What can be named: how people call it, and where a road has it. */
const NAMED = {
  rule: ["alerting rule", "rules"],
  policy: ["notify policy", "policies"],
  group: ["contact group", "groups"],
  contact: ["contact", "contacts"],
} as const;

const NAMES = Object.keys(NAMED) as (keyof typeof NAMED)[];

export const WHO_HELP = `vmp-contacts who: says who is alerted of what and over what, and what a change means for them.

usage: npx -p pulumi-vmp vmp-contacts who [options]

  --rule NAME      of an alerting rule, by exactly its name
  --policy NAME    of a notify policy
  --group NAME     of a contact group, and which policies use it
  --contact NAME   what reaches a contact
  --level LEVEL    only P0, P1 or P2
  --account        what the account has, the default
  --stack NAME     what the state of a Pulumi stack has
  --plan FILE      what a change would make of it: what pulumi preview --json --show-sames printed, or -
                   for stdin
  --format FORMAT  text, the default, markdown or json
  --help           show this

A plan begins with the difference that it makes. Of two of account, stack and plan, the difference is shown from the first
to the last of them. No address and no secret is shown.

examples:
  npx -p pulumi-vmp vmp-contacts who --policy payments --level P0
  npx -p pulumi-vmp vmp-contacts who --contact ada
  pulumi preview --json --show-sames | npx -p pulumi-vmp vmp-contacts who --plan -
  npx -p pulumi-vmp vmp-contacts who --account --stack prod

exit codes:
  0  done
  1  failed
  2  called in a wrong way
`;

export interface WhoOptions {
  part: Part;
  account: boolean;
  stack?: string;
  plan?: string;
  format: (typeof FORMATS)[number];
}

const OPTIONS = {
  rule: "text",
  policy: "text",
  group: "text",
  contact: "text",
  level: "text",
  account: "flag",
  stack: "text",
  plan: "text",
  format: "text",
  help: "flag",
} as const;

/** @throws UsageError */
export function readWhoOptions(args: string[]): WhoOptions | "help" {
  const { values, positionals } = readArguments(args, OPTIONS);
  if (values.help) return "help";
  if (positionals.length > 0) throw new UsageError(`who takes no argument "${positionals.join(" ")}"`);
  const format = FORMATS.find((candidate) => candidate === (values.format ?? "text"));
  if (format === undefined) throw new UsageError(`--format must be ${FORMATS.join(", ")}`);
  const named = NAMES.filter((name) => values[name] !== undefined);
  if (named.length > 1) throw new UsageError(`${named.map((name) => `--${name}`).join(" and ")}: give one of them`);
  if (values.level !== undefined && !/^P[0-2]$/.test(values.level)) {
    throw new UsageError("--level must be P0, P1 or P2");
  }
  if (values.account && values.stack !== undefined && values.plan !== undefined) {
    throw new UsageError("--account, --stack and --plan: give at most two of them");
  }
  const { rule, policy, group, contact, level, stack, plan, account = false } = values;
  const part: Part = given({ rule, policy, group, contact, level });
  return { part, account, format, ...(stack !== undefined && { stack }), ...(plan !== undefined && { plan }) };
}

/** @returns the exit code */
export async function who(options: WhoOptions, caller: Caller): Promise<number> {
  const { part, format } = options;
  const { before, after, ...changes } = await read(options, caller);
  const road = roadOf(after);
  expectNamed(part, before ? [road, roadOf(before)] : [road]);
  const write = format === "markdown" ? asCode : plain;
  const found = before && differences(roadOf(before), road, changes, write);
  const asText = (mark: string): string => {
    const said = found ? [...sentences(found).map((each) => `${mark}${each}`), ""] : [];
    return [...said, ...lines(outlineOf(road, part, write), mark)].join("\n");
  };
  const shown = {
    text: () => asText(""),
    markdown: () => asText("- "),
    json: () => JSON.stringify({ ...(found && { differences: found }), ...asData(road) }, null, 2),
  };
  caller.stdout.write(`${shown[format]()}\n`);
  return 0;
}

interface Sources extends Changes {
  before?: Thing[];
  after: Thing[];
}

async function read({ account, stack, plan, part }: WhoOptions, caller: Caller): Promise<Sources> {
  const planned = plan === undefined ? undefined : readPlan(parsed(plan, caller));
  const kept = stack === undefined ? undefined : thingsOfStack(await exportStack(stack, caller));
  const isAsked = account || (plan ?? stack) === undefined;
  const there = isAsked ? await readThings(part, caller) : undefined;
  const [first = [], last] = [there, kept, planned?.after].filter((each) => each !== undefined);
  const changes: Changes = { changed: new Map(), adopting: planned?.adopting ?? new Set(), isAccount: isAsked };
  if (last !== undefined) return { ...changes, before: first, after: last };
  return { ...changes, after: first, ...planned };
}

function parsed(file: string, { cwd }: Caller): unknown {
  const [what, path] = file === "-" ? ["stdin", 0] : [file, resolve(cwd, file)];
  try {
    return JSON.parse(readFileSync(path, "utf8")) as unknown;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code ?? "it is no JSON; it must be what pulumi preview --json --show-sames printed";
    throw new Error(`${what} cannot be read: ${why}`, { cause: error });
  }
}

async function readThings(part: Part, caller: Caller): Promise<Thing[]> {
  return withAccount(caller, async (client, progress) => {
    const account = await readAccount(client, RESOURCE_TYPES, progress);
    return thingsOfAccount(account, await readRules(client, part, caller));
  });
}

/** Whose keys may read contacts need not be allowed to read rules. */
async function readRules(client: Records, part: Part, { stderr }: Caller): Promise<JsonObject[]> {
  try {
    return await listAll(client, ALERTING_RULE, {}, { task: `list ${ALERTING_RULE.nouns}` });
  } catch (error) {
    if (!(error instanceof VmpError) || part.rule !== undefined) throw error;
    stderr.write(`Alerting rules are not shown: ${error.message}\n`);
    return [];
  }
}

/** @throws an error that says what there is, where a name that is asked for is nobody's */
function expectNamed(part: Part, roads: Road[]): void {
  for (const what of NAMES) {
    const wanted = part[what];
    const [called, place] = NAMED[what];
    const names = roads.flatMap((road) => road[place].map(({ name }) => name));
    if (wanted !== undefined && !names.includes(wanted)) throw new Error(notThere(called, wanted, names));
  }
}

function sentences(found: Difference[]): string[] {
  if (found.length === 0) return ["Nothing changes for anybody."];
  return found.map(({ subject, says }) => `${subject}: ${says.join(", ")}`);
}

/** @param mark what stands in front of each */
function lines(outlines: Outline[], mark = "", depth = 0): string[] {
  const indent = "  ".repeat(depth);
  return outlines.flatMap(({ line, below }) => [`${indent}${mark}${line}`, ...lines(below, mark, depth + 1)]);
}

/** Names are other people's. */
const plain: Write = (name) => foreign(name, []);

/** Nothing in it is read as Markdown, and nobody is mentioned. */
const asCode: Write = (name) => `\`${plain(name).replaceAll("`", "'")}\``;

/** For machines: each thing once, and the others by their names. */
function asData({ rules, policies, groups, contacts }: Road): object {
  const names = (some: readonly { name: string }[]): string[] => some.map(({ name }) => name);
  return {
    rules: rules.map(({ name, policy }) => ({ name, ...(policy && { policy: policy.name }) })),
    policies: policies.map(({ name, levels }) => ({
      name,
      levels: levels.map((level) => ({
        level: level.level,
        channels: names(level.channels),
        groups: names(level.groups),
        told: toldAt(level).map(({ contact, channels }) => ({ name: contact.name, channels: names(channels) })),
      })),
    })),
    groups: groups.map((group) => ({ name: group.name, contacts: names(group.contacts), hasOthers: group.hasOthers })),
    contacts: contacts.map(({ name, channels }) => ({
      name,
      channels: channels.map(({ name: channel, fault }) => ({ name: channel, ...(fault !== undefined && { fault }) })),
    })),
  };
}
