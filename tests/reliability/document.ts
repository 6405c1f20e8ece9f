/** `docs/reliability.md`: the cells of a run as tables, one an operation; what comes out the same is one row. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cell } from "./cell";
import { MAX_RETRIES, TIMEOUT_SECONDS } from "./lane";
import { OPERATIONS, type Operation, type Reach } from "./scenarios";

const REACHES: readonly Reach[] = ["once", "every create", "every call"];
const COLUMNS = ["met by", "fault", "shown", "state", "service", "calls", "the next run"];

/** @param calls of the API that check and diff made */
export function document(cells: readonly Cell[], calls: number): string {
  const messages: string[] = [];
  const numberOf = (message: string): number => {
    if (!messages.includes(message)) messages.push(message);
    return messages.indexOf(message) + 1;
  };
  const sections = OPERATIONS.map((operation) => section(operation, cells, numberOf));
  return template()
    .replace("{retries}", String(MAX_RETRIES))
    .replace("{timeout}", String(TIMEOUT_SECONDS))
    .replace("{calls}", String(calls))
    .replace("{operations}", () => sections.join("\n\n"))
    .replace("{messages}", () => messages.map((message, index) => `${index + 1}. ${message}`).join("\n"));
}

function template(): string {
  return readFileSync(join(__dirname, "document.template.md"), "utf8");
}

function section(operation: Operation, cells: readonly Cell[], numberOf: (message: string) => number): string {
  const rows = new Map<string, { reach: Reach; faults: string[]; outcome: string[] }>();
  for (const reach of REACHES) {
    for (const cell of cells) {
      if (cell.operation !== operation || cell.scenario.reach !== reach) continue;
      const outcome = [shown(cell, numberOf), cell.state, cell.service, counts(cell.calls), cell.next];
      const key = JSON.stringify([reach, ...outcome]);
      const row = rows.get(key);
      if (row) row.faults.push(cell.scenario.label);
      else rows.set(key, { reach, faults: [cell.scenario.label], outcome });
    }
  }
  const lines = [...rows.values()].map(({ reach, faults, outcome }) => [reach, faults.join(", "), ...outcome]);
  const title = operation.charAt(0).toUpperCase() + operation.slice(1);
  return `## ${title}\n\n${table([COLUMNS, ...lines])}`;
}

function shown({ error, warnings, name }: Cell, numberOf: (message: string) => number): string {
  const lines = [
    ...warnings.map((warning) => `warning ${numberOf(normalized(warning.replace(/^warning /, ""), name))}`),
    ...(error === undefined ? [] : [errorWords(normalized(error, name))]),
  ];
  return lines.length > 0 ? lines.join(", ") : "nothing";

  function errorWords(message: string): string {
    const [code = ""] = message.split(":");
    return `error ${numberOf(message)}, \`${code}\``;
  }
}

/** Without what begins every message, and without what is another in every run. */
function normalized(message: string, name: string): string {
  return message
    .replace(new RegExp(`^(\\w+ )?contact "${name}"( \\(id [^)]*\\))?:? `), "")
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "…")
    .replace(/\(request \w+\)/g, "(request …)")
    .replace(/within \d+ s/g, "within … s")
    .replace(/ \((ECONNRESET|EPIPE|UND_ERR_SOCKET)\)/g, "")
    .replace(/it begins "\{.*?"(?=\. [A-Z])/g, 'it begins "{…"');
}

function counts(calls: Record<string, number>): string {
  const words = Object.entries(calls).map(([action, count]) => `${count} ${action}`);
  return words.length > 0 ? words.join(", ") : "0";
}

/** As prettier formats it. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], fill = " "): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [
    line(head),
    line(
      COLUMNS.map(() => ""),
      "-",
    ),
    ...body.map((row) => line(row)),
  ].join("\n");
}
