/** The targets of wall time, each against the floor of the same run. */
import type { Cell, Cells } from "../cells";
import { calls, seconds, times } from "../format";
import { LATE, LIMITED, NEAR, type Service, type Step, TIMED } from "../plan";
import { floorOf, judge, largest, notMeasured, type Target } from "./target";

/** @param parallelism how many resources the engine works on at once */
export function timeTargets(cells: Cells, parallelism: number): Target[] {
  return [
    ...TIMED.map((step) => against(cells, step, NEAR, "1.10 x floor", (floor) => 1.1 * floor)),
    ...TIMED.map((step) =>
      against(
        cells,
        step,
        LATE,
        `1.15 x (floor + calls x ${LATE.latencyMs} ms / ${parallelism})`,
        (floor, { called }) => 1.15 * (floor + (called * LATE.latencyMs) / parallelism),
      ),
    ),
    // What the floor itself may be passed by, it may be passed by here too: a limit makes nothing faster.
    ...(["up", "refresh", "update", "destroy"] as const).map((step) =>
      against(cells, step, LIMITED, "1.2 x calls / 20 s, or 1.10 x floor if larger", (floor, { called, refused }) =>
        Math.max((1.2 * (called - refused) * 1000) / LIMITED.callsPerSecond, 1.1 * floor),
      ),
    ),
  ];
}

function against(
  cells: Cells,
  step: Step,
  service: Service,
  rule: string,
  limitOf: (floorMs: number, ours: Cell) => number,
): Target {
  const ours = largest(cells, { contestant: "ours", service: service.name, step });
  const floor = ours && floorOf(cells, ours);
  if (!ours || !floor) return notMeasured(`${step}, ${service.name}`, `at most ${rule}`);
  const limit = limitOf(floor.wallMs.median, ours);
  const ratios = `${times(ours.wallMs.median / floor.wallMs.median)} floor, processor ${times(ours.cpuMs.median / floor.cpuMs.median)}`;
  return judge(
    `${step} of ${ours.contacts}, ${service.name}, state written ${ours.checkpoints === "every step" ? "at every step" : ours.checkpoints}`,
    `at most ${rule} = ${seconds(limit)}`,
    ours.errors[0] ?? `${seconds(ours.wallMs.median)} (${ratios}, ${calls(ours)})`,
    ours.errors.length === 0 && ours.wallMs.median <= limit,
  );
}
