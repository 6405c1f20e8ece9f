// What was done, team by team.
import type { Outcome } from "./stack";

const OPERATIONS = ["create", "update", "delete", "same"];
const ERROR_LINES = 50;

/** One team in one line. */
export function outcomeLine({ team, counts, seconds, errors }: Outcome): string {
  const parts = OPERATIONS.flatMap((operation) => (counts[operation] ? [`${counts[operation]} ${operation}`] : []));
  return `${team}: ${errors.length > 0 ? "FAILED, " : ""}${[...parts, `${seconds} s`].join(", ")}`;
}

/** The table of all teams, the first lines of each error, and the totals. */
export function summary(outcomes: readonly Outcome[], seconds: number): string {
  const sorted = [...outcomes].sort((a, b) => a.team.localeCompare(b.team));
  const width = Math.max(...sorted.map(({ team }) => team.length), "team".length);
  const row = (first: string, cells: readonly (string | number)[], last: string): string =>
    `${first.padEnd(width)}${cells.map((cell) => String(cell).padStart(8)).join("")}  ${last}`.trimEnd();
  const rows = sorted.map(({ team, counts, seconds: each, errors }) =>
    row(team, [...OPERATIONS.map((operation) => counts[operation] ?? 0), each], errors.length > 0 ? "FAILED" : ""),
  );
  const failed = sorted.filter(({ errors }) => errors.length > 0);
  const faults = failed.flatMap(({ team, errors }) => [
    `\n${team}:`,
    ...errors.slice(0, ERROR_LINES).map((line) => `  ${line}`),
    ...(errors.length > ERROR_LINES ? [`  … and ${errors.length - ERROR_LINES} lines more`] : []),
  ]);
  const total = OPERATIONS.map((operation) => {
    const sum = sorted.reduce((before, { counts }) => before + (counts[operation] ?? 0), 0);
    return `${sum} ${operation}`;
  });
  return [
    row("team", [...OPERATIONS, "seconds"], ""),
    ...rows,
    ...faults,
    `\n${sorted.length} teams, ${failed.length} failed; ${total.join(", ")}; ${seconds} s`,
  ].join("\n");
}
