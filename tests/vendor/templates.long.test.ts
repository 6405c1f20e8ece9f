/**
 * The rule of Go templates held to Go's own parser: it refuses nothing that Go takes. Of what Go refuses it lets pass
 * what is not cheap to find, such as a number that is out of a float's range. Without Go this is skipped.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { goTemplate } from "../../provider/fields/go-template";
import { run } from "../../tools/engine";
import { REFUSED, TAKEN } from "../provider/fields/go-templates";
import { temporaryFolder } from "../support/temporary-folder";

const hasGo = spawnSync("go", ["version"]).status === 0;
const rule = goTemplate([]);
const program = join(temporaryFolder(), "templates");

/** Whether Go takes each. */
function takenByGo(texts: readonly string[]): boolean[] {
  const input = texts.map((text) => JSON.stringify(text)).join("\n");
  const { stdout } = spawnSync(program, { input, encoding: "utf8", maxBuffer: 1e8 });
  return stdout
    .trim()
    .split("\n")
    .map((line) => line === "true");
}

function isTaken(text: string): boolean {
  const found = rule(text);
  return found === undefined || "warning" in found;
}

const WORDS =
  "if range with else end define block template break continue break continue nil true printf upper 中文 _a".split(" ");
const VALUES = ". .X .X.Y $ $x $.X \"a\" `b` 'c' 5 -5 +.5 1i 0x1F 1e+5 5. x".split(" ");
const SIGNS = "( ( ) ) | | , := = - + ! / .. [ # $x:= $x,$y:= $x,$y".split(" ");
const BLANKS = ["", " ", " ", "\n", "\t"];
const BEFORE = [
  "",
  "{{ $x := 1 }}",
  "{{ $x := 1 }}{{ $y := 1 }}",
  "{{ range $x, $y := .X }}{{ end }}",
  "{{ with $x := 1 }}",
];
const OPENINGS = [
  "",
  "if ",
  "if(.X)",
  "range ",
  "range $x, $y := ",
  "with ",
  'block "b" ',
  'define "d"',
  'template "t" ',
];

const part = fc
  .tuple(fc.constantFrom(...WORDS, ...VALUES, ...VALUES, ...SIGNS), fc.constantFrom(...BLANKS))
  .map((both) => both.join(""));
/** What stands inside of an action, as far as Go looks at where it stands. */
const inner = fc.constantFrom(
  "x",
  "x",
  "{{ $x }}",
  "{{ $y := $x }}",
  "{{ $y }}",
  "{{ break }}",
  "{{ continue }}",
  "{{ if .X }}{{ break }}{{ end }}",
);
/** An action with its end, if it needs one; and any actions whatever. */
const action = fc
  .tuple(
    fc.constantFrom(...OPENINGS),
    fc.array(part, { maxLength: 5 }),
    inner,
    fc.constantFrom("", "{{else}}", "{{else if .}}"),
    inner,
  )
  .map(([opening, parts, first, other, second]) => {
    const isBlock = opening !== "" && !opening.startsWith("template");
    return `{{ ${opening}${parts.join("")} }}${isBlock ? `${first}${other}${second}{{ end }}` : ""}${second}`;
  });
const actions = fc.array(fc.array(part, { maxLength: 4 }), { maxLength: 3 });
const template = fc.oneof(
  action,
  actions.map((some) => some.map((parts) => `{{${parts.join("")}}}`).join("x")),
);

const SCOPES = [
  ...["{{ if .X }}", "{{ range .X }}", "{{ with .X }}", '{{ block "b" . }}', '{{ define "d" }}', "{{ else }}"],
  ...[
    "{{ if $x := .X }}",
    "{{ range $x, $y := .X }}",
    "{{ with $x }}",
    "{{ if $y }}",
    '{{ block "c" $x }}',
    '{{ block "e" $y := .X }}',
  ],
  ...["{{ end }}", "{{ end }}", "{{ end }}", "{{ end }}", "{{ $x := 1 }}", "{{ $y = $x }}", "{{ $x }}", "{{ $y.Z }}"],
  ...["{{ break }}", "{{ continue }}", "{{ else if $y }}", "{{ ($x := .X) }}", "{{ break 1 }}", "{{ $ }}"],
];

const NAMED = [
  ...['{{ define "a" }}', "{{ define `a` }}", '{{ block "a" . }}', '{{ block "b" . }}', "{{ if .X }}", "{{/* x */}}"],
  ...["{{ end }}", "{{ end }}", "{{ end }}", "{{ end }}", "{{ end }}", "{{ end -}}", '{{ template "a" }}', "{{ 1 }}"],
  ...["", " ", "\n", "\u0085", "\ufeff", "\u3000", "\u200b", "x"],
];

const CONSTANT = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.stringMatching(/^[+-]?(0[xXbBoO]?)?[0-9a-f_.]{0,3}([eEpP][+-]?[0-9_]{0,2})?([-+i][0-9._]{0,2})?i?$/),
  },
  { weight: 1, arbitrary: fc.stringMatching(/^[+-]?(0[xob])?[0-9]{19,22}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^"(\\[abfnrtvxuU0-7'"\\d]|[0-9a-fD]{1,4}|.)*"$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^'(\\[abfnrtvxuU0-7'"\\d])?([0-9a-fD]{0,4}|00[01][01D][8f]0{3}|.?)'$/) },
);

(hasGo ? describe : describe.skip)("Go's own parser", () => {
  beforeAll(async () => {
    const built = await run("go", ["build", "-o", program, "./templates"], { cwd: __dirname, timeoutMs: 580_000 });
    if (built.code !== 0) throw new Error(`go build: ${built.stderr}`);
  });

  test("takes what the rule's tests call taken, and refuses what they call refused", () => {
    const texts = [...TAKEN, ...REFUSED.map(([text]) => text)];
    const taken = takenByGo(texts);
    expect(texts.filter((_, index) => taken[index])).toEqual(TAKEN);
  });

  test.each([
    ["variables and of break", fc.array(fc.constantFrom(...SCOPES), { maxLength: 12 })],
    ["two templates of one name", fc.array(fc.constantFrom(...NAMED), { maxLength: 12 })],
    ["numbers, characters and texts", CONSTANT.map((text) => ["{{ ", text, " }}"])],
  ])("takes what the rule says of %s, and nothing else", (_, generated) => {
    const texts = fc.sample(generated, 50_000).map((some) => some.join(""));
    const taken = takenByGo(texts);
    expect(texts.filter((text, index) => taken[index] !== isTaken(text))).toEqual([]);
    expect(taken.filter((each) => each).length).toBeGreaterThan(1_000);
  });

  test("takes nothing that the rule refuses", () => {
    const texts = fc.sample(fc.tuple(fc.constantFrom(...BEFORE), template), 50_000).map((both) => both.join(""));
    const taken = takenByGo(texts);
    expect(texts.filter((text, index) => taken[index] === true && !isTaken(text))).toEqual([]);
    expect(taken.filter((each) => each).length).toBeGreaterThan(1_000);
  });
});
