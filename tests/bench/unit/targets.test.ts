import { Cells } from "../cells";
import type { Measurement } from "../measure";
import type { Micro } from "../micro";
import { targets } from "../targets";
import { measurement, micro } from "./measurements";

const PARALLELISM = 8;

/** The verdict of the one target whose name starts so. */
function verdict(name: string, measurements: Measurement[], small?: Micro): string | undefined {
  const found = targets(new Cells(measurements), small, PARALLELISM).filter(({ what }) => what.startsWith(name));
  expect(found).toHaveLength(1);
  return found[0]?.verdict;
}

const floor = (changes: Partial<Measurement> = {}): Measurement => measurement({ contestant: "floor", ...changes });

test("nothing measured is said to be that, and no number is made up for it", () => {
  const rows = targets(new Cells([]), undefined, PARALLELISM);
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => row.verdict !== "not measured" || /\d/.test(row.measured))).toEqual([]);
});

test.each([
  [109_000, "PASS"],
  [111_000, "MISS"],
])("at 0 ms, %d ms beside a floor of 100,000 is a %s", (wallMs, expected) => {
  expect(verdict("up of 1000, 0 ms", [floor(), measurement({ wallMs })])).toBe(expected);
});

test("the median of the rounds counts", () => {
  const rounds = [200_000, 105_000, 104_000].map((wallMs, index) => measurement({ wallMs, round: index + 1 }));
  expect(verdict("up of 1000, 0 ms", [floor(), ...rounds])).toBe("PASS");
});

test("the most contacts count, with the state written at every step where that was measured", () => {
  const slow = { wallMs: 500_000 };
  const others = [
    floor({ contacts: 10 }),
    measurement({ contacts: 10, ...slow }),
    floor({ checkpoints: "at the end" }),
    measurement({ checkpoints: "at the end", ...slow }),
  ];
  expect(verdict("up of 1000, 0 ms", [...others, floor(), measurement()])).toBe("PASS");
  expect(verdict("up of 1000, 0 ms", others)).toBe("MISS");
});

test.each([
  [122_000, "PASS"],
  [123_000, "MISS"],
])("at 50 ms, 1,000 calls by eight at once are allowed for: %d ms is a %s", (wallMs, expected) => {
  // 1.15 x (100 s + 1,000 x 50 ms / 8)
  const ours = measurement({ service: "50 ms", served: { CreateContact: 1000 }, wallMs });
  expect(verdict("up of 1000, 50 ms", [floor(), ours])).toBe(expected);
});

test.each([
  [{ wallMs: 119_000 }, "PASS"],
  [{ wallMs: 121_000 }, "MISS"],
  [{ wallMs: 119_000, error: "1 errors" }, "MISS"],
])("at 20 calls a second, 2,000 calls take 100 s, and a fifth more is allowed: %o is a %s", (changes, expected) => {
  const ours = measurement({ service: "20 calls/s", served: { CreateContact: 2000 }, refused: 500, ...changes });
  expect(verdict("up of 1000, 20 calls/s", [floor({ wallMs: 50_000 }), ours])).toBe(expected);
});

test("at 20 calls a second, few calls are held to the floor", () => {
  const ours = measurement({ step: "destroy", service: "20 calls/s", served: { DeleteContacts: 10 }, wallMs: 54_000 });
  const floors = floor({ step: "destroy", wallMs: 50_000 });
  expect(verdict("destroy of 1000, 20 calls/s", [floors, ours])).toBe("PASS");
});

test.each([
  ["0 ms", 114_999, "PASS"],
  ["0 ms", 115_001, "MISS"],
  ["50 ms", 115_249, "PASS"],
  ["50 ms", 115_251, "MISS"],
  ["200 ms", 115_999, "PASS"],
  ["200 ms", 116_001, "MISS"],
  ["20 calls/s", 115_999, "PASS"],
  ["20 calls/s", 116_001, "MISS"],
])("a refresh may wait for a few calls, however many contacts there are: at %s, %d ms is a %s", (...row) => {
  const [service, wallMs, expected] = row;
  const ours = measurement({ step: "refresh", service, wallMs });
  expect(verdict(`refresh of 1000, ${service}`, [floor({ step: "refresh" }), ours])).toBe(expected);
});

