/** The numbers of docs/scale.md: tables between marks, in a text that stays. */
import { cpus, release, totalmem } from "node:os";
import { ownVersion } from "../../tools/engine";
import { costModel } from "./cost-model";
import type { Measured } from "./measure";
import { ENVIRONMENTS, type OneStack } from "./one-stack";
import type { Split } from "./split";
import { KINDS } from "./usage";

const MANY = 10_000;

/** The blocks of the page by the names of their marks. */
export function blocks(measured: Measured, engineVersion: string, date: string): Record<string, string> {
  const { oneStack, splits } = measured;
  return {
    machine: machine(engineVersion, date),
    "one stack": oneStackTable(oneStack),
    check: checkTable(oneStack, splits),
    variables: variablesTable(oneStack),
    split: splitTable(splits),
    memory: memoryTable(splits),
    "ten thousand": tenThousand(oneStack, splits),
  };
}

/** Puts each block between its marks. Throws an error when the page lacks one, or has one that is not there. */
export function fillPage(page: string, all: Record<string, string>): string {
  const left = new Set(Object.keys(all));
  const filled = page.replace(
    /(<!-- measured: (.+?) -->\n)[^]*?(\n<!-- end -->)/g,
    (_all, start, name: string, end) => {
      if (!left.delete(name)) throw new Error(`There is no block "${name}", or the page has it twice.`);
      return `${String(start)}\n${all[name] ?? ""}\n${String(end)}`;
    },
  );
  if (left.size > 0) throw new Error(`The page has no marks for ${[...left].join(", ")}.`);
  return filled;
}

function machine(engineVersion: string, date: string): string {
  const processors = cpus();
  const versions = `Node ${process.versions.node}, Pulumi ${engineVersion}, @pulumi/pulumi ${ownVersion("@pulumi/pulumi")}`;
  return (
    `Measured on ${date}: ${processors.length} x ${processors[0]?.model.trim() ?? "unknown"}, ` +
    `${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}; ${versions}.`
  );
}

function oneStackTable(rows: readonly OneStack[]): string {
  return table([
    ["contacts", "state", "preview", "up", "refresh", "one created or updated", "one deleted", "memory"],
    ...rows.map((row) => [
      number(row.contacts),
      `${(row.stateBytes / 1e6).toFixed(1)} MB`,
      seconds(row.preview.seconds),
      seconds(row.up.seconds),
      seconds(row.refresh.seconds),
      milliseconds(row.change),
      milliseconds(row.delete),
      megabytes(row.up.peakMB),
    ]),
  ]);
}

/** What the filled stacks foretell, beside what a stack took that was really made. */
function checkTable(rows: readonly OneStack[], splits: readonly Split[]): string {
  const model = costModel(rows);
  const made = splits[0]?.made ?? [];
  const counts = [...new Set([Math.ceil(made.length / 2), made.length])];
  return table([
    ["contacts made", "took", "foretold from the table above"],
    ...counts.map((count) => [number(count), seconds(made[count - 1] ?? 0), seconds(model.toCreate(count))]),
  ]);
}

function variablesTable(rows: readonly OneStack[]): string {
  const [row] = rows;
  if (row === undefined) return "";
  return table([
    [`at ${number(row.contacts)} contacts`, "one updated"],
    ["as it is", milliseconds(row.change)],
    ...ENVIRONMENTS.map((name) => [`\`${name}=true\``, milliseconds(row.changeWith[name] ?? 0)]),
  ]);
}

function splitTable(splits: readonly Split[]): string {
  return table([
    ["contacts", "stacks", "at once", "calls a second", "up", "processor time", "memory", "refused", "up again"],
    ...splits.map(({ contacts, stacks, parallel, callsPerSecond, up, refused, again }) => [
      number(contacts),
      number(stacks),
      number(parallel),
      callsPerSecond === 0 ? "no limit" : number(callsPerSecond),
      seconds(up.seconds),
      seconds(up.cpuSeconds),
      megabytes(up.peakMB),
      number(refused),
      again === undefined ? "" : seconds(again.seconds),
    ]),
  ]);
}

function memoryTable(splits: readonly Split[]): string {
  const several = splits.find(({ stacks }) => stacks > 1);
  const one = splits.find(({ stacks }) => stacks === 1);
  if (several === undefined || one === undefined) return "";
  return table([
    ["process", `a stack of ${number(several.contacts / several.stacks)}`, `a stack of ${number(one.contacts)}`],
    ...KINDS.map((kind) => [kind, megabytes(several.up.peakMBOf[kind]), megabytes(one.up.peakMBOf[kind])]),
  ]);
}

function tenThousand(rows: readonly OneStack[], splits: readonly Split[]): string {
  const several = splits.filter(({ stacks }) => stacks > 1);
  return table([
    [`${number(MANY)} contacts, extrapolated`, "up"],
    ["1 stack", duration(costModel(rows).toCreate(MANY))],
    ...several.map(({ contacts, stacks, parallel, callsPerSecond, up }) => {
      const limit = callsPerSecond === 0 ? "" : `, ${callsPerSecond} calls a second`;
      const what = `${number((stacks * MANY) / contacts)} stacks of ${number(contacts / stacks)}, ${parallel} at once${limit}`;
      return [what, duration((up.seconds * MANY) / contacts)];
    }),
  ]);
}

/** As prettier formats it; columns of numbers stand to the right. */
function table(rows: string[][]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_cell, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const right = head.map((_cell, column) => body.every((row) => /^(\d[\d,.]*( [a-zA-Z]+)?)?$/.test(row[column] ?? "")));
  const pad = (cell: string, column: number): string =>
    right[column] === true ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = widths.map((width, column) =>
    right[column] === true ? `${"-".repeat(width - 1)}:` : "-".repeat(width),
  );
  return [line(head.map(pad)), line(rule), ...body.map((row) => line(row.map(pad)))].join("\n");
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function seconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} s`;
}

function milliseconds(value: number): string {
  return `${Math.round(value * 1000)} ms`;
}

function megabytes(value: number): string {
  return `${Math.round(value)} MB`;
}

function duration(value: number): string {
  return value < 3600 ? `${Math.round(value / 60)} min` : `${(value / 3600).toFixed(1)} h`;
}
