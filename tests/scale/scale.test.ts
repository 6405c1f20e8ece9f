/** `npm run scale` in small: what docs/scale.md is made of. No time is looked at. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ExportedResource, ROOT } from "../../tools/engine";
import { Program } from "../e2e/program";
import { declare } from "./contacts";
import { costModel } from "./cost-model";
import { fill } from "./fill";
import { measure } from "./measure";
import { blocks, fillPage } from "./page";

const PAGE = readFileSync(join(ROOT, "docs", "scale.md"), "utf8");

/** The contacts of a state, without what is another one in every state. */
function contactsOf(resources: ExportedResource[]): ExportedResource[] {
  const contacts = resources.filter(({ type }) => type.endsWith(":Contact"));
  const masked = JSON.stringify(contacts.sort((a, b) => a.urn.localeCompare(b.urn)))
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "id")
    .replace(/"holder":"[0-9a-f]{8}"/g, '"holder":"…"')
    .replace(/127\.0\.0\.1:\d+/g, "address")
    .replace(/"ciphertext":"[^"]*"/g, '"ciphertext":"…"')
    .replace(/"\d{4}-\d\d-\d\dT[^"]*Z"/g, '"time"');
  return JSON.parse(masked) as ExportedResource[];
}

test("a filled stack is what the engine would have written, and goes on as one", async () => {
  const [filled, made] = [await Program.open(), await Program.open()];
  try {
    await fill(filled, 4);
    await made.up(declare(0, 4));
    const [copied, real] = [await filled.workspace.resources(), await made.workspace.resources()].map(contactsOf);
    expect(copied).toHaveLength(4);
    expect(copied).toEqual(real);
    expect(await filled.state()).not.toContain("token-contact");

    await filled.pulumi("refresh --yes --skip-preview --expect-no-changes");
    await filled.up(declare(0, 4, 2));
    expect(
      filled.emulator
        .contacts()
        .map(({ Email }) => Email)
        .sort(),
    ).toEqual(Object.values(declare(0, 4, 2)).map(({ email }) => email));
    await filled.pulumi("destroy --yes --skip-preview");
    expect(filled.emulator.contacts()).toEqual([]);
  } finally {
    await filled.close();
    await made.close();
  }
});

// Memory and processor time are read where Linux has them.
(process.platform === "linux" ? test : test.skip)("every number of the page is measured", async () => {
  const splits = [
    { contacts: 6, stacks: 1, parallel: 1, callsPerSecond: 0, twice: true },
    { contacts: 6, stacks: 2, parallel: 2, callsPerSecond: 20, twice: false },
  ];
  const measured = await measure({ sizes: [4, 6], steps: 2, splits }, () => undefined);
  const usages = [...measured.oneStack.map(({ up }) => up), ...measured.splits.map(({ up }) => up)];
  for (const { cpuSeconds, peakMB, peakMBOf } of usages) {
    const { engine, program, "provider host": host } = peakMBOf;
    expect(Math.min(cpuSeconds, engine, program, host)).toBeGreaterThan(0);
    expect(peakMB).toBeGreaterThanOrEqual(Math.max(engine, program, host));
  }
  expect(measured.splits.map(({ made }) => made.length)).toEqual([6, 6]);
  const page = fillPage(PAGE, blocks(measured, "0.0.0", "2001-02-03"));
  expect(page).not.toMatch(/Not measured yet|NaN|undefined|Infinity/);
  expect(page).toMatch(/^\| 10,000 contacts, extrapolated +\|/m);
  // Filled once more, it is the same.
  expect(fillPage(page, blocks(measured, "0.0.0", "2001-02-03"))).toBe(page);
});

test("a page that lacks a mark, or has one too many, is refused", () => {
  expect(() => fillPage("", { machine: "" })).toThrow("no marks for machine");
  expect(() => fillPage("<!-- measured: other -->\n\n<!-- end -->", {})).toThrow('no block "other"');
});

test("the costs of a growing stack add up", () => {
  // 10 ms, and 1 ms more for each contact that is there: 10 + 11 + … + 109.
  const rows = [0, 50, 400].map((contacts) => ({ contacts, change: (10 + contacts) / 1000 }));
  expect(costModel(rows).toCreate(100)).toBeCloseTo(5.95, 6);
});
