/** docs/benchmarks.md, out of the results of a run. */
import { Cells } from "../cells";
import { megabytes, milliseconds, whole } from "../format";
import { missing, type Results } from "../results";
import { targets } from "../targets";
import { growth } from "../targets/growth";
import { CONTESTANT_TEXT, LIMITS_TEXT, METHOD_TEXT } from "./prose";
import { costTables, microTable, planTable } from "./tables";
import { markdownTable } from "./table";
import { TIMED } from "../plan";

/** Not yet formatted. */
export function page(results: Results): string {
  const { machine, micro, measurements, startedAt, version } = results;
  const cells = new Cells(measurements);
  const judged = targets(cells, micro, machine.parallelism);
  return [
    "# Benchmarks",
    "<!-- Written by `npm run bench`. -->",
    `What contacts cost beside the least that Pulumi can cost, measured on ${startedAt.slice(0, 10)} with pulumi-vmp ${version}, the Pulumi CLI ${machine.pulumi} and @pulumi/pulumi ${machine.sdk} on Node ${machine.node}: ${machine.processor}, ${machine.cores} cores, ${megabytes(machine.memoryBytes)} of memory, ${machine.system}. The engine works on ${machine.parallelism} resources at once there, its default: four for each core.`,
    unfinished(results),
    "## Targets",
    markdownTable(
      ["what", "target", "measured", ""],
      judged.map(({ what, limit, measured, verdict }) => [what, limit, measured, verdict]),
    ),
    "`x floor` is against the floor of the same run. `processor` is user and system time of the command with all its processes, which other work on the machine moves less than it moves the clock.",
    LIMITS_TEXT,
    "## Time against the number of contacts",
    "![Time of each command for 1 to 1,000 contacts](benchmarks/contacts.svg)",
    "Both scales are logarithmic. A bar spans the rounds.",
    "## Time against latency",
    "![Time of each command at 0, 50 and 200 ms](benchmarks/latency.svg)",
    "## Growth",
    "What a contact costs above the floor, in processor time of the provider host and of everything, in bytes of state and in calls. The engine's own cost is in both and cancels out.",
    growthTable(cells),
    CONTESTANT_TEXT,
    METHOD_TEXT,
    planTable(results.plan),
    "## Signing, checking, loading",
    micro ? microTable(micro) : "Not measured.",
    "## All numbers",
    "Medians, and in brackets the least and the most of several rounds. The raw numbers are in [results.json](benchmarks/results.json).",
    ...costTables(cells),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function unfinished(results: Results): string {
  const { measurements, planned } = results;
  if (results.plan.name === "quick") return "**This is a quick run: one round with few contacts.**";
  if (missing(results) === 0) return "";
  return `**This run is not complete: ${measurements.length} of ${planned} measurements were made.**`;
}

function growthTable(cells: Cells): string {
  const rows = TIMED.flatMap((step) =>
    growth(cells, step).map(({ contacts, hostMs, cpuMs, bytes, calls }) => [
      step,
      whole(contacts),
      milliseconds(hostMs),
      milliseconds(cpuMs),
      whole(bytes),
      calls.toFixed(2),
    ]),
  );
  return markdownTable(["", "contacts", "provider host", "all processes", "bytes", "calls"], rows);
}
