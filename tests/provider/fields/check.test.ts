import { check } from "../../../provider/lifecycle/lifecycle";
import { CONTACT } from "../../../provider/resources/contact";
import { UNKNOWN } from "../../../provider/values";
import { REFERENCE_EXAMPLE } from "../../support/contacts";

const valid = { name: "oncall", email: "oncall@example.com" };
const ID = "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c";

function faults(inputs: unknown): string[] {
  return check(CONTACT, inputs).failures.map(({ path, message }) => `${path} ${message}`.trim());
}

function warnings(inputs: unknown): string[] {
  return check(CONTACT, inputs).warnings.map(({ path, message }) => `${path} ${message}`.trim());
}

describe("what passes", () => {
  test("the reference's example request, without a warning", () => {
    expect(check(CONTACT, REFERENCE_EXAMPLE)).toEqual({ inputs: REFERENCE_EXAMPLE, failures: [], warnings: [] });
  });

  test.each([
    ["a single letter", "a"],
    ["Chinese characters", "值班-一组_01"],
    ["a Chinese character outside the basic plane", "𠮷野家"],
    ["127 characters", "a".repeat(127)],
    ["127 characters of two UTF-16 units each", "𠮷".repeat(127)],
  ])("a name of %s", (_case, name) => {
    expect(faults({ ...valid, name })).toEqual([]);
  });

  test.each(["a@example.com", "first.last+tag@sub.example.com.cn", "x_y-z@1688.com"])("the e-mail %s", (email) => {
    expect(faults({ ...valid, email })).toEqual([]);
  });

  test.each([
    ["the whole contact's name", { ...valid, name: UNKNOWN }],
    ["a whole webhook", { ...valid, webhook: UNKNOWN }],
    ["one address in a webhook", { ...valid, webhook: { address: UNKNOWN, token: "t" } }],
    ["one id in a list", { ...valid, contactGroupIds: [UNKNOWN, ID, UNKNOWN] }],
    ["a whole list", { ...valid, dingTalkBotWebhook: { address: UNKNOWN, atMobiles: UNKNOWN } }],
  ])("what is not known yet: %s", (_case, inputs) => {
    expect(check(CONTACT, inputs)).toEqual({ inputs, failures: [], warnings: [] });
  });

  test("null and undefined mean not set, at every depth", () => {
    const inputs = {
      ...valid,
      webhook: null,
      phoneNumber: undefined,
      larkBotWebhook: { ...REFERENCE_EXAMPLE.larkBotWebhook, secretKey: null },
    };
    expect(check(CONTACT, inputs)).toEqual({
      inputs: { ...valid, larkBotWebhook: { address: REFERENCE_EXAMPLE.larkBotWebhook.address } },
      failures: [],
      warnings: [],
    });
  });

  test("ids, which are kept in lower case, as VMP writes them", () => {
    const inputs = { ...valid, contactGroupIds: [ID.toUpperCase()] };
    expect(check(CONTACT, inputs)).toMatchObject({ inputs: { contactGroupIds: [ID] }, failures: [] });
  });

  test.each([
    ["the port that is the usual one", "larkBotWebhook", "https://open.feishu.cn:443/open-apis/bot/v2/hook/x"],
    ["an upper-case host", "larkBotWebhook", "HTTPS://Open.Feishu.CN/open-apis/bot/v2/hook/x"],
    [
      "parameters in another order",
      "weComBotWebhook",
      "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?debug=1&key=x",
    ],
    ["a parameter more", "dingTalkBotWebhook", "https://oapi.dingtalk.com/robot/send?access_token=x&lang=zh"],
  ])("without a warning, a bot's address with %s", (_case, bot, address) => {
    expect(faults({ ...valid, [bot]: { address } })).toEqual([]);
    expect(warnings({ ...valid, [bot]: { address } })).toEqual([]);
  });

  test.each([["2026-01-31"], [7], [false], [["a", null, { on: 1 }]]])(
    "a resendValidation of %j",
    (resendValidation) => {
      expect(faults({ ...valid, resendValidation })).toEqual([]);
    },
  );

  test("a plain http address of a general webhook", () => {
    expect(warnings({ ...valid, webhook: { address: "http://alerts.internal:8080/hook" } })).toEqual([]);
    expect(faults({ ...valid, webhook: { address: "http://alerts.internal:8080/hook" } })).toEqual([]);
  });
});