describe("joined deletes, beside single ones", () => {
  const destroy = (changes: Partial<Measurement>): Measurement => measurement({ step: "destroy", ...changes });

  test.each([
    ["50 ms", 100_000, "PASS"],
    ["50 ms", 100_001, "MISS"],
    ["200 ms", 100_001, "MISS"],
  ])("at %s, %d ms beside 100,000 is a %s", (service, wallMs, expected) => {
    const both = [destroy({ service, wallMs }), destroy({ contestant: "naive", service })];
    expect(verdict(`destroy of 1000, ${service}`, both)).toBe(expected);
  });

  test("those with as many contacts and the same way of writing the state are beside each other", () => {
    const at = { service: "50 ms", checkpoints: "at the end" } as const;
    const both = [destroy({ contacts: 100, ...at }), destroy({ contacts: 100, contestant: "naive", ...at })];
    expect(verdict("destroy of 100, 50 ms", [destroy({ service: "50 ms", wallMs: 1e9 }), ...both])).toBe("PASS");
  });
});

test.each([
  ["ours", "adopt", 99_999, "PASS"],
  ["ours", "adopt", 100_001, "MISS"],
  ["packaged", "packaged: adopt", 100_001, "MISS"],
] as const)("%s: to adopt takes no longer than to create: %d ms is a %s", (contestant, name, wallMs, expected) => {
  const both = [measurement({ contestant }), measurement({ contestant, step: "adopt", wallMs })];
  expect(verdict(`${name} of 1000`, both)).toBe(expected);
});

test("the packaged provider is held to the same floor", () => {
  const slow = measurement({ contestant: "packaged", wallMs: 111_000 });
  expect(verdict("packaged: up of 1000, 0 ms", [floor(), slow])).toBe("MISS");
});

test.each([
  ["up", { CreateContact: 1000, ListContacts: 335 }, "PASS"],
  ["up", { CreateContact: 1000, ListContacts: 336 }, "MISS"],
  ["update", { UpdateContact: 1000, ListContacts: 335 }, "PASS"],
  ["update", { UpdateContact: 1000, ListContacts: 336 }, "MISS"],
  ["refresh", { ListContacts: 13 }, "PASS"],
  ["refresh", { ListContacts: 14 }, "MISS"],
  ["adopt", { ListContacts: 14 }, "PASS"],
  ["adopt", { ListContacts: 15 }, "MISS"],
  ["no-op up", {}, "PASS"],
  ["preview", { GetContact: 1 }, "MISS"],
] as const)("calls of %s: %o is a %s", (step, served, expected) => {
  expect(verdict(`API calls of ${step},`, [measurement({ step, served: { ...served } })])).toBe(expected);
});

test.each([
  ["up", 2, "PASS"],
  ["up", 3, "MISS"],
  ["update", 3, "MISS"],
  ["refresh", 2, "MISS"],
  ["destroy", 1, "PASS"],
  ["destroy", 2, "MISS"],
] as const)("%s of one contact with %d calls is a %s", (step, number, expected) => {
  const one = measurement({ step, contacts: 1, served: { AnyAction: number } });
  expect(verdict(`API calls of ${step}, 1 contact`, [measurement({ step }), one])).toBe(expected);
});

test("a call that was refused is a call", () => {
  expect(verdict("API calls of up,", [measurement({ served: { CreateContact: 1335 }, refused: 1 })])).toBe("MISS");
});

test.each([
  [5490, "PASS"],
  [5510, "MISS"],
])("%d bytes of state beside 5,000 are a %s", (bytesPerContact, expected) => {
  const step = "refresh";
  const measurements = [floor({ step }), measurement({ step, bytesPerContact })];
  expect(verdict("state of a contact after refresh", measurements)).toBe(expected);
});

test.each([
  ["ours", 225e6, "PASS"],
  ["ours", 226e6, "MISS"],
  ["packaged", 180e6, "PASS"],
  ["packaged", 226e6, "MISS"],
] as const)(
  "memory of %s is that of the hungriest step: %d bytes beside a floor of 200 MB are a %s",
  (contestant, peakBytes, expected) => {
    const hungry = measurement({ contestant, host: { peakBytes, cpuMs: 1 } });
    const refresh = [floor({ step: "refresh" }), measurement({ contestant, step: "refresh" })];
    const name = contestant === "ours" ? "peak memory" : "packaged: peak memory";
    expect(verdict(name, [floor(), hungry, ...refresh])).toBe(expected);
  },
);

