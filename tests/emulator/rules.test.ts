import { runInNewContext } from "node:vm";
import { ApiError } from "../../emulator";
import { readFields } from "../../emulator/fields";
import { contact } from "../../emulator/resources/contact";

const GROUP = "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c";

function codeFor(params: object): string | undefined {
  try {
    readFields(contact.fields, params as Record<string, unknown>, (_, id) => id === GROUP);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
}

const webhook = (channel: string, value: unknown) => ({ [channel]: value });

test.each([
  ["letters, digits, - and _", { Name: "On-call_2" }],
  ["Chinese characters", { Name: "值班员" }],
  ["a Chinese character outside the basic plane", { Name: "𠮷野" }],
  ["127 characters", { Name: `a${"𠮷".repeat(126)}` }],
  ["an e-mail address", { Email: "on.call+x@mail.example.com" }],
  ["an empty e-mail address", { Email: "" }],
  ["a known group, twice", { ContactGroupIds: [GROUP, GROUP] }],
  ["null for absent", { Name: null, Email: null, Webhook: null, ContactGroupIds: null, PhoneNumber: null }],
  ["a masked address", webhook("LarkBotWebhook", { Address: "https://open.feishu.cn/open-apis/bot/v2/hook/***" })],
  ["an empty webhook", webhook("DingTalkBotWebhook", { Address: "", SecretKey: "", AtMobiles: [], AtUserIds: [] })],
  ["a webhook without any key", webhook("Webhook", {})],
  ["a phone number", { PhoneNumber: { CountryCode: "+86", Number: "13300000000" } }],
  ["an empty phone number", { PhoneNumber: { CountryCode: "", Number: "" } }],
  ["unknown parameters", { Nonsense: 1, __proto__: { Name: 7 } }],
])("takes %s", (_, params) => {
  expect(codeFor(params)).toBeUndefined();
});

test.each([
  ["an empty name", { Name: "" }, "MissingParameter.Name"],
  ["a digit first", { Name: "1st" }, "InvalidParameter.Name"],
  ["- first", { Name: "-a" }, "InvalidParameter.Name"],
  ["_ first", { Name: "_a" }, "InvalidParameter.Name"],
  ["a blank", { Name: "on call" }, "InvalidParameter.Name"],
  ["a letter with an accent", { Name: "é" }, "InvalidParameter.Name"],
  ["a line feed at the end", { Name: "oncall\n" }, "InvalidParameter.Name"],
  ["a lone surrogate", { Name: "a\ud842" }, "InvalidParameter.Name"],
  ["128 characters", { Name: "a".repeat(128) }, "InvalidParameter.Name"],
  ["a number for a name", { Name: 7 }, "InvalidParameter.Name"],
  ["no @", { Email: "oncall" }, "InvalidParameter.Email"],
  ["two @", { Email: "a@example.com@x" }, "InvalidParameter.Email"],
  ["no local part", { Email: "@example.com" }, "InvalidParameter.Email"],
  ["one label", { Email: "a@localhost" }, "InvalidParameter.Email"],
  ["an empty label", { Email: "a@example..com" }, "InvalidParameter.Email"],
  ["a label that ends in -", { Email: "a@example-.com" }, "InvalidParameter.Email"],
  ["a blank in the address", { Email: "a b@example.com" }, "InvalidParameter.Email"],
  ["an e-mail address over 254 characters", { Email: `a@${"b.".repeat(130)}com` }, "InvalidParameter.Email"],
  ["group ids that are no list", { ContactGroupIds: GROUP }, "InvalidParameter.ContactGroupIds"],
  ["a group id that is no UUID", { ContactGroupIds: ["team"] }, "InvalidParameter.ContactGroupIds"],
  ["an unknown group", { ContactGroupIds: [GROUP.replace("e", "f")] }, "InvalidParameter.ContactGroupIds"],
  ["a token alone", webhook("Webhook", { Token: "t" }), "MissingParameter.Webhook.Address"],
  ["a secret key alone", webhook("LarkBotWebhook", { SecretKey: "s" }), "MissingParameter.LarkBotWebhook.Address"],
  ["people alone", webhook("WeComBotWebhook", { AtUserIds: ["u"] }), "MissingParameter.WeComBotWebhook.Address"],
  ["a webhook that is a string", webhook("Webhook", "https://x"), "InvalidParameter.Webhook"],
  ["an address without http", webhook("Webhook", { Address: "ftp://x" }), "InvalidParameter.Webhook.Address"],
  ["an address with a blank", webhook("Webhook", { Address: "http://x y" }), "InvalidParameter.Webhook.Address"],
  ["a number for a token", webhook("Webhook", { Address: "http://x", Token: 1 }), "InvalidParameter.Webhook.Token"],
  [
    "mobiles that are numbers",
    webhook("DingTalkBotWebhook", { Address: "http://x", AtMobiles: [133] }),
    "InvalidParameter.DingTalkBotWebhook.AtMobiles",
  ],
  ["another country", { PhoneNumber: { CountryCode: "+1", Number: "1" } }, "InvalidParameter.PhoneNumber.CountryCode"],
  ["no country", { PhoneNumber: { Number: "1" } }, "MissingParameter.PhoneNumber.CountryCode"],
  ["no number", { PhoneNumber: { CountryCode: "+86" } }, "MissingParameter.PhoneNumber.Number"],
])("refuses %s", (_, params, code) => {
  expect(codeFor(params)).toBe(code);
});

test("a long hostile string is refused, and not looked at for hours", () => {
  const refuse = (): void => {
    for (const text of ["a".repeat(10_000_000), "a@" + "b.".repeat(5_000_000), "@".repeat(10_000_000)]) {
      expect(codeFor({ Name: `${text}!` })).toBe("InvalidParameter.Name");
      expect(codeFor({ Email: text })).toBe("InvalidParameter.Email");
      expect(codeFor({ Webhook: { Address: `https://${text} ` } })).toBe("InvalidParameter.Webhook.Address");
    }
  };
  // Jest cannot end what never lets it have its turn.
  runInNewContext("refuse()", { refuse }, { timeout: 120_000 });
});
