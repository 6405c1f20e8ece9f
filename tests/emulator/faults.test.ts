import { FAULT_NAMES, Faults, type FaultRule } from "../../emulator";
import { parseFaultPlan } from "../../emulator/faults";

function picks(rules: FaultRule[], actions: string[], seed?: number): (string | undefined)[] {
  const faults = new Faults();
  faults.set({ rules, ...(seed === undefined ? {} : { seed }) });
  return actions.map((action) => faults.pick(action, 0)?.fault);
}

const A = Array<string>(6).fill("A");

test("a rule meets every call, or those of its action", () => {
  expect(picks([{ fault: "500" }], ["A", "B"])).toEqual(["500", "500"]);
  expect(picks([{ action: "*", fault: "500" }], ["A", "B"])).toEqual(["500", "500"]);
  expect(picks([{ action: "B", fault: "500" }], ["A", "B"])).toEqual([undefined, "500"]);
});

test("a rule leaves the first calls of its action alone, and ends after some", () => {
  const rule: FaultRule = { action: "A", fault: "500", after: 1, times: 2 };
  expect(picks([rule], ["B", ...A])).toEqual([undefined, undefined, "500", "500", undefined, undefined, undefined]);
});

test("of several rules a call meets the first that is due", () => {
  const rules: FaultRule[] = [{ fault: "500", times: 1 }, { fault: "502", after: 2, times: 1 }, { fault: "503" }];
  expect(picks(rules, A)).toEqual(["500", "503", "502", "503", "503", "503"]);
});

test("a rule ends so many ms after the first call that met it", () => {
  const faults = new Faults();
  faults.set([{ fault: "flowLimit", forMs: 100 }]);
  expect([50_000, 50_100, 50_101].map((now) => faults.pick("A", now)?.fault)).toEqual([
    "flowLimit",
    "flowLimit",
    undefined,
  ]);
});

test("chances come from the seed: the same seed gives the same faults, another one others", () => {
  const many = Array<string>(1000).fill("A");
  const rules: FaultRule[] = [{ fault: "500", probability: 0.1 }];
  const first = picks(rules, many, 7);
  expect(picks(rules, many, 7)).toEqual(first);
  expect(picks(rules, many, 8)).not.toEqual(first);
  const met = first.filter((fault) => fault !== undefined).length;
  expect(met).toBeGreaterThan(60);
  expect(met).toBeLessThan(140);
});

test("rules are added, counted and cleared", () => {
  const faults = new Faults();
  faults.set([{ fault: "500", times: 1 }]);
  faults.add({ fault: "502" });
  faults.pick("A", 0);
  faults.pick("A", 0);
  expect(faults.list()).toEqual([
    { rule: { fault: "500", times: 1 }, seen: 2, met: 1 },
    { rule: { fault: "502" }, seen: 2, met: 1 },
  ]);
  faults.clear();
  expect(faults.list()).toEqual([]);
  expect(faults.pick("A", 0)).toBeUndefined();
});

test.each([
  ["nonsense", /a list of rules/],
  [{ rules: [], seed: "1" }, /"seed"/],
  [["500"], /must be an object/],
  [[{ fault: "explode" }], new RegExp(`unknown fault "explode".*${FAULT_NAMES[0] ?? ""}`)],
  [[{ fault: "500", ms: 1 }], /500 has no field "ms"/],
  [[{ fault: "500", constructor: 1 }], /no field "constructor"/],
  [[{ fault: "500", times: "1" }], /"times".*must be a number/],
  [[{ fault: "429", retryAfter: true }], /"retryAfter".*number or string/],
  [[{ fault: "slow" }], /slow needs "ms"/],
  [[{ fault: "wrongClock" }], /wrongClock needs "minutes"/],
])("the plan %j is refused with a sentence", (plan, message) => {
  expect(() => parseFaultPlan(plan)).toThrow(message);
});
