/** The tables of all numbers. */
import type { Cell, Cells } from "../cells";
import { megabytes, milliseconds, millions, seconds, whole } from "../format";
import { LOADED, type Micro } from "../micro";
import { CASES } from "../micro/cases";
import { COMMON, CONTESTANTS, type Plan, STEPS } from "../plan";
import { summarize, type Summary } from "../statistics";
import { loadSummary } from "../targets/micro";
import { markdownTable } from "./table";

/** What was done how often. */
export function planTable({ groups }: Plan): string {
  return markdownTable(
    ["contacts", "service", "state written", "contestants", "commands", "rounds"],
    groups.map(({ contacts, service, checkpoints, contestants, steps, rounds }) => [
      whole(contacts),
      service.name,
      checkpoints,
      contestants.join(", "),
      steps.length === COMMON.length ? "all" : steps.join(", "),
      String(rounds),
    ]),
  );
}

/** A table for each number of contacts, service and way of writing the state. */
export function costTables(cells: Cells): string[] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells.all({})) {
    const title = `### ${whole(cell.contacts)} contacts, ${cell.service}, state written ${cell.checkpoints}`;
    groups.set(title, [...(groups.get(title) ?? []), cell]);
  }
  return [...groups].flatMap(([title, group]) => [title, costTable(group)]);
}

function costTable(group: readonly Cell[]): string {
  const order = ({ step, contestant }: Cell): number => STEPS.indexOf(step) * 10 + CONTESTANTS.indexOf(contestant);
  const rows = [...group]
    .sort((a, b) => order(a) - order(b))
    .map((cell) => [
      cell.step,
      cell.contestant,
      spread(cell.wallMs, seconds),
      spread(cell.cpuMs, seconds),
      cell.hostCpuMs ? spread(cell.hostCpuMs, seconds) : "not measured",
      cell.hostPeakBytes ? megabytes(cell.hostPeakBytes.median) : "not measured",
      cell.bytesPerContact === 0 ? "" : whole(cell.bytesPerContact),
      callsByAction(cell),
    ]);
  const head = ["", "", "time", "processor", "of it the host", "host's memory", "bytes a contact", "calls"];
  return markdownTable(head, rows);
}

function callsByAction({ calls, refused, errors }: Cell): string {
  const served = Object.entries(calls).map(([action, times]) => `${action} ${whole(times)}`);
  const others = refused > 0 ? [`refused ${whole(refused)}`] : [];
  return [...served, ...others, ...errors.slice(0, 1)].join(", ");
}

export function microTable({ speeds, loadings, instructions }: Micro): string {
  const cases = CASES.map((name) => [
    name,
    `${spread(summarize(speeds.perSecond[name]), whole)} a second`,
    instructions ? `${whole(instructions.cases[name])} each` : "not counted",
  ]);
  const added = LOADED.map((what) => {
    const { added: ms, base, ratio } = loadSummary({ speeds, loadings }, what);
    const counted = instructions?.loading[what];
    return [
      `load the ${what === "sdk" ? "SDK on top of @pulumi/pulumi" : "provider on top of its host"}`,
      `${milliseconds(ms)} on ${milliseconds(base)} (${(ratio * 100).toFixed(1)} %)`,
      counted ? `${millions(counted.added)} on ${millions(counted.base)}` : "not counted",
    ];
  });
  const head = ["", "time", `instructions${instructions ? ` (${instructions.counter})` : ""}`];
  return markdownTable(head, [...cases, ...added]);
}

/** The median, and the range when there is more than one round. */
function spread({ median: middle, min, max, rounds }: Summary, write: (value: number) => string): string {
  return rounds === 1 ? write(middle) : `${write(middle)} (${write(min)}..${write(max)})`;
}
