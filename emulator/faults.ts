/** How an emulator is told to misbehave: rules, a seed, and which rule a call meets. `docs/emulator.md` shows each. */
import { createHash } from "node:crypto";
import { isObject, type Params } from "./rules";

/** What happens to a call. */
export type Fault =
  | {
      fault:
        | "refuse"
        | "reset"
        | "cut"
        | "hang"
        | "stall"
        | "500"
        | "502"
        | "504"
        | "empty"
        | "halfJson"
        | "noResult"
        | "invalidUtf8"
        | "expiredToken";
    }
  /** `retryAfter`: the header's value, seconds or an HTTP date. */
  | { fault: "429" | "503" | "flowLimit"; retryAfter?: number | string }
  /** The call takes `ms` longer. */
  | { fault: "slow"; ms: number }
  /** `bytes`: the body's size, default 100 MB. */
  | { fault: "huge"; bytes?: number }
  /** `to`: default an address of this emulator that counts its visits. `status`: default 307. */
  | { fault: "redirect"; to?: string; status?: number }
  /** The server's clock is that far ahead (or behind, if negative) for this call. */
  | { fault: "wrongClock"; minutes: number }
  /** Lists leave out what was made less than `ms` ago. */
  | { fault: "staleList"; ms: number };

/** Which calls meet a fault. */
export interface FaultTarget {
  /** An action of VMP or of STS, or `Metadata` for the instance metadata service; `*`, the default, is any. */
  action?: string;
  /** The first so many calls of that action are left alone. Default 0. */
  after?: number;
  /** Only so many calls meet it. Default all. */
  times?: number;
  /** Only within so many ms after the first call that met it. Default for ever. */
  forMs?: number;
  /** The chance that a call meets it, 0 to 1, drawn from the seed. Default 1. */
  probability?: number;
  /** Whether the service first does what was asked. Default false; `wrongClock` and `staleList` answer normally. */
  act?: boolean;
}

/** One rule. Of several, a call meets the first that is due. */
export type FaultRule = Fault & FaultTarget;

/** All rules, and the seed that `probability` is drawn from (default 1). */
export interface FaultPlan {
  seed?: number;
  rules: readonly FaultRule[];
}

/** The name of a fault. */
export type FaultName = Fault["fault"];

type FieldType = "number" | "string" | "boolean" | "numberOrString";

const TARGET_FIELDS: Record<string, FieldType> = {
  fault: "string",
  action: "string",
  after: "number",
  times: "number",
  forMs: "number",
  probability: "number",
  act: "boolean",
};

/** Each fault's own fields; `required` ones have no default. */
const FAULT_FIELDS: Record<FaultName, { fields?: Record<string, FieldType>; required?: string }> = {
  refuse: {},
  reset: {},
  cut: {},
  hang: {},
  stall: {},
  slow: { fields: { ms: "number" }, required: "ms" },
  "429": { fields: { retryAfter: "numberOrString" } },
  flowLimit: { fields: { retryAfter: "numberOrString" } },
  "500": {},
  "502": {},
  "503": { fields: { retryAfter: "numberOrString" } },
  "504": {},
  empty: {},
  halfJson: {},
  noResult: {},
  huge: { fields: { bytes: "number" } },
  invalidUtf8: {},
  redirect: { fields: { to: "string", status: "number" } },
  wrongClock: { fields: { minutes: "number" }, required: "minutes" },
  expiredToken: {},
  staleList: { fields: { ms: "number" }, required: "ms" },
};

/** The names of all faults. */
export const FAULT_NAMES = Object.keys(FAULT_FIELDS) as FaultName[];

/** Reads a plan that came as JSON: `{ seed?, rules }` or the rules alone. Throws an error that says what is wrong. */
export function parseFaultPlan(value: unknown): FaultPlan {
  if (Array.isArray(value)) return { rules: value.map(parseRule) };
  if (!isObject(value) || !Array.isArray(value.rules)) {
    throw new Error('faults are a list of rules, or an object with "rules" and "seed"');
  }
  const { seed, rules } = value;
  if (seed !== undefined && typeof seed !== "number") throw new Error('the faults\' "seed" must be a number');
  return { rules: rules.map(parseRule), ...(seed === undefined ? {} : { seed }) };
}

function parseRule(value: unknown): FaultRule {
  if (!isObject(value)) throw new Error("a fault rule must be an object");
  const name = value.fault;
  const known = FAULT_NAMES.find((fault) => fault === name);
  if (known === undefined) {
    throw new Error(`unknown fault ${JSON.stringify(name)}; the faults are ${FAULT_NAMES.join(", ")}`);
  }
  const { fields, required } = FAULT_FIELDS[known];
  checkFields(known, value, { ...TARGET_FIELDS, ...fields });
  if (required !== undefined && value[required] === undefined) {
    throw new Error(`the fault ${known} needs "${required}"`);
  }
  return value as unknown as FaultRule;
}

function checkFields(fault: FaultName, rule: Params, types: Record<string, FieldType>): void {
  for (const [field, value] of Object.entries(rule)) {
    const type = Object.hasOwn(types, field) ? types[field] : undefined;
    if (type === undefined) throw new Error(`the fault ${fault} has no field ${JSON.stringify(field)}`);
    const allowed = type === "numberOrString" ? ["number", "string"] : [type];
    if (!allowed.includes(typeof value)) {
      throw new Error(`"${field}" of the fault ${fault} must be a ${allowed.join(" or ")}`);
    }
  }
}

/** A rule, with how many calls of its action there were and how many met it. */
export interface FaultStatus {
  rule: FaultRule;
  seen: number;
  met: number;
}

/** The faults of a running emulator. */
export class Faults {
  private seed = 1;
  private draws = 0;
  private entries: (FaultStatus & { firstMet?: number })[] = [];

  /** Replaces all rules; counts and the sequence of chances start anew. */
  set(plan: FaultPlan | readonly FaultRule[]): void {
    const { seed = 1, rules } = parseFaultPlan(plan);
    this.seed = seed;
    this.draws = 0;
    this.entries = rules.map((rule) => ({ rule, seen: 0, met: 0 }));
  }

  /** Adds a rule behind the others. */
  add(rule: FaultRule): void {
    this.entries.push({ rule: parseRule(rule), seen: 0, met: 0 });
  }

  /** Removes all rules. */
  clear(): void {
    this.entries = [];
  }

  /** The rules and their counts. */
  list(): FaultStatus[] {
    return this.entries.map(({ rule, seen, met }) => ({ rule, seen, met }));
  }

  /** The rule that a call of this action meets, if any, at this time in ms. */
  pick(action: string, now: number): FaultRule | undefined {
    const applying = this.entries.filter(({ rule }) => [undefined, "*", action].includes(rule.action));
    for (const entry of applying) entry.seen += 1;
    const entry = applying.find((candidate) => this.isDue(candidate, now));
    if (entry === undefined) return undefined;
    entry.met += 1;
    entry.firstMet ??= now;
    return entry.rule;
  }

  private isDue({ rule, seen, met, firstMet }: FaultStatus & { firstMet?: number }, now: number): boolean {
    const { after = 0, times = Infinity, forMs = Infinity, probability = 1 } = rule;
    if (seen <= after || met >= times || now - (firstMet ?? now) > forMs) return false;
    return probability >= 1 || this.draw() < probability;
  }

  /** The next number of the seed's sequence, from 0 to just under 1. */
  private draw(): number {
    this.draws += 1;
    return createHash("sha256").update(`${this.seed}:${this.draws}`).digest().readUInt32BE() / 2 ** 32;
  }
}
