import { Cells } from "../cells";
import { measurement } from "./measurements";

test("rounds of the same thing are one cell: medians of what varies, the worst of what is counted", () => {
  const cells = new Cells([
    measurement({ wallMs: 10, cpuMs: 1, served: { CreateContact: 3 }, bytesPerContact: 5000 }),
    measurement({ wallMs: 40, cpuMs: 3, served: { CreateContact: 2, ListContacts: 2 }, refused: 1, inState: 999 }),
    measurement({ wallMs: 20, cpuMs: 2, served: { CreateContact: 3 }, bytesPerContact: 5100, error: "it broke" }),
  ]);
  expect(cells.all({})).toEqual([
    expect.objectContaining({
      wallMs: { median: 20, min: 10, max: 40, rounds: 3 },
      cpuMs: { median: 2, min: 1, max: 3, rounds: 3 },
      calls: { CreateContact: 2, ListContacts: 2 },
      called: 5,
      refused: 1,
      inState: 999,
      bytesPerContact: 5100,
      errors: ["it broke"],
    }),
  ]);
});

test("another contestant, step, service, number of contacts or way of writing the state is another cell", () => {
  const cells = new Cells([
    measurement(),
    measurement({ contestant: "floor" }),
    measurement({ step: "destroy" }),
    measurement({ service: "50 ms" }),
    measurement({ contacts: 10 }),
    measurement({ checkpoints: "at the end" }),
  ]);
  expect(cells.all({})).toHaveLength(6);
  expect(cells.all({ contestant: "ours", step: "up", service: "0 ms" })).toHaveLength(3);
  expect(cells.sizes({ contestant: "ours" })).toEqual([10, 1000]);
});

test("a host that was not measured leaves its numbers out", () => {
  const without = measurement();
  delete without.host;
  const [cell] = new Cells([without]).all({});
  expect(cell).not.toHaveProperty("hostPeakBytes");
});