test("loading and signing", () => {
  expect(verdict("loading the SDK", [], micro())).toBe("PASS");
  expect(verdict("loading the provider", [], micro())).toBe("PASS");
  expect(verdict("packages", [], micro())).toBe("PASS");
  expect(verdict("signing", [], micro())).toBe("PASS");
  const slow = { baseMs: 1000, addedMs: 110, packages: ["pulumi-vmp", "undici"] };
  const worse = micro({ loadings: { sdk: [slow], provider: [slow] } });
  expect(verdict("loading the SDK", [], worse)).toBe("MISS");
  expect(verdict("loading the provider", [], worse)).toBe("MISS");
  expect(verdict("packages", [], worse)).toBe("MISS");
  const { speeds } = micro();
  const slower = micro({ speeds: { ...speeds, perSecond: { ...speeds.perSecond, sign: [29_000, 14_000] } } });
  expect(verdict("signing", [], slower)).toBe("MISS");
});

test("the first answer is held against that of node:http, in time and in memory", () => {
  const name = "first answer in the provider host";
  const { firstAnswers = { http: [], ours: [] } } = micro();
  const withOurs = (ms: number, bytes: number): Micro =>
    micro({ firstAnswers: { ...firstAnswers, ours: [{ ms, bytes }] } });
  expect(verdict(name, [], micro())).toBe("PASS");
  expect(verdict(name, [], withOurs(68, 26e6))).toBe("MISS");
  expect(verdict(name, [], withOurs(67, 27e6))).toBe("MISS");
});

describe("the packaged provider, beside the dynamic one", () => {
  const packaged = (changes: Partial<Measurement>): Measurement[] => [
    measurement({ step: changes.step ?? "up", contacts: changes.contacts ?? 1 }),
    measurement({ contestant: "packaged", contacts: 1, ...changes }),
  ];

  test.each([
    ["refresh of 1 contact", { step: "refresh", wallMs: 60_000 }, "PASS"],
    ["refresh of 1 contact", { step: "refresh", wallMs: 61_000 }, "MISS"],
    ["destroy of 1 contact", { step: "destroy", wallMs: 61_000 }, "MISS"],
    ["destroy of 1 contact", { step: "destroy", wallMs: 1, error: "1 errors" }, "MISS"],
    ["up of 100 contacts", { contacts: 100, wallMs: 100_000 }, "PASS"],
    ["up of 100 contacts", { contacts: 100, wallMs: 101_000 }, "MISS"],
  ] as const)("%s: %o is a %s", (what, changes, expected) => {
    expect(verdict(`packaged: ${what}`, packaged(changes))).toBe(expected);
  });

  test("its start, its sizes and a preview from YAML", () => {
    const names = ["start of its process", "its one file", "state of a contact", "preview of one contact from YAML"];
    const verdicts = (small: Micro): unknown[] => names.map((name) => verdict(`packaged: ${name}`, [], small));
    expect(verdicts(micro())).toEqual(["PASS", "PASS", "PASS", "PASS"]);
    const starts = { dynamic: [700], packaged: [211] };
    const stateBytes = { ours: 2000, packaged: 1701 };
    const worse = micro({ packaged: { starts, bundleBytes: 1e6 + 1, stateBytes, yamlPreviews: [1001] } });
    expect(verdicts(worse)).toEqual(["MISS", "MISS", "MISS", "MISS"]);
    const { yamlPreviews: _none, ...noYaml } = micro().packaged ?? worse.packaged ?? never();
    expect(verdicts(micro({ packaged: noYaml }))).toEqual(["PASS", "PASS", "PASS", "not measured"]);
  });

  function never(): never {
    throw new Error("There is no packaged provider.");
  }
});

describe("growth", () => {
  const name = "growth of the provider host's time above the floor's, up";
  /** Rounds of the floor's host at 1,000 ms, and of ours at so many more. */
  const at = (contacts: number, ...hostMs: number[]): Measurement[] => {
    const checkpoints = "at the end";
    const host = (cpuMs: number): NonNullable<Measurement["host"]> => ({ peakBytes: 1, cpuMs });
    return hostMs.flatMap((more) => [
      floor({ contacts, checkpoints, host: host(1000) }),
      measurement({ contacts, checkpoints, host: host(1000 + more) }),
    ]);
  };

  test("as much a contact with ten times as many is linear", () => {
    expect(verdict(name, [...at(100, 200), ...at(1000, 2000)])).toBe("PASS");
  });

  test("twice as much is not", () => {
    expect(verdict(name, [...at(100, 200), ...at(1000, 4000)])).toBe("MISS");
  });

  test("twice as much in the middle is, where the rounds differ by more than that", () => {
    expect(verdict(name, [...at(100, 40, 200, 280), ...at(1000, 3800, 4000, 4200)])).toBe("PASS");
  });

  test("ten times as much is not, however much the rounds differ", () => {
    expect(verdict(name, [...at(100, 40, 200, 280), ...at(1000, 17_000, 20_000, 21_000)])).toBe("MISS");
  });
});
