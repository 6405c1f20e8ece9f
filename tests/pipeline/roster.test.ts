/** The rules of examples/roster, offline: what they say of a file, and that they are the provider's. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import { ROOT } from "../../tools/engine";
import { RosterFile } from "../../examples/roster/roster/roster";
import { checkAgainstSchema } from "../../examples/roster/roster/schema";
import { check } from "../../provider/lifecycle/lifecycle";
import type { Fields } from "../../provider/fields/field";
import { isSecret } from "../../provider/fields/secrets";
import { CONTACT } from "../../provider/resources/contact";
import { CONTACT_GROUP } from "../../provider/resources/contact-group";

const SECRET = { $ref: "#/definitions/secret" };

interface Schema {
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  definitions: Record<string, Schema>;
}

function faults(text: string): string[] {
  const file = new RosterFile("contacts.yaml", text);
  return file.faults.length === 0 ? [] : file.report(file.faults).split("\n");
}

describe("the example", () => {
  const text = readFileSync(join(ROOT, "examples/roster/contacts.yaml"), "utf8");

  test("has no faults", () => {
    expect(faults(text)).toEqual([]);
    expect(new RosterFile("contacts.yaml", text).roster.groups.map(({ name }) => name)).toEqual([
      "first-line",
      "database",
    ]);
  });

  test("has the same faults with the line breaks of Windows", () => {
    const bad = text.replace("email:", "emial:");
    expect(faults(bad)).toEqual(["contacts.yaml:4:5: contacts[0].emial is not a known property; did you mean email?"]);
    expect(faults(bad.replaceAll("\n", "\r\n"))).toEqual(faults(bad));
  });
});

test("every fault is told at once, at its line and column, without a value that may be a secret", () => {
  const text = `contacts:
  - name: 1st-line
    email: oncall.example.com
    webhook:
      address: https://alerts.example.com/canary
      token: canary-token
  - name: second
    phoneNumber: { countryCode: +86, number: 13300000000 }
    larkBotWebhook: { secretKey: { secret: "a key" } }
    dingTalkBotWebhook:
      address: { secret: ding }
      atMobiles: [1, "2", "2"]
    adopt: yes
    testOnApply: on
    contactGroupIds: [team]
  - email:
  - name: second
    weComBotWebhook: https://canary
    https://canary: 1
groups:
  - name: team
    contacts: [second, thrid, 3]
    contactIds: canary
  - name: team
  - canary
owner: canary
`;
  expect(faults(text)).toEqual([
    expect.stringMatching(/^contacts\.yaml:2:11: contacts\[0\]\.name must start with a letter/),
    "contacts.yaml:3:12: contacts[0].email must be a valid e-mail address such as oncall@example.com",
    expect.stringMatching(
      /^contacts\.yaml:5:16: contacts\[0\]\.webhook\.address is a secret and must not be in this file/,
    ),
    expect.stringMatching(
      /^contacts\.yaml:6:14: contacts\[0\]\.webhook\.token is a secret and must not be in this file/,
    ),
    'contacts.yaml:8:33: contacts[1].phoneNumber.countryCode must be "+86", in quotes, the only country code that VMP takes',
    'contacts.yaml:8:46: contacts[1].phoneNumber.number must be a number in quotes, such as "13300000000"',
    "contacts.yaml:9:21: contacts[1].larkBotWebhook needs address",
    expect.stringMatching(/^contacts\.yaml:9:44: contacts\[1\]\.larkBotWebhook\.secretKey\.secret must be a key/),
    expect.stringMatching(/^contacts\.yaml:12:19: contacts\[1\]\.dingTalkBotWebhook\.atMobiles\[0\] must be a text/),
    "contacts.yaml:12:27: contacts[1].dingTalkBotWebhook.atMobiles[2] repeats number 2 of the list",
    "contacts.yaml:13:12: contacts[1].adopt must be true or false, not a text",
    "contacts.yaml:14:18: contacts[1].testOnApply must be off, warn or fail",
    expect.stringMatching(
      /^contacts\.yaml:15:5: contacts\[1\]\.contactGroupIds cannot be set for a contact that a group/,
    ),
    expect.stringMatching(/^contacts\.yaml:15:23: contacts\[1\]\.contactGroupIds\[0\] must be an id/),
    "contacts.yaml:16:5: contacts[2] needs name",
    "contacts.yaml:16:11: contacts[2].email must be a valid e-mail address such as oncall@example.com",
    expect.stringMatching(/^contacts\.yaml:17:5: contacts\[3\] has a key that is no property; known are name, email/),
    "contacts.yaml:17:11: contacts[3].name is the name of contacts[1] already; choose another",
    expect.stringMatching(/^contacts\.yaml:18:22: contacts\[3\]\.weComBotWebhook must be an object with address/),
    expect.stringMatching(
      /^contacts\.yaml:22:24: groups\[0\]\.contacts\[1\] is not the name of a contact in this file; did you/,
    ),
    expect.stringMatching(/^contacts\.yaml:22:31: groups\[0\]\.contacts\[2\] must be a text/),
    "contacts.yaml:23:17: groups[0].contactIds must be a list, not a text",
    "contacts.yaml:24:11: groups[1].name is the name of groups[0] already; choose another",
    "contacts.yaml:25:5: groups[2] must be an object with at least a name",
    "contacts.yaml:26:1: owner is not a known property; did you mean groups?",
  ]);
  expect(faults(text).join()).not.toContain("canary");
});

test.each([
  ["a tab", "contacts:\n\t- name: canary\n", "2:1: this line is indented with a tab; YAML wants blanks"],
  [
    "a property that is there twice",
    "contacts:\n  - name: a\n    name: canary\n",
    "3:5: this object has a property of this name already",
  ],
  ["a quote that is not closed", 'contacts:\n  - name: "canary\n', "(MISSING_CHAR)"],
  ["a tag", "contacts:\n  - name: !canary a\n", "2:11: this is not valid YAML (TAG_RESOLVE_FAILED)"],
  ["an alias of nothing", "contacts:\n  - *canary\n", "1:1: an alias (*name) or a merge key (<<) stands for nothing"],
  ["two documents", "contacts: []\n---\ncanary\n", "(MULTIPLE_DOCS)"],
  ["nothing", "", "1:1: the file must be an object with contacts and, if there are any, groups"],
  ["a list", "- canary\n", "1:1: the file must be an object with contacts"],
  [
    "an alias",
    "contacts:\n  - &a { name: a, emial: canary }\n  - *a\n",
    "2:19: contacts[0].emial is not a known property",
  ],
])("%s is told without quoting the file", (_, text, expected) => {
  expect(faults(text).join("\n")).toContain(expected);
  expect(faults(text).join("\n")).not.toContain("canary");
});

describe("a merge key (<<)", () => {
  test("is read: what a contact says itself wins", () => {
    const text = `contacts:
  - &team
    name: oncall
    email: team@example.com
    webhook: { address: { secret: team } }
  - <<: *team
    name: second
  - <<: [{ name: third }, *team]
    email: third@example.com
`;
    const [team, ...others] = new RosterFile("contacts.yaml", text).roster.contacts;
    expect(others).toEqual([
      { ...team, name: "second" },
      { ...team, name: "third", email: "third@example.com" },
    ]);
  });

  test("and its faults are placed where it is", () => {
    const text = "contacts:\n  - &a { name: a, emial: canary }\n  - name: b\n    <<: *a\n";
    expect(faults(text)).toEqual([
      expect.stringMatching(/^contacts\.yaml:2:19: contacts\[0\]\.emial is not a known/),
      expect.stringMatching(/^contacts\.yaml:3:5: contacts\[1\]\.emial is not a known/),
    ]);
  });

  test.each(["3", "[canary]", "*nobody"])("of %s is told", (value) => {
    expect(faults(`contacts:\n  - <<: ${value}\n    name: a\n`)).toEqual([
      "contacts.yaml:1:1: an alias (*name) or a merge key (<<) stands for nothing, or for too much; write it out",
    ]);
  });
});

test("a byte order mark in front of the file moves no fault", () => {
  const text = "contacts: [{ name: a, emial: canary }]\n";
  expect(faults(`\ufeff${text}`)).toEqual(faults(text));
});

test("no word of the file makes a line, a command or a colour of its own", () => {
  const word = '"a\\n::error::canary\\r\\u001b[31m\\u2028\\u202e"';
  const text = `contacts:
  - name: ${word}
    webhook: { address: { secret: ${word} } }
groups:
  - name: team
    contacts: [b]
`;
  const file = new RosterFile("contacts.yaml", text);
  const findings = [{ path: ["contacts"], message: `names the secret ${JSON.parse(word) as string}` }];
  const report = file.report([...file.faults, ...file.place(findings)]);
  expect(report.split(/\r\n|[\n\r\u2028]/)).toHaveLength(4);
  expect(report).toContain("names the secret a\\u000a::error::canary\\u000d\\u001b[31m\\u2028\\u202e");
});

test("nothing that YAML can hold makes it throw", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (contacts, groups) => {
      faults(stringify({ contacts, groups }));
      faults(stringify({ contacts: [contacts], groups: [{ name: "a", contacts: [groups], contactIds: groups }] }));
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      faults(text);
    }),
  );
});

describe("the schema", () => {
  const schema = JSON.parse(readFileSync(join(ROOT, "examples/roster/roster.schema.json"), "utf8")) as Schema;

  test.each([
    ["contact", CONTACT.fields, {}],
    // Names of contacts in the file become ids.
    ["group", CONTACT_GROUP.fields, { contacts: expect.anything() as unknown }],
  ])("has the properties of a %s, with the same ones required and secret", (name, table: Fields, more) => {
    const definition = schema.definitions[name];
    expect(definition?.properties).toEqual({
      ...Object.fromEntries(Object.keys(table).map((property) => [property, expect.anything()])),
      ...more,
    });
    for (const [property, field] of Object.entries(table)) {
      const own = definition?.properties?.[property];
      if (field.kind !== "object") continue;
      expect(Object.keys(own?.properties ?? {})).toEqual(Object.keys(field.members));
      expect(own?.additionalProperties).toBe(false);
      for (const [inner, part] of Object.entries(field.members)) {
        const isRequired = part.kind === "text" && part.required === true;
        expect({ inner, required: own?.required?.includes(inner) ?? false }).toEqual({ inner, required: isRequired });
        if (isSecret(part)) expect(own?.properties?.[inner]).toEqual(SECRET);
        else expect(own?.properties?.[inner]).not.toEqual(SECRET);
      }
    }
  });

  const anyText = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.constant(" a"), fc.constant("a\nb"));
  const name = fc.oneof(fc.constant("oncall"), anyText, fc.stringMatching(/^[A-Za-z值班1_][A-Za-z0-9_班.-]{0,140}$/));
  const domain = fc.stringMatching(/^[a-z0-9-]{1,66}(\.[a-z0-9-]{1,5}){0,2}$/);
  const local = fc.stringMatching(/^[A-Za-z0-9.!#'+_-]{1,66}$/);
  const email = fc.oneof(
    fc.constant("a@example.com"),
    anyText,
    fc.emailAddress(),
    fc.tuple(local, domain).map((parts) => parts.join("@")),
  );
  const id = fc.oneof(
    anyText,
    fc.uuid(),
    fc.uuid().map((uuid) => uuid.toUpperCase()),
  );
  const contact = fc.record(
    {
      name,
      email,
      contactGroupIds: fc.array(id, { maxLength: 2 }),
      phoneNumber: fc.record({ countryCode: fc.constantFrom("+86", "86"), number: anyText }),
    },
    { requiredKeys: ["name"] },
  );

  test("takes and refuses the same contacts as the provider", () => {
    const seen = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(contact, (entry) => {
        const taken = checkAgainstSchema({ contacts: [entry] }).length === 0;
        seen[taken ? "taken" : "refused"]++;
        expect(taken).toBe(check(CONTACT, entry).failures.length === 0);
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(50);
  });
});
