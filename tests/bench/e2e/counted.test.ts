/**
 * What the benchmark counts, with a few contacts: it is the same on every machine. Times are nobody's business here.
 */
import { findEngine } from "../../../tools/engine";
import { installed } from "../../support/installed";
import { measure, type Measurement } from "../measure";
import { type Contestant, CONTESTANTS, NEAR, type Step, STEPS } from "../plan";

const CONTACTS = 2;
const measurements: Measurement[] = [];

beforeAll(async () => {
  const group = { contestants: CONTESTANTS, contacts: CONTACTS, service: NEAR, steps: STEPS, rounds: 1 };
  await measure([{ ...group, checkpoints: "every step" }], {
    engine: await findEngine({ onlyInstalled: true }),
    folder: await installed(),
    report: () => undefined,
    onMeasured: (measurement) => measurements.push(measurement),
  });
});

function find(contestant: Contestant, step: Step): Measurement {
  const found = measurements.find((each) => each.contestant === contestant && each.step === step);
  if (!found) throw new Error(`${contestant} did no ${step}.`);
  return found;
}

test.each(CONTESTANTS)("%s does every step without an error", (contestant) => {
  const own = measurements.filter((each) => each.contestant === contestant);
  expect(own.flatMap(({ error }) => error ?? [])).toEqual([]);
  expect(own.map(({ step, inState }) => [step, inState])).toEqual(
    STEPS.map((step) => [step, step === "preview" || step === "destroy" ? 0 : CONTACTS]),
  );
});

test.each([
  ["preview", {}],
  ["no-op preview", {}],
  ["no-op up", {}],
] as const)("ours calls for %s: %o", (step, calls) => {
  expect(find("ours", step)).toMatchObject({ served: calls, refused: 0 });
  expect(Object.keys(find("ours", step).served)).toEqual(Object.keys(calls));
});

test.each([
  ["up", "CreateContact"],
  ["update", "UpdateContact"],
] as const)("ours writes each with one call in an %s, and reads them with one or with one each", (step, action) => {
  const { [action]: written, ListContacts = 0, GetContact = 0, ...others } = find("ours", step).served;
  expect([written, CONTACTS * ListContacts + GetContact, others]).toEqual([CONTACTS, CONTACTS, {}]);
});

test("the naive one calls once an operation, the floor never", () => {
  expect(STEPS.map((step) => find("naive", step).served)).toEqual([
    {},
    { CreateContact: CONTACTS },
    {},
    {},
    { GetContact: CONTACTS },
    { UpdateContact: CONTACTS },
    { DeleteContacts: CONTACTS },
  ]);
  expect(STEPS.map((step) => find("floor", step).served)).toEqual(STEPS.map(() => ({})));
});

describe.each(["up", "refresh", "update"] as const)("the state after %s", (step) => {
  test("has at most a tenth more bytes a contact than the floor", () => {
    expect(find("ours", step).bytesPerContact).toBeLessThanOrEqual(1.1 * find("floor", step).bytesPerContact);
  });

  test("has as many encrypted values as the floor: the engine has the same work with both", () => {
    expect(find("ours", step).secretsPerContact).toBe(find("floor", step).secretsPerContact);
  });

  test("of the naive one is several times as large, as it holds its code twice", () => {
    expect(find("naive", step).bytesPerContact).toBeGreaterThan(3 * find("floor", step).bytesPerContact);
  });
});
