/** An account as people make it in the console over the years: contacts and groups by the API's own names. */
import type { ContactSnapshot, Emulator } from "../../emulator";

/** In every secret, so that it can be looked for. */
export const SECRET = "c4nary";

/** Right for VMP, and poor as identifiers of a program, as file contents or as words of YAML. */
const POOR_NAMES = [
  ...["class", "await", "let", "constructor", "toString", "undefined", "Object", "exports", "config", "pulumi", "vmp"],
  ...[
    "a-b",
    "aB",
    "a_b",
    "a-B",
    "A-b",
    "no",
    "yes",
    "null",
    "true",
    "e1",
    "x-",
    "值班",
    "值班-夜",
    "值班夜",
    "𠮷野家",
    "々",
  ],
  "x".repeat(127),
];

/** Texts that have to be quoted with care. */
const QUOTES = "\"'`\\${x}#: {}[]&*!|>%@";

/** Where a contact's fields are taken from; `bits` says which channels it has, `variant` how much of each. */
function fieldsOf(number: number, bits: number, variant: number): object {
  const has = (bit: number): boolean => ((bits >> bit) & 1) === 1;
  const secret = (what: string): string => `${SECRET}-${what}-${number}-${QUOTES}`;
  const address = (start: string): string => `${start}${SECRET}-${number}-'\`\${x}`;
  const withSecret = variant !== 1;
  const lists = variant === 2 ? {} : { AtUserIds: [`user ${QUOTES}`, `值班-${number}`] };
  const mobiles = variant === 2 ? {} : { AtMobiles: ["13300000001", "+86 133"] };
  return {
    ...(has(0) && { Email: `o'brien+${number}{x}@example.com` }),
    ...(has(1) && {
      Webhook: { Address: address("https://a.example.com/"), ...(withSecret && { Token: secret("token") }) },
    }),
    ...(has(2) && {
      LarkBotWebhook: {
        Address: address("https://open.feishu.cn/open-apis/bot/v2/hook/"),
        ...(withSecret && { SecretKey: secret("lark") }),
      },
    }),
    ...(has(3) && {
      DingTalkBotWebhook: {
        Address: address("https://oapi.dingtalk.com/robot/send?access_token="),
        ...(withSecret && { SecretKey: secret("ding") }),
        ...lists,
        ...mobiles,
      },
    }),
    ...(has(4) && {
      WeComBotWebhook: { Address: address("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="), ...lists },
    }),
    ...(has(5) && { PhoneNumber: { CountryCode: "+86", Number: `133${String(number).padStart(8, "0")}` } }),
  };
}

/**
 * Fills the account. Of 64 contacts or more, each combination of the six channels is there; each channel comes with and
 * without its secret and its lists.
 */
export async function fill(emulator: Emulator, contacts: number, groups: number): Promise<void> {
  const ids: string[] = [];
  for (let number = 0; number < contacts; number++) {
    // A step without a common factor with 64 meets every combination, and mixes those of a small account.
    const fields = fieldsOf(number, (number * 37) % 64, number % 3);
    const Name = POOR_NAMES[number] ?? `contact-${number}`;
    const { Id } = (await emulator.act("CreateContact", { Name, ...fields })) as { Id: string };
    ids.push(Id);
  }
  for (let number = 0; number < groups; number++) {
    const Name = POOR_NAMES[groups - number] ?? `group-${number}`;
    // The first has nobody, the second everybody.
    const ContactIds = ids.filter((_id, index) => number > 0 && index % number === 0);
    await emulator.act("CreateContactGroup", { Name, ContactIds });
  }
}

/** The secrets of the contacts, by the configuration keys that the export has for them. */
export function allSecretsOf(contacts: ContactSnapshot[]): Record<string, string> {
  return Object.assign({}, ...contacts.map(secretsOf)) as Record<string, string>;
}

function secretsOf(contact: ContactSnapshot): Record<string, string> {
  const { Webhook, LarkBotWebhook, DingTalkBotWebhook, WeComBotWebhook } = contact;
  const secrets = {
    "webhook-address": Webhook?.Address,
    "webhook-token": Webhook?.Token,
    "larkBotWebhook-address": LarkBotWebhook?.Address,
    "larkBotWebhook-secretKey": LarkBotWebhook?.SecretKey,
    "dingTalkBotWebhook-address": DingTalkBotWebhook?.Address,
    "dingTalkBotWebhook-secretKey": DingTalkBotWebhook?.SecretKey,
    "weComBotWebhook-address": WeComBotWebhook?.Address,
  };
  const set = Object.entries(secrets).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return Object.fromEntries(set.map(([key, value]) => [`${contact.Name}-${key}`, value]));
}
