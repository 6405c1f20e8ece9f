import { goTemplate } from "../../../provider/fields/go-template";
import { nearest } from "../../../provider/text/near";
import { REFUSED, TAKEN } from "./go-templates";

const rule = goTemplate(["Region", "Level", "For"]);

test.each(TAKEN)("%s", (text) => {
  expect(rule(text, nearest)).toBeUndefined();
});

test.each(REFUSED)("%s is a fault", (text, fault) => {
  expect(rule(text, nearest)).toEqual({ fault: `must be a Go template, but ${fault}` });
});

test.each([
  ["{{ .Level }}{ .Level }}", "has a single { before a }} in line 1"],
  ["{.Level }}\n\n", "has a single { before a }} in line 1"],
  ["{  .Level }}", "has a single { before a }} in line 1"],
  ["{{ .Lvel }}", "uses .Lvel (did you mean .Level?), of which"],
  ["{{ .Labels.instance }}", "uses .Labels, of which"],
  ["{{ range .Alerts }}{{ .X }}{{ $.Labels }}{{ end }}", "uses .Alerts and .Labels, of which"],
  ["{{ if .Level }}{{ .Labels }}{{ end }}", "uses .Labels, of which"],
  ["a\n{ .Level }} {{ .For }}", "has a single { before a }} in line 2"],
])("%s is a warning", (text, warning) => {
  expect(rule(text, nearest)).toEqual({ warning: expect.stringContaining(warning) as string });
});

const NAMES = "of which VMP's reference says nothing; it names .Region, .Level, .For";

test("of much that is odd, some is said, and of all kinds; of a long name its beginning", () => {
  const long = "x".repeat(65);
  expect(rule(`{{ .${long} }}`)).toEqual({ warning: `uses .${long.slice(1)}…, ${NAMES}` });
  expect(rule(`{{ .${long.slice(1)} }}`)).toEqual({ warning: `uses .${long.slice(1)}, ${NAMES}` });
  const several = [1, 2, 3, 4, 5, 6].map((each) => `{ .X }}{{ .X${each} }}\n`).join("");
  const halves = [3, 4, 5, 6].map((line) => `has a single { before a }} in line ${line}`).join("; it ");
  expect(rule(several)).toEqual({ warning: `${halves}; it uses .X1 and .X2 and .X3 and .X4 and .X5, ${NAMES}` });
  const faults = [1, 2, 3, 4, 5].map((line) => `line ${line} has {{ if }} of nothing`).join(", and ");
  expect(rule("{{ if }}\n".repeat(6))).toEqual({ fault: `must be a Go template, but ${faults}` });
});

test("a variable that is not known is one also where nobody tells which was meant", () => {
  expect(rule("{{ .Lvel }}")).toEqual({ warning: `uses .Lvel, ${NAMES}` });
});

test("a text of a megabyte is looked at in a moment", () => {
  for (const part of ["{{", "{{ .Level }}", '{{ "', "{{/*", "{{ if .X }}", "{ .a ", "\n"]) {
    expect(() => rule(part.repeat(1_000_000 / part.length), nearest)).not.toThrow();
  }
  for (const part of ["(", "$", "$x , ", "$\n\n", ".X", ".X ", "5+", "|", "a "]) {
    expect(() => rule(`{{ ${part.repeat(1_000_000 / part.length)} }}`, nearest)).not.toThrow();
  }
});
