import fc from "fast-check";
import { foreign } from "../../../provider/text/foreign";

test("text becomes one line without tags, scripts, control characters and direction marks", () => {
  const page = "<html><style>p{}</style>\n<h1>502\tBad</h1><script>x()</script>\u0007Gate\u202eway</html>";
  expect(foreign(page, [])).toBe("502 Bad Gate way");
});

test.each([
  ["a workflow command of GitHub", "a\n::error file=x::b\r\n::add-mask::c", "a ::error file=x::b ::add-mask::c"],
  [
    "the older form, which GitHub looks for within a line",
    "a ##[add-mask]b ##vso[task]",
    "a ## [add-mask]b ## vso[task]",
  ],
  [
    "an escape of a terminal",
    "a\u001b[2J\u001b]8;;https://example.com\u0007b\u009b31m",
    "a [2J ]8;;https://example.com b 31m",
  ],
  ["a colour of Pulumi's", "a <{%fg 1%}>b<b>{%reset%}", "a b {%reset%}"],
  ["a fence of Markdown", "a\n```\n# b ````", "a ` `` # b ` ` ``"],
  ["lines that only some know", "a\u2028::error::b\u0085c\u000bd", "a ::error::b c d"],
])("%s is none any more", (_, text, clean) => {
  expect(foreign(text, [])).toBe(clean);
});

test("a long text is cut between characters, and says so", () => {
  expect(foreign("值班🚨人", [], 3)).toBe("值班🚨…");
  expect(foreign("值班🚨", [], 3)).toBe("值班🚨");
});

test("secrets are taken out before tags are, and before it is cut", () => {
  expect(foreign("bad canary-<b>canary-1</b> here", ["canary-canary-1"])).toBe("bad *** here");
  expect(foreign(`<a href="/canary-canary-1">link</a> canary-canary-1`, ["canary-canary-1"], 6)).toBe("link *…");
});

test("no secret shows its beginning where a long text was cut", () => {
  const secret = "canary-canary-1";
  for (let rest = 0; rest <= secret.length; rest++) {
    expect(foreign(`${"<p>".repeat(3_333)}${" ".repeat(rest)}${secret}`, [secret])).not.toContain("cana");
  }
});

test("whatever it is, it is one line of bearable length", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const clean = foreign(text, [], 50);
      expect(clean).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|```|##\[|<\{%/u);
      expect(Array.from(clean).length).toBeLessThanOrEqual(51);
    }),
  );
});

test("a page made to be slow is not", () => {
  for (const part of ["<script", "<", "```", "##["]) expect(foreign(part.repeat(20_000), []).length).toBeLessThan(200);
}, 60_000);
