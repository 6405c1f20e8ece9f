/** Runs a plan: group by group, the contestants of a group turn by turn, each result told as soon as it is there. */
import type { Engine } from "../../tools/engine";
import { withHeartbeat, type Report } from "../../tools/engine/progress";
import { type Cost, Lane } from "./lane";
import { type Checkpoints, type Contestant, type Group, rotate, type Step } from "./plan";

/** What a step of a contestant cost in one round. */
export interface Measurement extends Cost {
  contestant: Contestant;
  contacts: number;
  /** The service's name in the plan. */
  service: string;
  checkpoints: Checkpoints;
  step: Step;
  /** From 1. */
  round: number;
}

export interface MeasureOptions {
  engine: Engine;
  folder: string;
  /** Told what is being done. */
  report: Report;
  /** Told each result. */
  onMeasured: (measurement: Measurement) => void;
  signal?: AbortSignal;
}

/** How many measurements a plan's groups come to when nothing fails. */
export function planned(groups: readonly Group[]): number {
  return groups.reduce((sum, { contestants, steps, rounds }) => sum + contestants.length * steps.length * rounds, 0);
}

/** Measures every group; ends early, without an error, when it is aborted. */
export async function measure(groups: readonly Group[], options: MeasureOptions): Promise<void> {
  const total = planned(groups);
  let before = 0;
  for (const group of groups) {
    for (let round = 1; round <= group.rounds && !options.signal?.aborted; round++) {
      await measureRound(group, round, options);
    }
    before += planned([group]);
    options.report(`${before} of ${total} measurements`);
  }
}

async function measureRound(group: Group, round: number, options: MeasureOptions): Promise<void> {
  const { contacts, service, checkpoints, contestants, steps } = group;
  const { engine, folder, report, onMeasured, signal } = options;
  const lanes: { contestant: Contestant; lane: Lane; failed: boolean }[] = [];
  try {
    for (const contestant of contestants) {
      const lane = await Lane.open({ contestant, contacts, service, checkpoints, engine, folder, signal });
      lanes.push({ contestant, lane, failed: false });
    }
    for (const [index, step] of steps.entries()) {
      for (const each of rotate(lanes, round + index)) {
        // After a failure the stack is not what the later steps are about.
        if (each.failed || signal?.aborted) continue;
        const { contestant, lane } = each;
        const what = `${contacts} contacts, ${service.name}, state ${checkpoints}, round ${round}: ${contestant} ${step}`;
        const cost = await withHeartbeat(
          report,
          () => what,
          () => lane.run(step),
        );
        if (signal?.aborted) continue;
        report(`${what}: ${(cost.wallMs / 1000).toFixed(1)} s${cost.error === undefined ? "" : `, ${cost.error}`}`);
        each.failed = cost.error !== undefined;
        onMeasured({ contestant, contacts, service: service.name, checkpoints, step, round, ...cost });
      }
    }
  } finally {
    for (const { lane } of lanes) await lane.close();
  }
}
