import { AGREED } from "../survival/agreement";
import { soak } from "./soak";

test("40 contacts are created, updated, refreshed and destroyed while a tenth of all calls meets a fault", async () => {
  const { stages, calls } = await soak({ contacts: 40, seed: 1 });
  expect(stages.map(({ name, agreement }) => ({ name, agreement }))).toEqual(
    ["create", "update", "refresh", "destroy"].map((name) => ({ name, agreement: AGREED })),
  );
  const faults = calls.flatMap(({ fault }) => fault ?? []);
  expect(faults.length).toBeGreaterThan(calls.length / 20);
});
