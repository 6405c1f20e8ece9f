import fc from "fast-check";
import { redact } from "../../../provider/text/redact";

test("an address is a secret with all the credentials in it, and its words are not", () => {
  const address = "https://user:pass-word@example.com/services/T0K3N-T0K3N?x=queryvalue#fragment";
  for (const secret of [address, "T0K3N-T0K3N", "queryvalue", "fragment", "pass-word"]) {
    expect(redact(`in ${secret} here`, [address])).toBe("in *** here");
  }
  const bot = "https://open.feishu.cn/open-apis/bot/v2/hook/hook-id-0001";
  expect(redact("hook hook-id-0001 of a bot", [bot])).toBe("hook *** of a bot");
  expect(redact("not a url", ["not a url"])).toBe("***");
});

const SECRET = 'a b&c+"<ü>/=:tail';

/** Each writes it in a form that others read as the same. */
const ENCODERS: Record<string, (text: string) => string> = {
  "percent-encoded": encodeURIComponent,
  "percent-encoded in lower case": (text) => encodeURIComponent(text).toLowerCase(),
  "percent-encoded byte by byte": (text) => Buffer.from(text).toString("hex").replace(/../g, "%$&"),
  "as a form encodes it": (text) => new URLSearchParams({ x: text }).toString().slice(2),
  "as JSON writes it": (text) => JSON.stringify(text).slice(1, -1),
  "as JSON in JSON writes it": (text) => JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1),
  "as Go's JSON writes it": (text) => text.replace(/[<>&]/g, (mark) => `\\u00${hex(mark)}`),
  "as PHP's JSON writes it": (text) => text.replaceAll("/", "\\/"),
  "in Unicode escapes": (text) => text.replace(/[^]/g, (unit) => `\\u${hex(unit).padStart(4, "0")}`),
  "as HTML writes it": (text) =>
    text.replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[mark] ?? "&quot;"),
  "in HTML's numbers": (text) => text.replace(/[^]/gu, (mark) => `&#${mark.codePointAt(0) ?? 0};`),
  "in HTML's hexadecimal numbers": (text) => text.replace(/[^]/gu, (mark) => `&#x${hex(mark)};`),
  "in HTML's names": (text) => text.replaceAll("/", "&sol;").replaceAll(":", "&colon;").replaceAll("=", "&equals;"),
};

/** Each hides it from whoever does not know the key to it, which everybody has. */
const PACKERS: Record<string, (text: string) => string> = {
  "in base64": (text) => Buffer.from(text).toString("base64").replace(/=+$/, ""),
  "in base64 for URLs": (text) => Buffer.from(text).toString("base64url"),
  "in hexadecimal": (text) => Buffer.from(text).toString("hex"),
};

/** What a page, a mail or a terminal may put between two characters. */
const SEPARATORS = [
  "\n   ",
  "\r\n",
  "<wbr>",
  '</b><b class="x">',
  "\u200b",
  "\u00ad",
  "&shy;",
  "&#8203;",
  "\\n",
  "%0A",
  "\\u200b",
];

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}

test.each(Object.entries({ "as it is": (text: string) => text, ...ENCODERS, ...PACKERS }))(
  "a secret is taken out %s",
  (_, encode) => {
    expect(redact(`before "${encode(SECRET)}" after`, [SECRET])).toBe('before "***" after');
  },
);

test.each(SEPARATORS)("a secret is taken out that is split by %j", (separator) => {
  expect(redact(`before "${Array.from(SECRET).join(separator)}" after`, [SECRET])).toBe('before "***" after');
});

test("in base64 and in hexadecimal it is taken out of whatever it stands in", () => {
  for (const before of ["", "x", "xy", "xyz"]) {
    const basic = Buffer.from(`${before}${SECRET}:more`).toString("base64");
    expect(redact(`Basic ${basic}`, [SECRET])).toMatch(/^Basic .{0,4}\*\*\*.{6,9}$/);
    const dump = Buffer.from(`${before}${SECRET}:more`).toString("hex");
    expect(redact(dump, [SECRET])).toMatch(/^[0-9a-f]{0,6}\*\*\*[0-9a-f]{10}$/);
  }
});

test("the beginning of a secret, and any other long part, is taken out where the rest was cut off", () => {
  const token = "3KSx-ab12-cd34-ef56";
  expect(redact("the token 3KSx-ab12-cd... is bad", [token])).toBe("the token ***... is bad");
  expect(redact("the token …12-cd34-ef56 is bad", [token])).toBe("the token …*** is bad");
  expect(redact("the token 3KSx-ab… is bad", [token])).toBe("the token 3KSx-ab… is bad");
  const bot = `https://open.feishu.cn/open-apis/bot/v2/hook/${token}`;
  expect(redact(`POST ${bot.slice(0, -6)}: no`, [bot])).toBe("POST https://open.feishu.cn/***/bot/v2/hook/***: no");
});

test("the text around it stays as it was, in whatever encoding", () => {
  const text = `100%25 of &lt;b&gt; \\u0041 "${encodeURIComponent(SECRET)}" in %E4%BD%A0 &amp;c.`;
  expect(redact(text, [SECRET])).toBe('100%25 of &lt;b&gt; \\u0041 "***" in %E4%BD%A0 &amp;c.');
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

test("a secret longer than any text that is looked at is taken out", () => {
  const secret = "x".repeat(100_000);
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

/** What people use for tokens and addresses. */
const token = fc
  .string({
    unit: fc.constantFrom(...Array.from("abcdefXYZ0123456789-_.~!*'()&>\"/:=?+@ 值é🚨")),
    minLength: 8,
    maxLength: 40,
  })
  .filter((text) => text.replace(/[\s+\\]/g, "").length >= 8 && /^[a-z0-9].*[a-z0-9]$/i.test(text));

test("no long part of a secret is left, however it was encoded, split or cut off", () => {
  const separated = fc.tuple(token, fc.constantFrom("", ...SEPARATORS), fc.nat(40)).map(([secret, separator, at]) => {
    const characters = Array.from(secret);
    const place = 1 + (at % (characters.length - 1));
    return [secret, [...characters.slice(0, place), separator, ...characters.slice(place)].join("")] as const;
  });
  const encoders = fc.array(fc.constantFrom(...Object.keys(ENCODERS)), { maxLength: 2 });
  const packer = fc.constantFrom("", ...Object.keys(PACKERS));
  fc.assert(
    fc.property(separated, encoders, packer, fc.boolean(), ([secret, split], encoding, packing, packedEncoded) => {
      let form = encoding.reduce((text, name) => ENCODERS[name]?.(text) ?? text, split);
      form = PACKERS[packing]?.(form) ?? form;
      if (packedEncoded && packing !== "") form = encodeURIComponent(form);
      const clean = redact(`it sent "${form}" here`, [secret]);
      expect(clean).toMatch(/^it sent ".*" here$/s);
      expect(clean).toContain("***");
      // The last characters of what was packed can share a place with others.
      expect(clean.slice(9, -6).replaceAll("***", "").length).toBeLessThan(8);
    }),
    { numRuns: 1_000 },
  );
});

test.each(["\\", "%25", "&amp;", "<", "%", "a", "\u200b", "&#", "<a ", "\\u", "%e2%80", "0", "Ab0/"])(
  "a text of nothing but %j is read in a time that grows with its length alone",
  (part) => {
    // Read again from each place, this would take hours.
    expect(redact(part.repeat(50_000), ["abcdefghijkl"])).toHaveLength(50_000 * part.length);
  },
  60_000,
);
