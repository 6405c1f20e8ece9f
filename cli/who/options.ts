/** The arguments of `vmp-contacts who`. */
import { formatOf, readArguments, refuseArguments, UsageError } from "../../emulator/arguments";
import { given } from "../../provider/values";
import type { Part } from "./part";

export const FORMATS = ["text", "markdown", "json", "html"] as const;

/** What can be named: how people call it, and where a road has it. */
export const NAMED = {
  rule: ["alerting rule", "rules"],
  policy: ["notify policy", "policies"],
  group: ["contact group", "groups"],
  contact: ["contact", "contacts"],
} as const;

export const NAMES = Object.keys(NAMED) as (keyof typeof NAMED)[];

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
  --format FORMAT  text, the default, markdown, json or html: a page with a picture
  --help           show this

A plan begins with the difference that it makes. Of two of account, stack and plan, the difference is shown from the first
to the last of them. No address and no secret is shown.

examples:
  npx -p pulumi-vmp vmp-contacts who --policy payments --level P0
  npx -p pulumi-vmp vmp-contacts who --contact ada
  pulumi preview --json --show-sames | npx -p pulumi-vmp vmp-contacts who --plan -
  npx -p pulumi-vmp vmp-contacts who --account --stack prod
  npx -p pulumi-vmp vmp-contacts who --format html > who.html

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
  refuseArguments("who", positionals);
  const format = formatOf(FORMATS, values.format);
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
