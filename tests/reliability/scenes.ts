/** Every fault in every way that it can meet an operation. */
import type { FaultRule } from "../../emulator";
import { type DeclaredFault, FAULTS, type Kind } from "./faults";

/** `vmp:maxRetries` of the runs. The default sends more often. */
export const MAX_RETRIES = 2;

/** After how many seconds a service counts as silent. It is 20 without this, which is long to wait in every scene. */
export const SILENCE_SECONDS = 4;

export const ACTIONS = {
  create: "CreateContact",
  read: "GetContact",
  update: "UpdateContact",
  delete: "DeleteContacts",
} as const;

export type Operation = keyof typeof ACTIONS;

export const OPERATIONS = Object.keys(ACTIONS) as Operation[];

/** Which calls meet the fault. `every create`: every CreateContact, while the lookup by name works. */
export const REACHES = ["once", "every create", "every call"] as const;

export type Reach = (typeof REACHES)[number];

export interface Scene {
  kind: Kind;
  /** As the page names the fault, without what it comes to. */
  label: string;
  /** What an operation shows that fails because of nothing but the fault; absent: none does. */
  code?: string;
  /** Each fault is met with the service doing what it was asked: the fault hits the answer. */
  act: boolean;
  reach: Reach;
  /** Run at the same time, each with a contact of its own, by which the calls are told apart. */
  operations: readonly Operation[];
  rules: FaultRule[];
  /**
   * The fault is met in a provider host that was just started, without a connection, with these settings beside the
   * usual.
   */
  freshHost?: Record<string, string>;
  /** Connections are refused altogether. */
  offline?: boolean;
}

const everyCall = { act: false, reach: "every call", operations: OPERATIONS } as const;

export const SCENES: readonly Scene[] = [
  ...FAULTS.flatMap(scenesOf),
  {
    kind: "no clear answer + act, then a list without it",
    label: "`reset` + act, then `staleList`",
    act: false,
    reach: "once",
    operations: ["create"],
    rules: [
      { fault: "reset", act: true, action: ACTIONS.create, times: 1 },
      { fault: "staleList", ms: 60_000, action: "ListContacts", times: 1 },
    ],
  },
  {
    ...everyCall,
    kind: "no connection",
    label: "a port where nothing listens",
    code: "ConnectionFailed",
    rules: [],
    freshHost: {},
    offline: true,
  },
  {
    ...everyCall,
    kind: "no time left",
    label: "`hang`, with `vmp:timeout` 3",
    code: "TimedOut",
    rules: [{ fault: "hang" }],
    freshHost: { timeout: "3" },
  },
];

function scenesOf({ kind, fault, code, only }: DeclaredFault): Scene[] {
  const scenes = (only ? [false] : [false, true]).flatMap((act): Scene[] => {
    const rule: FaultRule = { ...fault, ...(act && { act }) };
    const common = { kind, label: labelOf(rule), act, ...(code !== undefined && { code }) };
    const once = OPERATIONS.map((operation) => ({ ...rule, action: ACTIONS[operation], times: 1 }));
    const everyCreate = [{ ...rule, action: ACTIONS.create }];
    return [
      // An update reads first: it would meet the fault of the read, or be read together with others.
      ...[OPERATIONS.filter((operation) => operation !== "update"), ["update" as const]].flatMap(
        (operations): Scene[] => {
          const own = once.filter(({ action }) => operations.some((operation) => ACTIONS[operation] === action));
          return [
            { ...common, reach: "every call", operations, rules: [rule] },
            { ...common, reach: "once", operations, rules: own },
          ];
        },
      ),
      { ...common, reach: "every create", operations: ["create"], rules: everyCreate },
    ];
  });
  // The client learns the service's time from the first operation, and would know it in the others; and whose a refused
  // connection was, nobody knows.
  if (kind !== "wrong clock" && fault.fault !== "refuse") return scenes;
  return scenes.flatMap((scene) =>
    scene.operations.map((operation) => {
      const rules = scene.rules.filter(({ action = ACTIONS[operation] }) => action === ACTIONS[operation]);
      return { ...scene, operations: [operation], rules };
    }),
  );
}

function labelOf(rule: FaultRule): string {
  const after = "retryAfter" in rule ? ` (Retry-After: ${rule.retryAfter})` : "";
  return `\`${rule.fault}\`${after}${rule.act ? " + act" : ""}`;
}
