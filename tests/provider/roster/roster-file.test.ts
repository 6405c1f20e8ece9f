/** What a roster file is told, offline. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import { RosterFile } from "../../../provider/roster";
import { ROOT } from "../../../tools/engine";

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
    expect(faults(bad)).toEqual([
      expect.stringMatching(
        /^contacts\.yaml:4:5: contacts\[0\]\.emial is not a known property; did you mean email\? \(known are name, /,
      ),
    ]);
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
    contacts: [second, secnod, 3]
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
    "contacts.yaml:8:33: contacts[1].phoneNumber.countryCode must be a string, not a number; write it in quotes",
    "contacts.yaml:8:46: contacts[1].phoneNumber.number must be a string, not a number; write it in quotes",
    expect.stringMatching(
      /^contacts\.yaml:9:21: contacts\[1\]\.larkBotWebhook\.address is required; without it, leave/,
    ),
    expect.stringMatching(/^contacts\.yaml:9:34: contacts\[1\]\.larkBotWebhook\.secretKey must not be set without/),
    expect.stringMatching(/^contacts\.yaml:9:44: contacts\[1\]\.larkBotWebhook\.secretKey\.secret must be a key/),
    expect.stringMatching(/^contacts\.yaml:12:19: contacts\[1\]\.dingTalkBotWebhook\.atMobiles\[0\] must be a string/),
    expect.stringMatching(/^contacts\.yaml:12:27: contacts\[1\]\.dingTalkBotWebhook\.atMobiles\[2\] repeats /),
    "contacts.yaml:13:12: contacts[1].adopt must be true or false",
    'contacts.yaml:14:18: contacts[1].testOnApply must be one of "off", "warn", "fail"',
    expect.stringMatching(
      /^contacts\.yaml:15:5: contacts\[1\]\.contactGroupIds cannot be set for a contact that a group/,
    ),
    expect.stringMatching(
      /^contacts\.yaml:15:23: contacts\[1\]\.contactGroupIds\[0\] must be the id of a contact group/,
    ),
    "contacts.yaml:16:5: contacts[2].name is required",
    "contacts.yaml:16:11: contacts[2].email is left empty; give it a value, or take it out",
    expect.stringMatching(/^contacts\.yaml:17:5: contacts\[3\] has a key that is no property; known are name, email/),
    "contacts.yaml:17:11: contacts[3].name repeats contacts[1].name; give each only once",
    expect.stringMatching(/^contacts\.yaml:18:22: contacts\[3\]\.weComBotWebhook must be an object with address/),
    "contacts.yaml:22:24: groups[0].contacts[1] is not the name of a contact in this file; did you mean second? (an id goes into contactIds)",
    "contacts.yaml:22:32: groups[0].contacts[2] must be a string, not a number; write it in quotes",
    "contacts.yaml:23:17: groups[0].contactIds must be a list of strings, not a string",
    "contacts.yaml:24:11: groups[1].name repeats groups[0].name; give each only once",
    "contacts.yaml:25:5: groups[2] must be an object with name, contactIds, adopt, contacts, not a string",
    "contacts.yaml:26:1: owner is not a known property; known are contacts, groups",
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

test("a secret that is a key, as {{ braces }} make it, is in no warning of the parser either", () => {
  const warn = jest.spyOn(process, "emitWarning").mockImplementation();
  const shown = faults("contacts:\n  - name: ada\n    webhook: { address: {{ https//canary }} }");
  expect([shown.join(), ...warn.mock.calls.map(String)].join()).not.toContain("canary");
  expect(shown).toEqual([
    expect.stringContaining("contacts[0].webhook.address is a secret and must not be in this file"),
  ]);
  warn.mockRestore();
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

test("what is legal and yet odd is a warning, where nothing is wrong", () => {
  const text = `contacts:
  - name: nobody
  - name: placeholder
    email: a@example.com
    weComBotWebhook: { address: { secret: bot }, atUserIds: ["ada, bo"] }
groups:
  - name: empty
    contacts: []
  - name: left-to-others
  - name: team
    contacts: [nobody]
  - name: by-id
    contactIds: []
`;
  const file = new RosterFile("contacts.yaml", text);
  expect(file.report(file.warnings).split("\n")).toEqual([
    "contacts.yaml:2:5: contacts[0] has neither an e-mail nor a webhook, so no alert reaches anybody through it",
    "contacts.yaml:5:62: contacts[1].weComBotWebhook.atUserIds[0] holds more than one; give each as an item of its own",
    "contacts.yaml:8:15: groups[0].contacts is empty, so no alert reaches anybody through the group",
    "contacts.yaml:13:17: groups[3].contactIds is empty, so no alert reaches anybody through the group",
  ]);
  expect(new RosterFile("contacts.yaml", text.replace("name: team", "nam: team")).warnings).toEqual([]);
});
