/** What an export says of itself: sentences for people, one document for machines, an exit code. Never a secret. */
import { RESOURCE_TYPES } from "../../provider/resources";
import { visible } from "../../provider/text/visible";
import type { Inventory, Secret } from "../account/inventory";
import { entriesOf, listName, ROSTER_TYPES } from "../account/inventory";
import { count } from "../text";
import type { ExportOptions } from "./options";

/**
 * What became of a secret: `set` in the stack's configuration, `kept` as that had it already, `differs` from what that
 * keeps, `missing` there and to be filled in, `notShown` by VMP, so that only a person can.
 */
export type SecretStatus = "set" | "kept" | "differs" | "missing" | "notShown";

export interface SecretReport {
  contact: string;
  /** Such as `webhook.token`. */
  property: string;
  /** Of the stack's configuration. */
  key: string;
  status: SecretStatus;
}

/** Something that a person has to see to. */
export interface ProblemReport {
  /** `contact`, `contact group`. */
  kind: string;
  name: string;
  id: string;
  message: string;
}

/** The document of `--json`. */
export interface ExportReport {
  format: ExportOptions["format"];
  contacts: number;
  groups: number;
  /** How many of every other type were written, by the name of its list: `notifyGroupPolicies`. */
  others: Record<string, number>;
  /** Not of contacts whose name has to be changed first: their keys change with it. */
  secrets: SecretReport[];
  problems: ProblemReport[];
  /** The file that was written. */
  out?: string;
  /** The program or roster, when it went to no file. */
  text?: string;
}

/** What the report does not count by a name of its own. */
const OTHERS = RESOURCE_TYPES.filter((type) => !ROSTER_TYPES.includes(type));

/** @param statusOf what became of a secret that VMP shows */
export function describeExport(
  inventory: Inventory,
  format: ExportOptions["format"],
  statusOf: (secret: Secret) => SecretStatus,
): ExportReport {
  const entries = entriesOf(inventory);
  const { contacts, groups } = inventory;
  return {
    format,
    contacts: contacts.length,
    groups: groups.length,
    others: Object.fromEntries(OTHERS.map((type) => [listName(type), inventory[listName(type)]?.length ?? 0])),
    secrets: entries
      .filter(({ nameIsFit }) => nameIsFit)
      .flatMap(({ name, secrets }) =>
        secrets.map((secret) => ({
          contact: name,
          property: secret.path,
          key: secret.key,
          status: secret.value === undefined ? "notShown" : statusOf(secret),
        })),
      ),
    problems: entries.flatMap(({ type, name, id, notes }) =>
      notes.map((message) => ({ kind: type.noun, name, id, message })),
    ),
  };
}

/** 0 when nothing is left to a person, else 3. */
export function exitCodeOf({ secrets, problems }: ExportReport): 0 | 3 {
  const left = secrets.some(({ status }) => status === "notShown" || status === "differs");
  return problems.length > 0 || left ? 3 : 0;
}

const NOT_IN_A_ROSTER =
  "A roster has no policies, templates and silences. An export without --format yaml has those of the account.";

/** For the terminal of a person. */
export function toSentences(report: ExportReport, where: string): string {
  const { format, contacts, groups, others, secrets, problems } = report;
  const withStatus = (status: SecretStatus): SecretReport[] => secrets.filter((secret) => secret.status === status);
  const more = OTHERS.flatMap((type) => {
    const number = others[listName(type)] ?? 0;
    return number > 0 ? [`${number} ${number === 1 ? type.noun : type.nouns}`] : [];
  });
  const all = [count(contacts, "contact"), count(groups, "contact group"), ...more];
  const lines = [`${all.join(", ").replace(/, ([^,]*)$/, " and $1")} written to ${where}.`];
  if (format === "yaml") lines.push(NOT_IN_A_ROSTER);
  const [set, kept] = [withStatus("set").length, withStatus("kept").length];
  if (set + kept > 0) {
    lines.push(`${count(set, "secret")} set in the stack's configuration${kept > 0 ? `, ${kept} there already` : ""}.`);
  }
  const missing = withStatus("missing");
  if (missing.length > 0) {
    lines.push("", "The program reads these secrets. Fill them in, or run this again with --write-config:");
    lines.push(...missing.map(commandFor));
  }
  const differs = withStatus("differs");
  if (differs.length > 0) {
    lines.push("", "Of these the stack has other values than VMP, and keeps them. To overwrite them, give --force:");
    lines.push(...differs.map(({ key }) => `  ${key}`));
  }
  const notShown = withStatus("notShown");
  if (notShown.length > 0) {
    lines.push("", "VMP does not show these. Fill them in:", ...notShown.map(commandFor));
  }
  if (problems.length > 0) {
    lines.push("", "These need a person:");
    lines.push(
      ...problems.map(
        ({ kind, name, id, message }) => `  ${kind} "${visible(name)}" (id ${visible(id)}): ${visible(message)}`,
      ),
    );
  }
  return `${lines.join("\n")}\n`;
}

/** Needs no quotes: a fit name has nothing in it that a shell knows. */
function commandFor({ key }: SecretReport): string {
  return `  pulumi config set --secret ${key}`;
}
