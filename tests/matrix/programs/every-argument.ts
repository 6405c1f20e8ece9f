/** Every argument in each form in which strict TypeScript has to take it, and what it has to refuse. */
import * as pulumi from "@pulumi/pulumi";
import * as vmp from "pulumi-vmp";

const text = pulumi.output("text");
const secret = pulumi.secret("secret");
const later = Promise.resolve("later");
const maybe: string | undefined = process.env.MAYBE;
const maybeOutput: pulumi.Output<string | undefined> = pulumi.output(maybe);

export const contacts = [
  new vmp.Contact("plain", {
    name: "plain",
    email: "oncall@example.com",
    webhook: { address: "https://alerts.example.com/", token: "token" },
    contactGroupIds: ["e28ae750-bbb8-4ff4-abf4-1e0e0f88808c"],
    larkBotWebhook: { address: "https://open.feishu.cn/open-apis/bot/v2/hook/id", secretKey: "key" },
    dingTalkBotWebhook: { address: "https://a.example.com/", secretKey: "SEC", atMobiles: ["1"], atUserIds: ["2"] },
    weComBotWebhook: { address: "https://a.example.com/", atUserIds: ["3"] },
    phoneNumber: { countryCode: "+86", number: "13300000000" },
  }),
  new vmp.Contact("outputs-inside", {
    name: text,
    email: maybeOutput,
    webhook: { address: secret, token: later },
    contactGroupIds: [text, "id", later],
    larkBotWebhook: { address: text, secretKey: maybeOutput },
    dingTalkBotWebhook: { address: text, secretKey: secret, atMobiles: [text], atUserIds: pulumi.output(["4"]) },
    weComBotWebhook: { address: text, atUserIds: [later] },
    phoneNumber: { countryCode: text, number: secret },
  }),
  new vmp.Contact("outputs-outside", {
    name: later,
    email: later,
    webhook: pulumi.output({ address: "https://a.example.com/" }),
    contactGroupIds: pulumi.output(["id"]),
    larkBotWebhook: Promise.resolve({ address: "https://a.example.com/" }),
    dingTalkBotWebhook: pulumi.secret({ address: "https://a.example.com/", atMobiles: ["5"] }),
    weComBotWebhook: text.apply((address) => ({ address })),
    phoneNumber: pulumi.output({ countryCode: "+86", number: "13300000000" }),
  }),
  new vmp.Contact("undefined", {
    name: "undefined",
    email: maybe,
    webhook: undefined,
    contactGroupIds: undefined,
    larkBotWebhook: { address: "https://a.example.com/", secretKey: maybe },
    dingTalkBotWebhook: { address: "https://a.example.com/", secretKey: undefined, atMobiles: undefined },
    weComBotWebhook: maybe === undefined ? undefined : { address: maybe, atUserIds: undefined },
    phoneNumber: undefined,
  }),
  new vmp.Contact("options", { name: "options" }, { protect: true, additionalSecretOutputs: ["email"] }),
];

// The types have names of their own, in both forms.
const webhook: vmp.WebhookArgs = { address: secret };
const bot: vmp.DingTalkBotWebhookArgs = { address: secret };
const properties: vmp.ContactProperties = { name: "properties", webhook: { address: "https://a.example.com/" } };
const args: vmp.ContactArgs = { ...properties, webhook, dingTalkBotWebhook: bot };
export const contact = new vmp.Contact("named-types", args);

// What comes out of it.
export const token: pulumi.Output<string | undefined> = contact.webhook.apply((known) => known?.token);
export const status: pulumi.Output<string | undefined> = contact.sendStatus;
export const active: pulumi.Output<boolean | undefined> = contact.emailActive;
export const made: pulumi.Output<string | undefined> = contact.createTime;
export const id: pulumi.Output<string> = contact.id;

// @ts-expect-error: a name is required.
export const nameless: vmp.ContactArgs = {};
// @ts-expect-error: a webhook needs an address.
export const withoutAddress: vmp.ContactArgs = { name: "x", webhook: { token: "t" } };
// @ts-expect-error: a misspelt property.
export const misspelt: vmp.ContactArgs = { name: "x", larkBotWebHook: { address: "https://a.example.com/" } };
// @ts-expect-error: a list, not one id.
export const noList: vmp.ContactArgs = { name: "x", contactGroupIds: "id" };
// @ts-expect-error: a text, not a number.
export const number: vmp.ContactArgs = { name: "x", phoneNumber: { countryCode: "+86", number: 133 } };
