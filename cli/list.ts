/** `vmp-contacts list`: what the account has for alerts, a line each. */
import { formatOf, readArguments, refuseArguments } from "../emulator/arguments";
import { RESOURCE_TYPES } from "../provider/resources";
import { NOTIFY_TEMPLATE } from "../provider/resources/notify-template";
import { SILENCE_POLICY } from "../provider/resources/silence-policy";
import { foreign } from "../provider/text/foreign";
import { isRecord, own, type Properties, text } from "../provider/values";
import type { Caller } from "./caller";
import { withAccount } from "./account/configuration";
import { type Account, listName } from "./account/inventory";
import { readAccount } from "./account/read";
import { channelCalled, over, roadOf } from "./account/road";
import { shownProperties, thingsOfAccount } from "./account/things";
import { byName, count, jsonText } from "./text";

const FORMATS = ["text", "json"] as const;

export const LIST_HELP = `vmp-contacts list: lists what a VMP account has for alerts.

usage: npx -p pulumi-vmp vmp-contacts list [options]

  --format FORMAT  text, the default, or json
  --help           show this

A line for each contact, contact group, notify policy, notify group policy, notify template and silence policy: what
it is, its id, its name, and in a few words what somebody on call asks of it, such as how a contact is reached. No
address and no secret is shown.

examples:
  npx -p pulumi-vmp vmp-contacts list
  npx -p pulumi-vmp vmp-contacts list | grep "not confirmed"
  npx -p pulumi-vmp vmp-contacts list --format json

Keys and region come from where the provider has them; npx -p pulumi-vmp vmp-contacts whoami shows which. Nothing is
changed at VMP.

exit codes:
  0  done
  1  failed
  2  called in a wrong way
`;

export interface ListOptions {
  format: (typeof FORMATS)[number];
}

/** @throws UsageError */
export function readListOptions(args: string[]): ListOptions | "help" {
  const { values, positionals } = readArguments(args, { format: "text", help: "flag" } as const);
  if (values.help) return "help";
  refuseArguments("list", positionals);
  const format = formatOf(FORMATS, values.format);
  return { format };
}

/** @returns the exit code */
export async function list({ format }: ListOptions, caller: Caller): Promise<number> {
  const account = await withAccount(caller, (client, progress) => readAccount(client, RESOURCE_TYPES, progress));
  const rows = rowsOf(account);
  caller.stdout.write(format === "json" ? `${jsonText(rows)}\n` : rows.map(line).join(""));
  return 0;
}

interface Row {
  /** `contact group` */
  kind: string;
  id: string;
  name: string;
  /** What is to be known of it, in a few words. */
  about?: string;
}

const WIDTH = Math.max(...RESOURCE_TYPES.map(({ noun }) => noun.length));

/** The name last, which can be of any width. */
function line({ kind, id, name, about }: Row): string {
  const more = about === undefined ? "" : `: ${about}`;
  return `${kind.padEnd(WIDTH)}  ${foreign(id, [])}  ${foreign(name, [])}${more}\n`;
}

function rowsOf(account: Account): Row[] {
  const known = aboutRoad(account);
  return RESOURCE_TYPES.flatMap((type) => {
    const rows = (account[listName(type)] ?? []).map((item): Row => {
      const { Id: id, Name: name } = item;
      const about = known.get(id.toLowerCase()) ?? ABOUT.get(type.name)?.(shownProperties(type, item));
      return { kind: type.noun, id, name, ...(about !== undefined && { about }) };
    });
    return rows.sort(byName);
  });
}

/** Of what is on the road from a rule to a person, by its key. */
function aboutRoad(account: Account): Map<string, string> {
  const { contacts, groups, policies } = roadOf(thingsOfAccount(account, []));
  return new Map([
    ...contacts.map(({ key, channels }) => [key, over(channels)] as const),
    ...groups.map((group) => [group.key, count(group.contacts.length, "contact")] as const),
    ...policies.map(({ key, levels }) => [key, levels.map(({ level }) => level).join(", ")] as const),
  ]);
}

/** Of the others, by type. */
const ABOUT = new Map<string, (properties: Properties) => string>([
  [NOTIFY_TEMPLATE.name, ({ channel }) => channelCalled(text(channel) ?? "")],
  [SILENCE_POLICY.name, aboutSilence],
]);

/** What it holds back of alerts is the first that somebody on call wants to know who waits for one. */
function aboutSilence({ enabled, status, source, timeRangeMatchers }: Properties): string {
  const state = status === "Expired" ? "over" : enabled === false ? "off" : "on";
  const times = (Array.isArray(timeRangeMatchers) ? timeRangeMatchers : []).filter(isRecord).map(when);
  return [state, ...times, ...(source === "LarkBot" ? ["made in Feishu"] : [])].join("; ");
}

/** `22:00~23:12 on weekdays 1,3 (Asia/Shanghai)` */
function when(range: Properties): string {
  const periodic = own(range, "periodicDate");
  const part = (words: string, property: string): string[] => {
    const value = isRecord(periodic) ? text(own(periodic, property)) : undefined;
    return value === undefined ? [] : [`${words}${value}`];
  };
  const again = [...part("", "time"), ...part("on weekdays ", "weekday"), ...part("on days ", "dayOfMonth")];
  const times = text(range.date) ?? (again.length > 0 ? again.join(" ") : "always");
  return foreign(`${times} (${text(range.location) ?? ""})`, []);
}
