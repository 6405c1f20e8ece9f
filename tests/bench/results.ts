/** All that a run found out: what is written while it goes on, and what the report is made of. */
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Machine } from "./machine";
import type { Measurement } from "./measure";
import type { Micro } from "./micro";
import type { Plan } from "./plan";

export interface Results {
  /** RFC 3339. */
  startedAt: string;
  plan: Plan;
  machine: Machine;
  /** The version of this package. */
  version: string;
  /** Absent in a run that was stopped before. */
  micro?: Micro;
  measurements: Measurement[];
  /** How many measurements the plan asks for. */
  planned: number;
}

/** How many measurements are missing. A contestant that failed is done for that round: its later steps are not due. */
export function missing({ plan, planned, measurements }: Results): number {
  const notDue = measurements.map(({ error, contestant, step, contacts, service, checkpoints }) => {
    if (error === undefined) return 0;
    const group = plan.groups.find(
      (each) =>
        each.contacts === contacts &&
        each.service.name === service &&
        each.checkpoints === checkpoints &&
        each.contestants.includes(contestant) &&
        each.steps.includes(step),
    );
    return group ? group.steps.length - 1 - group.steps.indexOf(step) : 0;
  });
  return planned - measurements.length - notDue.reduce((sum, steps) => sum + steps, 0);
}

/** Keeps results in memory and in a file of one JSON line each, which a run that is killed leaves behind. */
export class Recorder {
  constructor(
    private readonly file: string,
    readonly results: Results,
  ) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(results)}\n`);
  }

  add(measurement: Measurement): void {
    this.results.measurements.push(measurement);
    appendFileSync(this.file, `${JSON.stringify(measurement)}\n`);
  }

  addMicro(micro: Micro): void {
    this.results.micro = micro;
    appendFileSync(this.file, `${JSON.stringify({ micro })}\n`);
  }
}
