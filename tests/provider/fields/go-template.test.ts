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
  ["{{ .Lvel }}", "uses .Lvel (did you mean .Level?), of which"],
  ["{{ .Labels.instance }}", "uses .Labels, of which"],
  ["{{ range .Alerts }}{{ .X }}{{ $.Labels }}{{ end }}", "uses .Alerts and .Labels, of which"],
  ["{{ if .Level }}{{ .Labels }}{{ end }}", "uses .Labels, of which"],
  ["a\n{ .Level }} {{ .For }}", "has a single { before a }} in line 2"],
])("%s is a warning", (text, warning) => {
  expect(rule(text, nearest)).toEqual({ warning: expect.stringContaining(warning) as string });
});

test("a text of a megabyte is looked at in a moment", () => {
  for (const part of ["{{", "{{ .Level }}", '{{ "', "{{/*", "{{ if .X }}", "{ .a ", "\n"]) {
    expect(() => rule(part.repeat(1_000_000 / part.length), nearest)).not.toThrow();
  }
});
