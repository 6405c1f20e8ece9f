import { Cells } from "../cells";
import { CONTESTANTS, fullPlan, LATE, LIMITED, NEAR, STEPS } from "../plan";
import { svg } from "../report/chart";
import { chartByContacts, chartByLatency } from "../report/charts";
import { page } from "../report/page";
import { markdownTable, textTable } from "../report/table";
import { missing, type Results } from "../results";
import { measurement, micro } from "./measurements";

const plan = fullPlan(1);

/** Every measurement of the plan, made up. */
function results(): Results {
  const measurements = plan.groups.flatMap(({ contestants, contacts, service, checkpoints, steps }) =>
    contestants.flatMap((contestant) =>
      steps.map((step) => measurement({ contestant, contacts, service: service.name, checkpoints, step })),
    ),
  );
  return {
    startedAt: "2026-01-02T03:04:05.678Z",
    plan,
    version: "1.2.3",
    machine: {
      processor: "a processor",
      cores: 2,
      memoryBytes: 8e9,
      system: "linux",
      node: "20.0.0",
      pulumi: "3.259.0",
      sdk: "3.248.0",
      parallelism: 8,
    },
    micro: micro(),
    measurements,
    planned: measurements.length,
  };
}

describe("tables", () => {
  test("a table for the terminal has columns as wide as their widest cell", () => {
    expect(textTable(["", "what"], [["PASS", "a"]])).toBe("      what\n----  ----\nPASS  a");
  });

  test("a table for Markdown", () => {
    expect(markdownTable(["a", "b"], [["1", "2"]])).toBe("| a | b |\n| --- | --- |\n| 1 | 2 |");
  });
});

/** How many lines, and how many medians, a picture shows: each has a description for who cannot see it. */
function drawn(chart: string): { lines: number; medians: number } {
  const count = (what: string): number => chart.split(`aria-roledescription="${what}"`).length - 1;
  return { lines: count("line mark"), medians: count("point") };
}

describe("charts", () => {
  test("a point for each number of contacts and contestant, in each command's panel", async () => {
    const chart = await chartByContacts(new Cells(results().measurements));
    expect(drawn(chart)).toEqual({ lines: 6 * CONTESTANTS.length, medians: 6 * CONTESTANTS.length * 4 });
    expect(chart).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("the latencies that were measured", async () => {
    const chart = await chartByLatency(new Cells(results().measurements));
    // The floor, as it calls nothing, has one point a panel.
    expect(drawn(chart)).toEqual({ lines: 3 * CONTESTANTS.length, medians: 3 * (3 + 3 + 3 + 1) });
    expect(chart).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("what failed has no time to show", async () => {
    const failed = results().measurements.map((each) => ({ ...each, error: "it broke" }));
    expect(drawn(await chartByContacts(new Cells(failed))).medians).toBe(0);
  });

  test("text is escaped", async () => {
    const chart = { title: "a < b & c", xLabel: "", yLabel: "", scale: "linear", panels: [] } as const;
    expect(await svg(chart, [])).toContain(">a &lt; b &amp; c</text>");
  });
});

describe("the page", () => {
  const text = page(results());

  test("has every service, contestant and command, and no number that is none", () => {
    for (const name of [NEAR, LATE, LIMITED].map((service) => service.name)) expect(text).toContain(name);
    for (const name of [...CONTESTANTS, ...STEPS]) expect(text).toContain(`| ${name} `);
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("names the day, the machine and the versions", () => {
    for (const fact of ["2026-01-02", "a processor", "3.259.0", "3.248.0", "1.2.3"]) expect(text).toContain(fact);
  });

  test("says of a run that was stopped that it is not complete", () => {
    expect(text).not.toContain("not complete");
    const { measurements, ...rest } = results();
    const part = page({ ...rest, measurements: measurements.slice(0, 3) });
    expect(part).toContain(`3 of ${measurements.length} measurements`);
    expect(part).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("can be made of nothing", () => {
    const nothing = { ...results(), measurements: [] };
    delete nothing.micro;
    expect(page(nothing)).toContain("0 of");
  });
});

describe("a run is complete", () => {
  const isLate = ({ contestant, service }: { contestant: string; service: string }): boolean =>
    contestant === "naive" && service === LIMITED.name;

  test("when all that was planned is measured", () => {
    expect(missing(results())).toBe(0);
    expect(page(results())).not.toContain("not complete");
  });

  test("without the steps of a contestant after the one that it failed at", () => {
    const all = results();
    const { measurements } = all;
    const failed = measurements.find((each) => isLate(each) && each.step === "up");
    all.measurements = measurements.filter((each) => !isLate(each) || ["preview", "up"].includes(each.step));
    expect(missing(all)).toBe(5);
    Object.assign(failed ?? {}, { error: "3 errors" });
    expect(missing(all)).toBe(0);
    expect(page(all)).not.toContain("not complete");
  });
});
