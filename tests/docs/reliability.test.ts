/** docs/reliability.md beside the promises that the live run is held to. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { FAULT_NAMES } from "../../emulator";
import { UNSURE } from "../reliability/cell";
import { FAULTS } from "../reliability/faults";
import { messagesOf, page } from "../reliability/page";
import { promised } from "../reliability/promises";
import { SCENES } from "../reliability/scenes";
import { read, ROOT } from "./markdown";

const PAGE = "docs/reliability.md";

test("every row is a promise, and no promise is missing (UPDATE_DOCS=1 writes them anew)", () => {
  const expected = page(messagesOf(read(PAGE)));
  if (process.env.UPDATE_DOCS === "1") writeFileSync(join(ROOT, PAGE), expected);
  expect(read(PAGE)).toBe(expected);
});

test("every fault that the emulator knows is met", () => {
  const met = new Set(FAULTS.map(({ fault }) => fault.fault));
  expect(FAULT_NAMES.filter((name) => !met.has(name))).toEqual([]);
});

test("there are messages of every code that is promised, sure and unsure, and of no other", () => {
  const expected = SCENES.flatMap((scene) =>
    scene.operations.flatMap((operation) => {
      const { shown, unsure } = promised(operation, scene);
      const code = shown === "its code" ? scene.code : shown;
      const forms = unsure === "perhaps" ? ["", ", unsure"] : unsure ? [", unsure"] : [""];
      return code === undefined ? [] : forms.map((form) => code + form);
    }),
  );
  const found = [...messagesOf(read(PAGE))].map((message) => {
    const [code = ""] = message.split(":");
    return code + (message.includes(UNSURE) ? ", unsure" : "");
  });
  expect([...new Set(found)].sort()).toEqual([...new Set(expected)].sort());
});
