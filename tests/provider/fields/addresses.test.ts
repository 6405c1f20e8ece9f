/** What the rules of addresses find, at each of their bounds. */
import { botAddress, email, httpAddress, notSigned } from "../../../provider/fields/addresses";

const NO_EMAIL = "must be a valid e-mail address such as oncall@example.com";
/** A domain of 189 characters, which is what an address of 254 has beside its longest mailbox and the at sign. */
const LONG_DOMAIN = [63, 63, 61].map((length) => "d".repeat(length)).join(".");
const LONG_MAILBOX = "a".repeat(64);

test.each([
  `${LONG_MAILBOX}@${LONG_DOMAIN}`,
  "a@b.c",
  "a@1.example.com",
  "a@b.1.com",
  "a@example.c1",
  "a@example.1c",
  "a@b-c.example.com",
])("%s is an e-mail address", (text) => {
  expect(email(text)).toBeUndefined();
});

test.each([
  `${LONG_MAILBOX}@${LONG_DOMAIN}d`,
  `${LONG_MAILBOX}a@example.com`,
  `a@${"d".repeat(64)}.com`,
  "a@example.123",
  "a@example.1",
  "a@-b.com",
  "a@b_c.com",
  "a@b..com",
  "@example.com",
])("%s is none", (text) => {
  expect(email(text)).toEqual({ fault: NO_EMAIL });
});

test.each(["a@example.com,bob@example.com", "a@example.com；bob@example.com", "a@b.com、@c.com"])(
  "%s are several",
  (text) => {
    const advice = "it holds more than one: a contact has one address, so make more contacts, or use a mailing list";
    expect(email(text)).toEqual({ fault: `${NO_EMAIL}; ${advice}` });
  },
);

test.each(["see:https://example.com/", "https://?a", "https://#a", "https://\\a", "https://a:b:c/"])(
  "%s is no URL of a web server",
  (text) => {
    expect(httpAddress(text)).toEqual({ fault: "must be an http:// or https:// URL with a host" });
  },
);

describe("the usual address of a bot", () => {
  const starts = ["https://bot.example.com/hook/", "https://bot.example.com/send?key="];
  const rule = botAddress("bot", starts);

  test.each([
    "https://bot.example.com/hook/x",
    "https://bot.example.com/send?key=x",
    "https://bot.example.com/hook/x?y",
  ])("is %s", (text) => {
    expect(rule(text)).toBeUndefined();
  });

  test.each([
    ["that of another host", "https://bot.example.org/hook/x"],
    ["that of another scheme", "http://bot.example.com/hook/x"],
    ["that of another path", "https://bot.example.com/other/x"],
    ["what they all begin with", "https://bot.example.com/hook/"],
    ["that without the parameter", "https://bot.example.com/send"],
    ["that with nothing for the parameter", "https://bot.example.com/send?key="],
    ["the parameter at another path", "https://bot.example.com/other?key=x"],
    ["the parameter below the path", "https://bot.example.com/send/more?key=x"],
  ])("is not %s", (_case, text) => {
    const usual = "https://bot.example.com/hook/ or https://bot.example.com/send?key=";
    expect(rule(text)).toEqual({ warning: `is not the usual address of a bot, which starts with ${usual}` });
  });
});

test.each([
  ["?timestamp=1", true],
  ["?sign=x", true],
  ["?timestamp=1&sign=x", true],
  ["?other=1", false],
])("an address with %s is signed: %s", (query, expected) => {
  const warning =
    "holds a timestamp and a signature, which are good for an hour: take both out, and give the robot's key as secretKey";
  expect(notSigned(httpAddress)(`https://example.com/${query}`)).toEqual(expected ? { warning } : undefined);
});
