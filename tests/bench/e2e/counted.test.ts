/**
 * What the benchmark counts, with a few contacts: it is the same on every machine. Times are nobody's business here.
 */
import { findEngine } from "../../../tools/engine";
import { installed } from "../../support/installed";
import { measure, type Measurement } from "../measure";
import { COMMON, type Contestant, CONTESTANTS, type Group, NEAR, OURS, type Step } from "../plan";

const CONTACTS = 2;
/** After these there is no contact in the state. */
const EMPTY: readonly Step[] = ["preview", "destroy"];
const measurements: Measurement[] = [];

beforeAll(async () => {
  const group = { contacts: CONTACTS, service: NEAR, checkpoints: "every step", rounds: 1 } as const;
  const groups: Group[] = [
    { ...group, contestants: CONTESTANTS, steps: COMMON },
    { ...group, contestants: OURS, steps: ["up", "adopt"] },
  ];
  await measure(groups, {
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
  expect(own.map(({ step }) => step)).toEqual(expect.arrayContaining([...COMMON]));
  for (const { step, inState } of own) expect([step, inState]).toEqual([step, EMPTY.includes(step) ? 0 : CONTACTS]);
});

test.each(OURS)("%s takes over what exists without a write", (contestant) => {
  const { CreateContact, UpdateContact, ...reads } = find(contestant, "adopt").served;
  expect([CreateContact, UpdateContact]).toEqual([undefined, undefined]);
  expect(Object.keys(reads)).toContain("ListContacts");
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
  expect(COMMON.map((step) => find("naive", step).served)).toEqual([
    {},
    { CreateContact: CONTACTS },
    {},
    {},
    { GetContact: CONTACTS },
    { UpdateContact: CONTACTS },
    { DeleteContacts: CONTACTS },
  ]);
  expect(COMMON.map((step) => find("floor", step).served)).toEqual(COMMON.map(() => ({})));
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
