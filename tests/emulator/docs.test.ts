import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLE_ACCESS_KEY, EXAMPLE_GROUP, EXAMPLE_SECRET_KEY, FAULT_NAMES } from "../../emulator";
import { parseFaultPlan } from "../../emulator/faults";
import { defaultBehaviour } from "../../emulator/options";

const text = readFileSync(join(__dirname, "..", "..", "docs", "emulator.md"), "utf8");

test("docs/emulator.md shows a working example of every fault", () => {
  const examples = Array.from(text.matchAll(/`(\{ fault: .*?\})`/g), ([, example = ""]) =>
    parseFaultPlan([JSON.parse(example.replace(/(\w+):/g, '"$1":'))]),
  );
  const shown = new Set(examples.flatMap(({ rules }) => rules.map(({ fault }) => fault)));
  expect(FAULT_NAMES.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  // 500 and 504 share a row.
  expect(FAULT_NAMES.filter((name) => !shown.has(name))).toEqual(["504"]);
});

test("docs/emulator.md names every field of the behaviour", () => {
  expect(Object.keys(defaultBehaviour()).filter((name) => !text.includes(`| \`${name}\``))).toEqual([]);
});

test("docs/emulator.md gives the keys and the group that the command starts with, the README the keys", () => {
  for (const value of [EXAMPLE_ACCESS_KEY, EXAMPLE_SECRET_KEY, EXAMPLE_GROUP.Id]) expect(text).toContain(value);
  const readme = readFileSync(join(__dirname, "..", "..", "README.md"), "utf8");
  for (const value of [EXAMPLE_ACCESS_KEY, EXAMPLE_SECRET_KEY]) expect(readme).toContain(value);
});
