/** The two charts of docs/benchmarks.md. */
import type { Cells, Key } from "../cells";
import { CONTESTANTS, LATE, LATER, NEAR, type Step } from "../plan";
import { type Panel, type Point, svg } from "./chart";

const SHOWN: readonly Step[] = ["preview", "up", "no-op preview", "refresh", "update", "destroy"];
const SECOND = 1000;

/** Wall time against the number of contacts, on scales where a straight line at 45 degrees is linear growth. */
export async function chartByContacts(cells: Cells): Promise<string> {
  const panels = SHOWN.map((step) =>
    panel(step, (contestant) =>
      points(cells, { contestant, step, service: NEAR.name, checkpoints: "at the end" }, ({ contacts }) => contacts),
    ),
  );
  return svg(
    {
      title: "Time of a command against the number of contacts, state written at the end",
      xLabel: "contacts",
      yLabel: "seconds",
      scale: "log",
      panels: panels.filter(({ series }) => series.length > 0),
    },
    CONTESTANTS,
  );
}

/** Wall time against the latency of the service, with 100 contacts. */
export async function chartByLatency(cells: Cells): Promise<string> {
  const latencies = Object.fromEntries([NEAR, LATE, LATER].map(({ name, latencyMs }) => [name, latencyMs]));
  const panels = (["up", "refresh", "destroy"] as const).map((step) =>
    panel(step, (contestant) =>
      points(
        cells,
        { contestant, step, contacts: 100, checkpoints: "at the end" },
        ({ service }) => latencies[service],
      ),
    ),
  );
  return svg(
    {
      title: "Time of a command against the latency of the service, 100 contacts",
      xLabel: "latency, ms",
      yLabel: "seconds",
      scale: "linear",
      panels: panels.filter(({ series }) => series.length > 0),
    },
    CONTESTANTS,
  );
}

function panel(title: string, pointsOf: (contestant: (typeof CONTESTANTS)[number]) => Point[]): Panel {
  const series = CONTESTANTS.map((name) => ({ name, points: pointsOf(name) }));
  return { title, series: series.filter((one) => one.points.length > 0) };
}

function points(cells: Cells, given: Partial<Key>, xOf: (key: Key) => number | undefined): Point[] {
  return cells
    .all(given)
    .filter(({ errors }) => errors.length === 0)
    .flatMap((cell) => {
      const x = xOf(cell);
      const { median, min, max } = cell.wallMs;
      return x === undefined ? [] : [{ x, y: median / SECOND, low: min / SECOND, high: max / SECOND }];
    })
    .sort((a, b) => a.x - b.x);
}
