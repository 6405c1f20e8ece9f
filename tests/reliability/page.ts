/** `docs/reliability.md`: the promises as tables, one an operation, and the messages that a run was shown. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promised, type Promised } from "./promises";
import { MAX_RETRIES, type Operation, OPERATIONS, REACHES, SCENES, SILENCE_SECONDS } from "./scenes";

const FAULT_COLUMNS = ["it comes to", "faults", "its code"];
const COLUMNS = ["met by", "the fault comes to", "shown", "state", "service", "calls", "the next run"];

/** @param messages as `normalized` gives them, in any order */
export function page(messages: Iterable<string>): string {
  return readFileSync(join(__dirname, "page.template.md"), "utf8")
    .replace("{retries}", String(MAX_RETRIES))
    .replace("{silence}", String(SILENCE_SECONDS))
    .replace("{faults}", () => faults())
    .replace("{operations}", () => OPERATIONS.map(section).join("\n\n"))
    .replace("{messages}", () => [...messages].sort().map(bullet).join("\n"));
}

const bullet = (message: string): string => `- ${message}`;

/** The messages that stand on a page. */
export function messagesOf(text: string): Set<string> {
  const [, list = ""] = text.split("## The messages");
  return new Set(Array.from(list.matchAll(/^- (.*)$/gm), ([, message = ""]) => message));
}

/** Without what begins every message, and without what is another in every run. */
export function normalized(message: string): string {
  return message
    .replace(/^(\w+ )?contact "[^"]*"( \(id [^)]*\))?:? /, "")
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "…")
    .replace(/\(request \w+\)/g, "(request …)")
    .replace(/\([\d.]+ s in all\)/g, "(… s in all)")
    .replace(/ \((ECONNRESET|EPIPE|UND_ERR_SOCKET)\)/g, "");
}

function faults(): string {
  const rows = new Rows();
  for (const { kind, code, label } of SCENES) {
    if (!label.endsWith(" + act")) rows.add([kind, code === undefined ? "" : `\`${code}\``], label);
  }
  return table(
    FAULT_COLUMNS,
    rows.all().map(([labels, [kind = "", code = ""]]) => [kind, labels, code]),
  );
}

function section(operation: Operation): string {
  const lines = REACHES.flatMap((reach) => {
    const rows = new Rows();
    for (const scene of SCENES) {
      if (scene.reach !== reach || !scene.operations.includes(operation)) continue;
      const { state, service, next, ...how } = promised(operation, scene);
      rows.add([shown(how), state, service, counts(how.calls), next], scene.kind + (scene.act ? " + act" : ""));
    }
    return rows.all().map(([kinds, outcome]) => [reach, kinds, ...outcome]);
  });
  const title = operation.charAt(0).toUpperCase() + operation.slice(1);
  return `## ${title}\n\n${table(COLUMNS, lines)}`;
}

/** What comes out the same is one row. */
class Rows {
  private readonly rows = new Map<string, { outcome: string[]; names: Set<string> }>();

  add(outcome: string[], name: string): void {
    const key = JSON.stringify(outcome);
    const row = this.rows.get(key) ?? { outcome, names: new Set() };
    this.rows.set(key, row);
    row.names.add(name);
  }

  all(): [names: string, outcome: string[]][] {
    return [...this.rows.values()].map(({ names, outcome }) => [[...names].join(", "), outcome]);
  }
}

function shown({ shown: what, unsure }: Pick<Promised, "shown" | "unsure">): string {
  const words = what === undefined ? "nothing" : what === "its code" ? what : `\`${what}\``;
  return words + (unsure === "perhaps" ? ", perhaps unsure" : unsure ? ", unsure" : "");
}

function counts(calls: Promised["calls"]): string {
  const words = Object.entries(calls).map(([action, count]) => `${[count].flat().join(" or ")} ${action}`);
  return words.length > 0 ? words.join(", ") : "0";
}

/** As prettier formats it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], fill = " "): string =>
    `| ${head.map((_, column) => (cells[column] ?? "").padEnd(widths[column] ?? 0, fill)).join(" | ")} |`;
  return [line(head), line([], "-"), ...rows.map((row) => line(row))].join("\n");
}
