/** The targets of wall time, each against what another contestant took in the same run. */
import type { Cell, Cells } from "../cells";
import { calls, seconds, times } from "../format";
import { type Contestant, LATE, LATER, LIMITED, NEAR, OURS, type Service, type Step } from "../plan";
import { floorOf, judge, keyOf, largest, notMeasured, type Target, whose } from "./target";

/** What is allowed beside another contestant's time. */
interface Rule {
  text: string;
  limitOf: (otherMs: number, own: Cell) => number;
}

type Other = (cells: Cells, own: Cell) => Cell | undefined;

/** @param parallelism how many resources the engine works on at once */
export function timeTargets(cells: Cells, parallelism: number): Target[] {
  return OURS.flatMap((contestant) => {
    const beside = (other: Other, step: Step, service: Service, rule: Rule): Target =>
      against(cells, { contestant, step, service }, other, rule);
    const waiting = {
      text: `1.15 x (floor + calls x ${LATE.latencyMs} ms / ${parallelism})`,
      limitOf: (floor: number, { called }: Cell) => 1.15 * (floor + (called * LATE.latencyMs) / parallelism),
    };
    return [
      ...(["preview", "up", "destroy"] as const).map((step) => beside(floorOf, step, NEAR, atMost(1.1))),
      beside(floorOf, "refresh", NEAR, atMost(1.15)),
      ...(["preview", "up"] as const).map((step) => beside(floorOf, step, LATE, waiting)),
      ...[LATE, LATER].map((service) =>
        beside(floorOf, "refresh", service, atMost(1.15, { text: `5 x ${service.name}`, ms: 5 * service.latencyMs })),
      ),
      ...[NEAR, LATE, LATER].map((service) => beside(singleOf, "destroy", service, AS_SINGLE)),
      ...(["up", "update", "destroy"] as const).map((step) => beside(floorOf, step, LIMITED, PACED)),
      beside(floorOf, "refresh", LIMITED, atMost(1.15, { text: "1 s", ms: 1000 })),
      beside(upOf, "adopt", NEAR, { text: "an up without it", limitOf: (up) => up }),
    ];
  });
}

/** Each delete by itself, as many of them at once as the engine runs. */
const AS_SINGLE: Rule = { text: "single deletes of the naive one", limitOf: (naive) => naive };

/** What the floor itself may be passed by, it may be passed by here too: a limit makes nothing faster. */
const PACED: Rule = {
  text: "1.2 x calls / 20 s, or 1.10 x floor if larger",
  limitOf: (floor, { called, refused }) =>
    Math.max((1.2 * (called - refused) * 1000) / LIMITED.callsPerSecond, 1.1 * floor),
};

function atMost(ratio: number, more?: { text: string; ms: number }): Rule {
  const text = `${ratio.toFixed(2)} x floor${more ? ` + ${more.text}` : ""}`;
  return { text, limitOf: (floor) => ratio * floor + (more?.ms ?? 0) };
}

const singleOf: Other = (cells, own) => cells.find({ ...keyOf(own), contestant: "naive" });
const upOf: Other = (cells, own) => cells.find({ ...keyOf(own), step: "up" });

function against(
  cells: Cells,
  { contestant, step, service }: { contestant: Contestant; step: Step; service: Service },
  other: Other,
  rule: Rule,
): Target {
  const allowed = `at most ${rule.text}`;
  const given = { contestant, service: service.name, step };
  const own = largest(cells, given, (cell) => other(cells, cell) !== undefined);
  const beside = own && other(cells, own);
  if (!own || !beside) return notMeasured(`${whose(contestant)}${step}, ${service.name}`, allowed);
  const limit = rule.limitOf(beside.wallMs.median, own);
  const ratio = (measure: "wallMs" | "cpuMs"): string => times(own[measure].median / beside[measure].median);
  const ratios = `${ratio("wallMs")} ${beside.contestant}, processor ${ratio("cpuMs")}`;
  const written = own.checkpoints === "every step" ? "at every step" : own.checkpoints;
  return judge(
    `${whose(contestant)}${step} of ${own.contacts}, ${service.name}, state written ${written}`,
    `${allowed} = ${seconds(limit)}`,
    own.errors[0] ?? `${seconds(own.wallMs.median)} (${ratios}, ${calls(own)})`,
    own.errors.length === 0 && own.wallMs.median <= limit,
  );
}
