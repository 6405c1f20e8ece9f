import fc from "fast-check";
import { plain, redact, shorten } from "../../../../provider/client/call/redact";

test("an address is a secret with all the credentials in it, and its words are not", () => {
  const address = "https://user:pass-word@example.com/services/T0K3N-T0K3N?x=queryvalue#fragment";
  for (const secret of [address, "T0K3N-T0K3N", "queryvalue", "fragment", "pass-word"]) {
    expect(redact(`in ${secret} here`, [address])).toBe("in *** here");
  }
  const bot = "https://open.feishu.cn/open-apis/bot/v2/hook/hook-id-0001";
  expect(redact("hook hook-id-0001 of a bot", [bot])).toBe("hook *** of a bot");
  expect(redact("not a url", ["not a url"])).toBe("***");
});

const SECRET = 'a b&c+"<ü>/=';

test.each([
  ["as it is", SECRET],
  ["percent-encoded", encodeURIComponent(SECRET)],
  ["percent-encoded in lower case", encodeURIComponent(SECRET).toLowerCase()],
  ["as a form encodes it", new URLSearchParams({ x: SECRET }).toString().slice(2)],
  ["as JSON writes it", JSON.stringify(SECRET)],
  ["as HTML writes it", "a b&amp;c+&quot;&lt;ü&gt;/="],
])("a secret is taken out %s", (_, text) => {
  expect(redact(`before ${text} after`, [SECRET])).toMatch(/^before "?\*\*\*"? after$/);
});

test("an address is taken out whole, and so is its credential alone", () => {
  const secrets = ["https://oapi.dingtalk.com/robot/send?access_token=abc%2Fdef"];
  expect(redact("to https://oapi.dingtalk.com/robot/send?access_token=abc%2Fdef.", secrets)).toBe("to ***.");
  expect(redact("token abc/def or ABC%2fDEF", secrets)).toBe("token *** or ***");
});

test("a credential in a path is taken out in its decoded form too", () => {
  const secrets = ["https://example.com/hook%2Did%2D0001"];
  expect(redact("hook-id-0001", secrets)).toBe("***");
});

test("a secret that begins with another is taken out whole", () => {
  expect(redact("abcdefgh", ["abcd", "abcdefgh"])).toBe("***");
});

test("secrets with the marks of regular expressions are taken literally", () => {
  expect(redact("a.*c and abbc", ["a.*c"])).toBe("*** and abbc");
});

test("what is too short to be told from ordinary text stays", () => {
  expect(redact("the cat", ["the", "", "e"])).toBe("the cat");
});

test("a secret of 10 MB is taken out", () => {
  const secret = "x".repeat(10_000_000);
  expect(redact(`a ${secret} b`, [secret])).toBe("a *** b");
});

test("no secret is left, whatever it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 4 }), fc.string(), fc.string(), (secret, before, after) => {
      fc.pre(!"***".includes(secret) && !`${before}***${after}`.includes(secret));
      for (const form of [secret, JSON.stringify(secret)]) {
        expect(redact(before + form + after, [secret])).not.toContain(secret);
      }
    }),
  );
});

test("text becomes one line without tags, scripts, control characters and direction marks", () => {
  expect(plain("<html><style>p{}</style>\n<h1>502\tBad</h1><script>x()</script>\u0007Gate\u202eway</html>")).toBe(
    "502 Bad Gate way",
  );
});

test("a page made to be slow is not", () => {
  const start = performance.now();
  plain("<script".repeat(1_400));
  plain("<".repeat(10_000));
  expect(performance.now() - start).toBeLessThan(2_000);
});

test("a long text is cut between characters", () => {
  expect(shorten("值班🚨人", 3)).toBe("值班🚨…");
  expect(shorten("值班🚨", 3)).toBe("值班🚨");
});
