/** Random faults for a share of all calls: every fault that the emulator knows, in each of its forms. */
import type { Fault, FaultName, FaultPlan, FaultRule } from "../../emulator";

type Form = Fault & Pick<FaultRule, "act" | "times" | "action">;

/** The service does nothing and fails, or does what was asked and fails all the same. */
function both(fault: FaultName): Form[] {
  return [{ fault } as Form, { fault, act: true } as Form];
}

const FORMS: Record<FaultName, Form[]> = {
  refuse: [{ fault: "refuse" }],
  reset: both("reset"),
  cut: both("cut"),
  hang: both("hang"),
  stall: both("stall"),
  slow: [
    { fault: "slow", ms: 2000 },
    { fault: "slow", ms: 2000, act: true },
  ],
  "429": [{ fault: "429" }, { fault: "429", retryAfter: 1 }],
  flowLimit: [{ fault: "flowLimit" }, { fault: "flowLimit", retryAfter: 1 }],
  "500": both("500"),
  "502": both("502"),
  "503": [...both("503"), { fault: "503", retryAfter: 1 }],
  "504": both("504"),
  empty: both("empty"),
  halfJson: both("halfJson"),
  noResult: both("noResult"),
  huge: both("huge"),
  invalidUtf8: both("invalidUtf8"),
  wrongClock: [{ fault: "wrongClock", minutes: 30 }],
  // These do not pass, and no failure is the last one.
  redirect: [],
  expiredToken: [],
  staleList: [],
};

/**
 * A redirect is never followed, and fixed keys cannot be renewed: both end the run with an error, and it is run again.
 * So that this comes to an end, few calls meet them.
 */
const ENDING: Form[] = [
  { fault: "redirect", times: 1 },
  { fault: "redirect", times: 1, act: true },
  { fault: "expiredToken", times: 1 },
];

/** A new contact is missing from half of the lists for this long. */
const STALE_LIST: FaultRule = { fault: "staleList", action: "ListContacts", ms: 1000, probability: 0.5 };

/**
 * @param share of the calls that fail, 0 to 1
 * @param ending whether some of the faults are such as end the run
 */
export function randomFaults(seed: number, share: number, ending: boolean): FaultPlan {
  const forms = [...Object.values(FORMS).flat(), ...(ending ? ENDING : [])];
  // Each form is drawn for after the ones before it were not met.
  const probability = 1 - (1 - share) ** (1 / forms.length);
  return { seed, rules: [...forms.map((form) => ({ ...form, probability })), STALE_LIST] };
}
