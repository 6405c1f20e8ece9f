/** What the rounds of one measurement come to: one cell for each contestant, step, number of contacts and service. */
import type { Measurement } from "./measure";
import type { Checkpoints, Contestant, Step } from "./plan";
import { summarize, type Summary } from "./statistics";

/** Which measurement. */
export interface Key {
  contestant: Contestant;
  contacts: number;
  service: string;
  checkpoints: Checkpoints;
  step: Step;
}

export interface Cell extends Key {
  wallMs: Summary;
  /** Of the command with all its processes. */
  cpuMs: Summary;
  /** Of the provider host; absent where it was not measured. */
  hostCpuMs?: Summary;
  hostPeakBytes?: Summary;
  /** Served calls by action, and all with those that were refused: the most of any round. */
  calls: Record<string, number>;
  called: number;
  refused: number;
  /** The fewest of any round. */
  inState: number;
  bytesPerContact: number;
  errors: string[];
}

export class Cells {
  private readonly cells: readonly Cell[];

  constructor(measurements: readonly Measurement[]) {
    const groups = new Map<string, [Measurement, ...Measurement[]]>();
    for (const measurement of measurements) {
      const id = identify(measurement);
      const group = groups.get(id);
      if (group) group.push(measurement);
      else groups.set(id, [measurement]);
    }
    this.cells = [...groups.values()].map(merge);
  }

  /** Those that agree with what is given. */
  all(given: Partial<Key>): Cell[] {
    const wanted = Object.entries(given) as [keyof Key, unknown][];
    return this.cells.filter((cell) => wanted.every(([property, value]) => cell[property] === value));
  }

  find(key: Key): Cell | undefined {
    return this.all(key)[0];
  }

  /** The numbers of contacts that a contestant was measured with, ascending. */
  sizes(given: Partial<Key>): number[] {
    return [...new Set(this.all(given).map(({ contacts }) => contacts))].sort((a, b) => a - b);
  }
}

function identify({ contestant, contacts, service, checkpoints, step }: Key): string {
  return [contestant, contacts, service, checkpoints, step].join("\n");
}

function merge(rounds: [Measurement, ...Measurement[]]): Cell {
  const [{ contestant, contacts, service, checkpoints, step }] = rounds;
  const hosts = rounds.flatMap(({ host }) => host ?? []);
  const busiest = rounds.reduce((most, round) => (callsOf(round) > callsOf(most) ? round : most));
  return {
    contestant,
    contacts,
    service,
    checkpoints,
    step,
    wallMs: summarize(rounds.map(({ wallMs }) => wallMs)),
    cpuMs: summarize(rounds.map(({ cpuMs }) => cpuMs)),
    ...(hosts.length > 0 && {
      hostCpuMs: summarize(hosts.map(({ cpuMs }) => cpuMs)),
      hostPeakBytes: summarize(hosts.map(({ peakBytes }) => peakBytes)),
    }),
    calls: busiest.served,
    called: callsOf(busiest),
    refused: busiest.refused,
    inState: Math.min(...rounds.map(({ inState }) => inState)),
    bytesPerContact: Math.max(...rounds.map(({ bytesPerContact }) => bytesPerContact)),
    errors: rounds.flatMap(({ error }) => error ?? []),
  };
}

function callsOf({ served, refused }: Measurement): number {
  return Object.values(served).reduce((sum, times) => sum + times, refused);
}
