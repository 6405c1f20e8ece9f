/** Every fault that the emulator knows, in every way that it can meet an operation. */
import { type Fault, FAULT_NAMES, type FaultName, type FaultRule } from "../../emulator";

export const ACTIONS = {
  create: "CreateContact",
  read: "GetContact",
  update: "UpdateContact",
  delete: "DeleteContacts",
} as const;

export type Operation = keyof typeof ACTIONS;

export const OPERATIONS = Object.keys(ACTIONS) as Operation[];

/** Which calls meet the fault. `every create`: every CreateContact, while the lookup by name works. */
export type Reach = "once" | "every call" | "every create";

export interface Scenario {
  /** As the document names it. */
  label: string;
  reach: Reach;
  /** Run at the same time, each with a contact of its own; only a create lists, so that the calls can be told apart. */
  operations: readonly Operation[];
  rules: FaultRule[];
  /** The fault leaves a trace in the client: the operation needs a host of its own. */
  ownHost?: boolean;
  /** Connections are refused altogether. */
  offline?: boolean;
}

/** The first of each name is run both with and without `act`. */
const VARIANTS: Record<FaultName, readonly [Fault, ...Fault[]]> = {
  refuse: [{ fault: "refuse" }],
  reset: [{ fault: "reset" }],
  cut: [{ fault: "cut" }],
  hang: [{ fault: "hang" }],
  stall: [{ fault: "stall" }],
  slow: [{ fault: "slow", ms: 300 }],
  "429": [{ fault: "429" }, { fault: "429", retryAfter: 1 }, { fault: "429", retryAfter: 3600 }],
  flowLimit: [{ fault: "flowLimit" }],
  "500": [{ fault: "500" }],
  "502": [{ fault: "502" }],
  "503": [{ fault: "503" }, { fault: "503", retryAfter: 1 }],
  "504": [{ fault: "504" }],
  empty: [{ fault: "empty" }],
  halfJson: [{ fault: "halfJson" }],
  noResult: [{ fault: "noResult" }],
  huge: [{ fault: "huge" }],
  invalidUtf8: [{ fault: "invalidUtf8" }],
  redirect: [{ fault: "redirect" }],
  wrongClock: [{ fault: "wrongClock", minutes: 30 }],
  expiredToken: [{ fault: "expiredToken" }],
  staleList: [{ fault: "staleList", ms: 1000 }],
};

/** What the service does or does not do is the same with these. */
const WITHOUT_ACT: readonly FaultName[] = ["refuse", "wrongClock", "staleList"];

export function allScenarios(): Scenario[] {
  return [...FAULT_NAMES.flatMap(scenariosOf), ...EXTRA];
}

const EXTRA: Scenario[] = [
  {
    label: "`reset` + act, then a list without it",
    reach: "once",
    operations: ["create"],
    rules: [
      { fault: "reset", act: true, action: ACTIONS.create, times: 1 },
      { fault: "staleList", ms: 60_000, action: "ListContacts", times: 1 },
    ],
  },
  { label: "no connection", reach: "every call", operations: OPERATIONS, rules: [], offline: true },
];

function scenariosOf(name: FaultName): Scenario[] {
  const [first, ...others] = VARIANTS[name];
  const withAct = WITHOUT_ACT.includes(name) ? [] : [{ ...first, act: true }];
  const scenarios = [first, ...withAct, ...others].flatMap((fault: FaultRule): Scenario[] => {
    const label = labelOf(fault);
    const once = OPERATIONS.map((operation) => ({ ...fault, action: ACTIONS[operation], times: 1 }));
    const everyCreate = [{ ...fault, action: ACTIONS.create }];
    return [
      { label, reach: "every call", operations: OPERATIONS, rules: [fault] },
      { label, reach: "every create", operations: ["create"], rules: everyCreate },
      { label, reach: "once", operations: OPERATIONS, rules: once },
    ];
  });
  // The client learns the service's time, and would know it in the next operation.
  if (name !== "wrongClock") return scenarios;
  return scenarios.flatMap((scenario) =>
    scenario.operations.map((operation) => ({ ...scenario, operations: [operation], ownHost: true })),
  );
}

function labelOf(rule: FaultRule): string {
  const after = "retryAfter" in rule ? ` (Retry-After: ${rule.retryAfter})` : "";
  return `\`${rule.fault}\`${after}${rule.act ? " + act" : ""}`;
}
