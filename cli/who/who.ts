/** `vmp-contacts who`: who is alerted of what, and over what; and what a change means for them. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { VmpError } from "../../provider/client/errors";
import type { Records } from "../../provider/client/records/records";
import { listAll } from "../../provider/lifecycle/list";
import { RESOURCE_TYPES } from "../../provider/resources";
import { ALERTING_RULE } from "../../provider/resources/alerting-rule";
import type { JsonObject } from "../../provider/values";
import type { Caller } from "../caller";
import { withAccount } from "../account/configuration";
import { readAccount } from "../account/read";
import { type Road, roadOf } from "../account/road";
import { exportStack } from "../account/stack";
import { type Thing, thingsOfAccount } from "../account/things";
import { notThere } from "../text";
import { shownAs } from "./formats";
import { NAMED, NAMES, type WhoOptions } from "./options";
import type { Part } from "./part";
import { changedBetween, type Changes } from "./pairs";
import { readPlan, thingsOfStack } from "./states";

/** @returns the exit code */
export async function who(options: WhoOptions, caller: Caller): Promise<number> {
  const { part, format } = options;
  const { before, after, ...changes } = await read(options, caller);
  const road = roadOf(after);
  const old = before && roadOf(before);
  expectNamed(part, old ? [road, old] : [road]);
  const found = { road, changes, source: sourceOf(options), ...(old && { before: old }) };
  caller.stdout.write(`${shownAs(format, found, part)}\n`);
  return 0;
}

function sourceOf({ account, stack, plan }: WhoOptions): string {
  const planned = plan === undefined ? [] : ["what a change makes of it"];
  const kept = stack === undefined ? [] : [`what the state of stack ${stack} has`];
  const [first = "what the account has", last] = [...(account ? ["what the account has"] : []), ...kept, ...planned];
  return last === undefined ? first : `from ${first} to ${last}`;
}

interface Sources extends Changes {
  before?: Thing[];
  after: Thing[];
}

async function read({ account, stack, plan, part }: WhoOptions, caller: Caller): Promise<Sources> {
  const planned = plan === undefined ? undefined : readPlan(await parsed(plan, caller));
  const kept = stack === undefined ? undefined : thingsOfStack(await exportStack(stack, caller));
  const isAsked = account || (plan ?? stack) === undefined;
  const there = isAsked ? await readThings(part, caller) : undefined;
  const [first = [], last] = [there?.things, kept, planned?.after].filter((each) => each !== undefined);
  const changes: Changes = {
    changed: new Map(),
    adopting: planned?.adopting ?? new Set(),
    takenOver: planned?.takenOver ?? new Set(),
    isAccount: isAsked,
    areRulesUnread: there?.areRulesUnread ?? false,
  };
  if (last !== undefined) return { ...changes, changed: changedBetween(first, last), before: first, after: last };
  return { ...changes, after: first, ...planned };
}

async function parsed(file: string, { cwd, stdin }: Caller): Promise<unknown> {
  const isStdin = file === "-";
  try {
    // A preview takes seconds, so stdin has nothing at first: to read its descriptor at once would fail.
    return JSON.parse(isStdin ? await text(stdin) : readFileSync(resolve(cwd, file), "utf8")) as unknown;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code ?? "it is no JSON; it must be what pulumi preview --json --show-sames printed";
    throw new Error(`${isStdin ? "stdin" : file} cannot be read: ${why}`, { cause: error });
  }
}

async function readThings(part: Part, caller: Caller): Promise<{ things: Thing[]; areRulesUnread: boolean }> {
  return withAccount(caller, async (client, progress) => {
    const account = await readAccount(client, RESOURCE_TYPES, progress);
    const rules = await readRules(client, part, caller);
    return { things: thingsOfAccount(account, rules ?? []), areRulesUnread: rules === undefined };
  });
}

/** Whose keys may read contacts need not be allowed to read rules: then it is `undefined`. */
async function readRules(client: Records, part: Part, { stderr }: Caller): Promise<JsonObject[] | undefined> {
  try {
    return await listAll(client, ALERTING_RULE, {}, { task: `list ${ALERTING_RULE.nouns}` });
  } catch (error) {
    if (!(error instanceof VmpError) || part.rule !== undefined) throw error;
    stderr.write(`Alerting rules are not shown: ${error.message}\n`);
    return undefined;
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
