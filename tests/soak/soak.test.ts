import { AGREED } from "../survival/agreement";
import { soak } from "./soak";

test("40 contacts are created, updated, refreshed and destroyed while a tenth of all calls meets a fault", async () => {
  const { stages, calls } = await soak({ contacts: 40, seed: 1, ending: false });
  // No errors: what passes is nothing that the person who runs this notices.
  expect(stages.map(({ name, errors, agreement }) => ({ name, errors, agreement }))).toEqual(
    ["create", "update", "refresh", "destroy"].map((name) => ({ name, errors: [], agreement: AGREED })),
  );
  const faults = calls.flatMap(({ fault }) => fault ?? []);
  expect(faults.length).toBeGreaterThan(calls.length / 20);
});
