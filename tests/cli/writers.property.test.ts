import fc from "fast-check";
import { type Account, type Item, takeInventory } from "../../cli/account/inventory";
import { toRoster } from "../../cli/export/roster";
import { toTypescript } from "../../cli/export/typescript";
import { fields } from "../../provider/resources/contact/table";
import { fromApi } from "../../provider/fields/wire";
import { configurationOf, type Declarations, readRoster, runTypescript } from "./programs";

/** Texts that break programs out of their quotes, comments and lines. */
const parts = fc.constantFrom(
  ...[
    '"',
    "'",
    "\\",
    "`",
    "${x}",
    "*/",
    "//",
    "#",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "&a",
    "*a",
    "!!js",
    "%",
    "|",
    ">",
    "\n",
    "\r",
  ],
  ...[
    "\u2028",
    "\u2029",
    "\u0085",
    "\ufeff",
    "\u202e",
    "\u0000",
    "\u001b",
    "\ud800",
    "\udc00",
    "\u{1f600}",
    "\u{e0041}",
  ],
  ...[
    "no",
    "yes",
    "null",
    "~",
    "1e3",
    "0x1f",
    "2024-01-01",
    "<<",
    "class",
    "config",
    "__proto__",
    "constructor",
    "值班",
    "𠮷",
    "-",
    "_",
    "a",
    "B",
    "7",
    " ",
  ],
);
const texts = fc
  .oneof(
    fc.array(parts, { minLength: 1, maxLength: 6 }).map((list) => list.join("")),
    fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
    fc.string({ minLength: 90, maxLength: 120 }),
  )
  // Three asterisks, or nothing else, are a mask.
  .filter((text) => !text.includes("***") && !/^\*+$/.test(text));

const lists = fc.uniqueArray(texts, { maxLength: 4 });
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const contactFields = fc.record({
  Email: optional(texts),
  Webhook: optional(fc.record({ Address: texts, Token: fc.oneof(fc.constant(""), texts) })),
  LarkBotWebhook: fc.oneof(
    fc.constant({ Address: "", SecretKey: "" }),
    fc.record({ Address: texts, SecretKey: fc.oneof(fc.constant(""), texts) }),
  ),
  DingTalkBotWebhook: optional(
    fc.record({ Address: texts, SecretKey: fc.oneof(fc.constant(""), texts), AtMobiles: lists, AtUserIds: lists }),
  ),
  WeComBotWebhook: optional(fc.record({ Address: texts, AtUserIds: lists })),
  PhoneNumber: optional(fc.record({ CountryCode: texts, Number: texts })),
});

/** An account as it can be in the worst case: names and ids are any texts, each once. */
const accounts: fc.Arbitrary<Account> = fc
  .record({
    contacts: fc.uniqueArray(fc.tuple(texts, contactFields), { selector: ([name]) => name, maxLength: 6 }),
    groups: fc.uniqueArray(fc.tuple(texts, fc.array(fc.nat(7), { maxLength: 4 })), {
      selector: ([name]) => name,
      maxLength: 3,
    }),
    foreign: texts,
  })
  .map(({ contacts, groups, foreign }) => ({
    contacts: contacts.map(
      ([Name, given], index) => JSON.parse(JSON.stringify({ Id: `contact ${index}`, Name, ...given })) as Item,
    ),
    groups: groups.map(([Name, members], index) => ({
      Id: `group ${index}`,
      Name,
      ContactIds: [...new Set(members)].map((member) =>
        contacts[member] ? `contact ${member}` : `${foreign} ${member}`,
      ),
    })),
  }));

/** What a program that says the same as the account declares. */
function expected({ contacts, groups }: Account): Declarations {
  const names = new Map(contacts.map(({ Id, Name }) => [Id, Name]));
  const byResource = (a: { resource: string }, b: { resource: string }): number => (a.resource < b.resource ? -1 : 1);
  return {
    contacts: contacts
      .map((item) => ({ resource: item.Name, args: { ...fromApi(fields, item, {}), adopt: true } }))
      .sort(byResource),
    groups: groups
      .map(({ Name, ContactIds }) => ({
        resource: Name,
        args: {
          name: Name,
          contactIds: (ContactIds as string[]).map((id) => (names.has(id) ? `id of ${names.get(id) ?? ""}` : id)),
          adopt: true,
        },
      }))
      .sort(byResource),
  };
}

const runs = { numRuns: 300 };

test("the TypeScript program compiles, and declares what the account has", () => {
  fc.assert(
    fc.property(accounts, (account) => {
      const inventory = takeInventory(account);
      expect(runTypescript(toTypescript(inventory), configurationOf(inventory))).toEqual(expected(account));
    }),
    runs,
  );
});

test("the roster reads back to what the account has", () => {
  fc.assert(
    fc.property(accounts, (account) => {
      const inventory = takeInventory(account);
      const declared = readRoster(toRoster(inventory), configurationOf(inventory));
      const sets = ({ contacts, groups }: Declarations): unknown => ({
        contacts,
        groups: groups.map(({ resource, args }) => ({
          resource,
          args: { ...args, contactIds: [...(args.contactIds as string[])].sort() },
        })),
      });
      expect(sets(declared)).toEqual(sets(expected(account)));
    }),
    runs,
  );
});

test("neither shows a secret, or holds a character that an editor does not show", () => {
  const secret = "sEcReT-0a1b2c3d";
  fc.assert(
    fc.property(accounts, (account) => {
      const webhook = { Address: `https://x.example.com/${secret}`, Token: secret, SecretKey: secret };
      const contacts = account.contacts.map((contact) => ({ ...contact, Webhook: webhook, LarkBotWebhook: webhook }));
      const inventory = takeInventory({ ...account, contacts });
      for (const text of [toTypescript(inventory), toRoster(inventory)]) {
        expect(text).not.toContain(secret);
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      }
    }),
    runs,
  );
});

test.each(["=", "<<"])("a name that YAML 1.1 takes for a sign is a text in a roster: %s", (Name) => {
  const roster = toRoster(
    takeInventory({ contacts: [{ Id: "1", Name }], groups: [{ Id: "2", Name, ContactIds: ["1"] }] }),
  );
  expect(roster.match(/ "(=|<<)"$/gm)).toHaveLength(3);
});