describe("what is refused, by path and sentence", () => {
  const url = "must be an http:// or https:// URL with a host";
  const email = "must be a valid e-mail address such as oncall@example.com";
  const json =
    "must be a value that JSON carries: a text, a finite number, true, false, a list or an object that is not empty; " +
    "give anything else as its text, such as new Date().toISOString()";
  const blank = "must not start or end with a blank or a line break; take it away";
  const start = "must start with a letter (A-Z, a-z) or a Chinese character";
  const stranger = (what: string): string =>
    `must hold only letters (A-Z, a-z), Chinese characters, digits, "-" and "_", and not ${what}`;

  test.each<[string, unknown, string]>([
    ["no name", { email: "a@example.com" }, "name is required"],
    ["a name that starts with a digit", { ...valid, name: "1st" }, `name ${start}`],
    ["a name that starts with -", { ...valid, name: "-a" }, `name ${start}`],
    ["a name that starts with _", { ...valid, name: "_a" }, `name ${start}`],
    ["a name with a blank in it", { ...valid, name: "on call" }, `name ${stranger("U+0020")}`],
    ["a name with a dot", { ...valid, name: "on.call" }, `name ${stranger('"." (U+002E)')}`],
    ["a letter that is not A-Z", { ...valid, name: "señal" }, `name ${stranger('"ñ" (U+00F1)')}`],
    [
      "kana, which are not Chinese characters",
      { ...valid, name: "あ" },
      `name ${start}; it ${stranger('"あ" (U+3042)')}`,
    ],
    ["a right-to-left mark", { ...valid, name: "on\u200fcall" }, `name ${stranger("U+200F")}`],
    ["128 characters", { ...valid, name: "a".repeat(128) }, "name must be shorter than 128 characters"],
    [
      "an empty name",
      { ...valid, name: "" },
      "name must not be empty; leave the property out when there is nothing to set",
    ],
    ["a name that is a number", { ...valid, name: 7 }, "name must be a string, not a number"],
    ["an e-mail without @", { ...valid, email: "oncall" }, `email ${email}`],
    ["an e-mail without a top-level domain", { ...valid, email: "oncall@host" }, `email ${email}`],
    ["an e-mail with two @", { ...valid, email: "a@b@example.com" }, `email ${email}`],
    ["an e-mail with two dots", { ...valid, email: "a..b@example.com" }, `email ${email}`],
    ["a domain label that ends with -", { ...valid, email: "a@b-.com" }, `email ${email}`],
    [
      "a full-width at sign",
      { ...valid, email: "a＠example.com" },
      `email ${email}; its at sign is a full-width one: write "@"`,
    ],
    ...["a@example.com, b@example.com", "a@example.com;b@example.com", "a@example.com b@example.com"].map(
      (several): [string, unknown, string] => [
        `two addresses: ${several}`,
        { ...valid, email: several },
        `email ${email}; it holds more than one: a contact has one address, so make more contacts, or use a mailing list`,
      ],
    ),
    [
      "an international domain",
      { ...valid, email: "a@例子.公司" },
      `email ${email}; write an international domain in its ASCII form, which begins with xn--`,
    ],
    [
      "an international mailbox",
      { ...valid, email: "值班@example.com" },
      `email ${email}; in front of the "@" only letters, digits and marks of ASCII can stand`,
    ],
    ["an e-mail with a display name", { ...valid, email: "A <a@example.com>" }, `email ${email}`],
    ["a blank-padded e-mail", { ...valid, email: " a@example.com" }, `email ${blank}`],
    [
      "an empty webhook",
      { ...valid, webhook: {} },
      "webhook.address is required; without it, leave webhook out altogether (address is what makes it work)",
    ],
    [
      "a webhook that is a string",
      { ...valid, webhook: "https://example.com" },
      "webhook must be an object with address, token, not a string",
    ],
    [
      "a webhook that is a list",
      { ...valid, webhook: [] },
      "webhook must be an object with address, token, not a list",
    ],
    ["an address of another scheme", { ...valid, webhook: { address: "ftp://example.com" } }, `webhook.address ${url}`],
    ["an address without a scheme", { ...valid, webhook: { address: "example.com/hook" } }, `webhook.address ${url}`],
    ["an address without a host", { ...valid, webhook: { address: "https:///hook" } }, `webhook.address ${url}`],
    ["a blank-padded address", { ...valid, webhook: { address: "https://example.com " } }, `webhook.address ${blank}`],
    [
      "a blank in an address",
      { ...valid, webhook: { address: "https://exa mple.com" } },
      "webhook.address must not hold blanks; paste the address again",
    ],
    [
      "an empty address",
      { ...valid, webhook: { address: "" } },
      "webhook.address must not be empty; leave the property out when there is nothing to set",
    ],
    [
      "a control character in a token",
      { ...valid, webhook: { address: "https://example.com", token: "a\u0000b" } },
      "webhook.token must not hold control characters such as tabs or line breaks",
    ],
    [
      "half a surrogate pair",
      { ...valid, webhook: { address: "https://example.com", token: "a\ud800b" } },
      "webhook.token must be well-formed Unicode; it holds half of a surrogate pair",
    ],
    [
      "a group's name in place of its id",
      { ...valid, contactGroupIds: [ID, "oncall-group"] },
      "contactGroupIds[1] must be the id of a contact group, a UUID such as e28ae750-bbb8-4ff4-abf4-1e0e0f88808c, not its name",
    ],
    [
      "a group id twice",
      { ...valid, contactGroupIds: [ID, ID] },
      "contactGroupIds[1] repeats contactGroupIds[0]; give each only once",
    ],
    [
      "one id in place of a list",
      { ...valid, contactGroupIds: ID },
      "contactGroupIds must be a list of strings, not a string",
    ],
    ["nothing in a list", { ...valid, contactGroupIds: [null] }, "contactGroupIds[0] must be a string, not nothing"],
    [
      "a mobile number that is a number",
      {
        ...valid,
        dingTalkBotWebhook: {
          address: "https://oapi.dingtalk.com/robot/send?access_token=x",
          atMobiles: [13300000000],
        },
      },
      "dingTalkBotWebhook.atMobiles[0] must be a string, not a number",
    ],
    [
      "another country code",
      { ...valid, phoneNumber: { countryCode: "+1", number: "13300000000" } },
      'phoneNumber.countryCode must be "+86", the only country code that VMP takes',
    ],
    [
      "a phone number without a number",
      { ...valid, phoneNumber: { countryCode: "+86" } },
      "phoneNumber.number is required; without it, leave phoneNumber out altogether (number is what makes it work)",
    ],
    [
      "a misspelt property",
      { ...valid, emial: "a@example.com" },
      "emial is not a known property; did you mean email? (known are name, email, webhook, contactGroupIds, larkBotWebhook, dingTalkBotWebhook, weComBotWebhook, phoneNumber, adopt, resendValidation, testOnApply)",
    ],
    [
      "a misspelt property of a webhook",
      {
        ...valid,
        weComBotWebhook: { address: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x", atUserID: ["a"] },
      },
      "weComBotWebhook.atUserID is not a known property; did you mean atUserIds? (known are address, atUserIds)",
    ],
    [
      "a group id twice, in two cases",
      { ...valid, contactGroupIds: [ID, ID.toUpperCase()] },
      "contactGroupIds[1] repeats contactGroupIds[0]; give each only once",
    ],
    [
      "a property that is near no other",
      { ...valid, slack: "#oncall" },
      "slack is not a known property; known are name, email, webhook, contactGroupIds, larkBotWebhook, dingTalkBotWebhook, weComBotWebhook, phoneNumber, adopt, resendValidation, testOnApply",
    ],
    // A Date, a Map and a class with private fields arrive from a program like that.
    ["an empty object", { ...valid, resendValidation: {} }, `resendValidation ${json}`],
    ["an empty object within", { ...valid, resendValidation: [{ on: {} }] }, `resendValidation ${json}`],
    ["no number", { ...valid, resendValidation: { on: NaN } }, `resendValidation ${json}`],
    ["a Date in place of a text", { ...valid, email: {} }, "email must be a string, not an object"],
    ["no object at all", "contact", "must be an object of properties, not a string"],
  ])("%s", (_case, inputs, expected) => {
    expect(faults(inputs)).toEqual([expected]);
  });

  test.each([
    ["webhook", "token"],
    ["larkBotWebhook", "secretKey"],
    ["dingTalkBotWebhook", "secretKey"],
  ])("a %s with a %s and no address", (webhook, key) => {
    expect(faults({ ...valid, [webhook]: { [key]: "t" } })).toEqual([
      `${webhook}.address is required; without it, leave ${webhook} out altogether (address is what makes it work)`,
      `${webhook}.${key} must not be set without ${webhook}.address; set that too, or take this out`,
    ]);
  });

  test("every fault at once", () => {
    const inputs = {
      name: "1st on call",
      email: "nobody",
      webhook: { token: "t" },
      larkBotWebhook: { address: "feishu" },
      contactGroupIds: ["a"],
    };
    expect(check(CONTACT, inputs).failures.map(({ path }) => path)).toEqual([
      "name",
      "email",
      "webhook.address",
      "webhook.token",
      "contactGroupIds[0]",
      "larkBotWebhook.address",
    ]);
  });

  test("no sentence repeats a value", () => {
    const canary = "CANARY with blanks ";
    const bad = {
      address: canary,
      token: canary,
      secretKey: canary,
      number: canary,
      countryCode: canary,
      atMobiles: [canary],
    };
    const inputs = {
      name: canary,
      email: canary,
      webhook: bad,
      larkBotWebhook: bad,
      dingTalkBotWebhook: bad,
      weComBotWebhook: bad,
      phoneNumber: bad,
      contactGroupIds: [canary],
    };
    expect(JSON.stringify(check(CONTACT, inputs))).toContain("CANARY");
    expect(JSON.stringify(check(CONTACT, inputs).failures)).not.toContain("CANARY");
  });
});

describe("what is legal but suspicious", () => {
  const dingTalk = (more: object): object => ({
    ...valid,
    dingTalkBotWebhook: { address: "https://oapi.dingtalk.com/robot/send?access_token=x", ...more },
  });
  const several = (list: string): string =>
    `dingTalkBotWebhook.${list}[0] holds more than one; give each as an item of its own`;
  const placeholder = (member: string): string =>
    `webhook.${member} holds a placeholder in braces that nobody filled in; in TypeScript, a text with \${...} stands in backticks`;

  test.each<[string, unknown, string]>([
    [
      "a contact that nothing can reach",
      { name: "oncall" },
      "has neither an e-mail nor a webhook, so no alert reaches anybody through it",
    ],
    [
      "a DingTalk address in the Lark bot",
      { ...valid, larkBotWebhook: { address: "https://oapi.dingtalk.com/robot/send?access_token=x" } },
      "larkBotWebhook.address is not the usual address of a Lark bot, which starts with https://open.feishu.cn/open-apis/bot/v2/hook/ or https://open.larksuite.com/open-apis/bot/v2/hook/",
    ],
    [
      "a WeCom address without its key",
      { ...valid, weComBotWebhook: { address: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" } },
      "weComBotWebhook.address is not the usual address of a WeCom bot, which starts with https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=",
    ],
    [
      "a phone number that is no mobile number",
      { ...valid, phoneNumber: { countryCode: "+86", number: "021-5555" } },
      "phoneNumber.number is not a mobile number of 11 digits that starts with 1",
    ],
    [
      "a phone number alone",
      { name: "oncall", phoneNumber: { countryCode: "+86", number: "13300000000" } },
      "phoneNumber is all that it has: VMP calls it for alerts of level P0 alone, and not before its owner has opened the link in a text message, within 24 hours; give an e-mail or a webhook too",
    ],
    [
      "a DingTalk address that is signed",
      {
        ...valid,
        dingTalkBotWebhook: { address: "https://oapi.dingtalk.com/robot/send?access_token=x&timestamp=1&sign=y" },
      },
      "dingTalkBotWebhook.address holds a timestamp and a signature, which are good for an hour: take both out, and give the robot's key as secretKey",
    ],
    [
      "an address that nobody filled in",
      { ...valid, webhook: { address: "https://${HOST}/hook" } },
      placeholder("address"),
    ],
    [
      "a token that nobody filled in",
      { ...valid, webhook: { address: "https://example.com", token: "{{ token }}" } },
      placeholder("token"),
    ],
    ["two numbers in one item", dingTalk({ atMobiles: ["13300000001,13300000002"] }), several("atMobiles")],
    ["two user ids in one item", dingTalk({ atUserIds: ["a b"] }), several("atUserIds")],
    [
      "everybody among the mobile numbers",
      dingTalk({ atMobiles: ["@all"] }),
      "dingTalkBotWebhook.atMobiles[0] is no mobile number, so nobody is mentioned: everybody cannot be",
    ],
  ])("%s", (_case, inputs, expected) => {
    expect(faults(inputs)).toEqual([]);
    expect(warnings(inputs)).toEqual([expected]);
  });
});
