import { Script } from "node:vm";
import ts from "typescript";
import { identifiersFor } from "../../cli/export/identifiers";

test.each([
  ["oncall", "oncall"],
  ["team-a", "teamA"],
  ["on_duty", "on_duty"],
  ["值班-夜", "值班夜"],
  ["值班-night", "值班Night"],
  ["a--b-", "aB"],
  ["class", "classContact"],
  ["await", "awaitContact"],
  ["let", "letContact"],
  ["config", "configContact"],
  ["pulumi", "pulumiContact"],
  ["vmp", "vmpContact"],
  ["exports", "exportsContact"],
  ["undefined", "undefinedContact"],
  ["𠮷", "contact"],
  ["⺀a", "a"],
  ["1st-line", "contact1stLine"],
  ["__importStar", "contact__importStar"],
  ["!", "contact"],
])("%s is %s", (name, identifier) => {
  expect(identifiersFor([name])).toEqual([identifier]);
});

test("names that come to the same get numbers", () => {
  expect(identifiersFor(["a-b", "aB", "aB_2", "a_b", "𠮷", "contact"])).toEqual([
    "aB",
    "aB_2",
    "aB_2_2",
    "a_b",
    "contact",
    "contact_2",
  ]);
});

test("every word of TypeScript is taken for a variable's name, or avoided", () => {
  const { FirstKeyword, LastKeyword } = ts.SyntaxKind;
  const kinds = Object.values(ts.SyntaxKind).filter((kind): kind is ts.SyntaxKind => typeof kind === "number");
  const words = kinds
    .filter((kind) => kind >= FirstKeyword && kind <= LastKeyword)
    .map((kind) => ts.tokenToString(kind) ?? "");
  expect(words).toContain("instanceof");
  const program = identifiersFor(words).map((identifier) => `export const ${identifier} = 1;\n`);
  const { diagnostics = [] } = ts.transpileModule(program.join(""), { reportDiagnostics: true });
  expect(diagnostics).toEqual([]);
  expect(() => new Script(`"use strict"; ${program.join("").replaceAll("export ", "")}`)).not.toThrow();
});
