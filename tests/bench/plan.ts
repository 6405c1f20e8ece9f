/** What is measured: which contestants do what, with how many contacts, at what service, and how often. */

/** The steps of a contestant's program, in the order in which a stack lives through them. */
export const STEPS = ["preview", "up", "no-op preview", "no-op up", "refresh", "update", "adopt", "destroy"] as const;
export type Step = (typeof STEPS)[number];

/** Those that every contestant can do: to adopt is to take over what the service has and the state has lost. */
export const COMMON: readonly Step[] = STEPS.filter((step) => step !== "adopt");

/** Those that the targets of time are about. */
export const TIMED: readonly Step[] = ["preview", "up", "refresh", "destroy"];

/** Those that call the service. */
export const PACED: readonly Step[] = ["up", "refresh", "update", "destroy"];

export const CONTESTANTS = ["floor", "ours", "naive", "packaged"] as const;
export type Contestant = (typeof CONTESTANTS)[number];

/** The floor calls no service: nothing of it depends on one. */
const CALLING: readonly Contestant[] = CONTESTANTS.filter((contestant) => contestant !== "floor");

/** The same core in its two hosts. */
export const OURS = ["ours", "packaged"] as const satisfies readonly Contestant[];

/** How the service behaves. */
export interface Service {
  name: string;
  /** Every call takes this much longer. */
  latencyMs: number;
  /** More calls than this in a second are refused; 0 is no limit. */
  callsPerSecond: number;
}

export const NEAR: Service = { name: "0 ms", latencyMs: 0, callsPerSecond: 0 };
export const LATE: Service = { name: "50 ms", latencyMs: 50, callsPerSecond: 0 };
export const LATER: Service = { name: "200 ms", latencyMs: 200, callsPerSecond: 0 };
export const LIMITED: Service = { name: "20 calls/s", latencyMs: 0, callsPerSecond: 20 };

/**
 * When the engine writes its state: after every step of every resource, which is its default and takes time that grows
 * with the square of the number of resources, or once at the end (PULUMI_SKIP_CHECKPOINTS), which leaves the provider's
 * own share of the time visible.
 */
export type Checkpoints = "every step" | "at the end";

/** Contestants that do the same work turn by turn. */
export interface Group {
  contestants: readonly Contestant[];
  contacts: number;
  service: Service;
  checkpoints: Checkpoints;
  steps: readonly Step[];
  rounds: number;
}

export interface Plan {
  name: "full" | "quick";
  groups: Group[];
  micro: { rounds: number; loads: number; instructions: boolean };
}

/** The most important first: what an interrupted run has not measured matters least. */
export function fullPlan(rounds: number): Plan {
  const usual = { contestants: CONTESTANTS, service: NEAR, checkpoints: "at the end", steps: COMMON, rounds } as const;
  const less = Math.ceil(rounds / 2);
  const many = { ...usual, contacts: 1000, rounds: less } as const;
  return {
    name: "full",
    groups: [
      { ...usual, contacts: 1 },
      { ...usual, contacts: 10 },
      { ...usual, contacts: 100 },
      many,
      ...[LATE, LATER].map((service): Group => ({ ...many, service, contestants: CALLING, steps: TIMED })),
      { ...many, service: LIMITED, contestants: OURS, steps: PACED },
      { ...many, contestants: OURS, steps: ["up", "adopt", "destroy"] },
      ...[LATE, LATER, LIMITED].map((service): Group => ({
        ...usual,
        contacts: 100,
        service,
        contestants: CALLING,
        rounds: less,
      })),
      { ...usual, contacts: 100, checkpoints: "every step", rounds: less },
      { ...many, checkpoints: "every step", contestants: ["floor", "ours"], steps: TIMED },
    ],
    micro: { rounds: 15, loads: 15, instructions: true },
  };
}

/** Under three minutes: one round, few contacts. What it says of times is a hint, what it counts is not. */
export function quickPlan(): Plan {
  const usual = {
    contestants: CONTESTANTS,
    service: NEAR,
    checkpoints: "every step",
    steps: COMMON,
    rounds: 1,
  } as const;
  return {
    name: "quick",
    groups: [
      { ...usual, contacts: 30 },
      { ...usual, contacts: 1, contestants: OURS, steps: PACED },
      { ...usual, contacts: 30, service: LATE, contestants: ["ours", "naive"], steps: TIMED },
      { ...usual, contacts: 30, service: LIMITED, contestants: ["ours"], steps: PACED },
      { ...usual, contacts: 30, contestants: ["ours"], steps: ["up", "adopt", "destroy"] },
    ],
    micro: { rounds: 5, loads: 3, instructions: false },
  };
}

/** The contestants in another order each time, so that none always comes first, or always after the same one. */
export function rotate<Item>(items: readonly Item[], by: number): Item[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
