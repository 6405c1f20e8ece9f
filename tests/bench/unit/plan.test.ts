import { planned } from "../measure";
import { COMMON, CONTESTANTS, fullPlan, LATE, LATER, LIMITED, NEAR, quickPlan, rotate, TIMED } from "../plan";

test("in as many rounds as there are contestants each comes first once, and follows each other one", () => {
  const orders = [0, 1, 2, 3].map((round) => rotate(CONTESTANTS, round));
  expect(orders).toEqual([
    ["floor", "ours", "naive", "packaged"],
    ["ours", "naive", "packaged", "floor"],
    ["naive", "packaged", "floor", "ours"],
    ["packaged", "floor", "ours", "naive"],
  ]);
  expect(rotate(CONTESTANTS, 4)).toEqual(orders[0]);
  expect(rotate([], 1)).toEqual([]);
});

describe("the full plan", () => {
  const { groups } = fullPlan(3);

  test.each([1, 10, 100, 1000])("lets all contestants do all steps with %d contacts", (contacts) => {
    const group = groups.find((each) => each.contacts === contacts && each.service === NEAR);
    expect(group).toMatchObject({ contestants: CONTESTANTS, steps: COMMON });
  });

  test.each([LATE, LATER])("measures single deletes beside joined ones with 1,000 contacts at $name", (service) => {
    const contestants = ["ours", "naive", "packaged"];
    expect(groups).toContainEqual(expect.objectContaining({ contacts: 1000, service, contestants, steps: TIMED }));
  });

  test.each([
    [LIMITED, "update"],
    [NEAR, "adopt"],
  ])("measures both of ours with 1,000 contacts at $name in an %s", (service, step) => {
    const steps = expect.arrayContaining([step]) as string[];
    const contestants = ["ours", "packaged"];
    expect(groups).toContainEqual(expect.objectContaining({ contacts: 1000, service, contestants, steps }));
  });

  test("holds the engine's default way of writing the state for the targets of time, beside the floor", () => {
    const usual = groups.find(({ contacts, checkpoints }) => contacts === 1000 && checkpoints === "every step");
    expect(usual).toMatchObject({ contestants: ["floor", "ours"], steps: TIMED });
  });

  test("has a floor for each number of contacts and way of writing the state", () => {
    const floors = groups.filter(({ contestants }) => contestants.includes("floor"));
    for (const { contacts, checkpoints } of groups) {
      expect(floors).toContainEqual(expect.objectContaining({ contacts, checkpoints, service: NEAR }));
    }
  });

  test("takes as many rounds of the small ones as it is told to, and more than one of each unless it is told one", () => {
    expect(fullPlan(5).groups[0]?.rounds).toBe(5);
    expect(groups.every(({ rounds }) => rounds > 1)).toBe(true);
    expect(fullPlan(1).groups.every(({ rounds }) => rounds === 1)).toBe(true);
  });
});

test("what a plan comes to is each step of each contestant in each round", () => {
  expect(planned([{ ...(quickPlan().groups[0] ?? never()), rounds: 2 }])).toBe(CONTESTANTS.length * COMMON.length * 2);
});

function never(): never {
  throw new Error("The quick plan is empty.");
}
