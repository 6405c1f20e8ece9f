import { goTemplate } from "../../../provider/fields/go-template";
import { nearest } from "../../../provider/text/near";

const rule = goTemplate(["Region", "Level", "For"]);

test.each([
  "no variable at all, and a brace }} that closes nothing",
  "{{ .Level }} {{.Region}}\n{{- .For -}}",
  "{{ .Level.Of.Whatever }} {{ . }} {{ printf `%s }} {{` .Level | upper }} {{ (index .Level 0).Other }}",
  '{{ if eq .Level "P0}}" "\\"{{" }}page{{ else if and .For (not .Region) }}ask{{ else }}wait{{ end }}',
  "{{ range $index, $each := .Level }}{{ .Other }}{{ $each.Name }}{{ $.Region }}{{ break }}{{ else }}none{{ end }}",
  "{{ with .Region }}{{ .Name }}{{ else with .Level }}{{ .Name }}{{ end }}",
  '{{ define "line" }}{{ .Whatever }}{{ end }}{{ template "line" .Level }}{{ block "more" . }}{{ .X }}{{ end }}',
  "{{/* a comment with }} and .Unknown */}}{{- /* another */ -}}",
  "{{/* one alone */}}",
  "{{- /* .Unknown }} */ -}}",
  "{{`/*`}}",
  "{{- if .Level -}}x{{- end -}}",
  "{{ if(.Level) }}x{{ end }}",
  "{{ $if := .Level }}{{ $end := $if }}{{ $end }}",
  "{{ range .Level }}{{ if .X }}{{ .Y }}{{ end }}{{ .Z }}{{ end }}",
  "{{ '\\u4e2d' }} {{ '\\'' }}",
  "{.} {.5 }} { }} {Level}}",
  "{{ $level := .Level }}{{ $level }}{{ 1.5 }}{{ \"\\u4e2d\" }}{{ '}' }}",
  '{"card": {"level": "{{ .Level }}"}}',
])("%s", (text) => {
  expect(rule(text, nearest)).toBeUndefined();
});

test.each([
  ["{{ .Level", "the {{ of line 1 is not closed by }}"],
  ["one\ntwo {{ .Level }\n{{ .For }}", "the {{ of line 2 is not closed by }}"],
  ["{{ {{ .Level }} }}", "the {{ of line 1 is not closed by }}"],
  ['{{ "}} }}', "the {{ of line 1 is not closed by }}"],
  ["{{/* .Level }}", "the {{ of line 1 is not closed by }}"],
  ["{{ }}", "line 1 has {{ }} of nothing"],
  ["{{- -}}", "line 1 has {{ }} of nothing"],
  ["{{ if -}}x{{ end }}", "line 1 has {{ if }} of nothing"],
  ["{{ if .Level }}{{ else -}}{{ else }}{{ end }}", "line 1 has {{ else }} of nothing"],
  ["{{ .Level\n}}{{ .For }}\n{{ if }}", "line 3 has {{ if }} of nothing"],
  ["{{ if }}x{{ end }}", "line 1 has {{ if }} of nothing"],
  ["{{ end }}", "line 1 has {{ end }} of nothing"],
  ["\n{{ else }}", "line 2 has {{ else }} of nothing"],
  ["{{ if .Level }}{{ else }}{{ else }}{{ end }}", "line 1 has {{ else }} of nothing"],
  ['{{ define "a" }}{{ else }}{{ end }}', "line 1 has {{ else }} of nothing"],
  ["{{ if .Level }}{{ range .For }}{{ end }}", "{{ if }} has no {{ end }}"],
  ["{{ end }}{{ with .For }}{{ if }}", "line 1 has {{ end }} of nothing, and line 1 has {{ if }} of nothing"],
])("%s is a fault", (text, fault) => {
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
});
