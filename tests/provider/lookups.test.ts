import { type Emulator, EXAMPLE_GROUP, startEmulator } from "../../emulator";
import { FIELDS } from "../../provider/contact/fields";
import { createBody } from "../../provider/fields/wire";
import { connect, LOOKUPS, type Service } from "../../provider/lookups";
import { OPTIONAL_FIELDS } from "../support/contacts";
import { closeAll, closeLater, ok, startServer, testSettings } from "./vmp/server";
import { createClient } from "../../provider/vmp/client";

const NOBODY = "5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1";
const OTHER = "0b0f9f64-1111-4222-8333-444455556666";
const full = { name: "oncall", ...OPTIONAL_FIELDS, contactGroupIds: [EXAMPLE_GROUP.Id] };

let emulator: Emulator;
let service: Service;

beforeEach(async () => {
  let time = Date.now();
  emulator = closeLater(await startEmulator({ groups: [EXAMPLE_GROUP], now: () => time++ }));
  service = at(emulator.url);
});

afterEach(closeAll);

function at(url: string): Service {
  const { accessKey, secretKey } = emulator;
  const settings = testSettings(url, { keys: { accessKey, secretKey, from: "configuration" } });
  return { client: closeLater(createClient(settings)), region: settings.region };
}

async function make(fields: object): Promise<string> {
  return ((await emulator.act("CreateContact", fields as Record<string, never>)) as { Id: string }).Id;
}

async function makeGroup(Name: string, ContactIds: string[] = []): Promise<string> {
  return ((await emulator.act("CreateContactGroup", { Name, ContactIds })) as { Id: string }).Id;
}

/** The calls since the last look, with what was sent. */
function calls(): [action: string, body: Record<string, unknown>][] {
  const seen = emulator.calls.map(({ action, body }) => [action, body] as [string, Record<string, unknown>]);
  emulator.clearCalls();
  return seen;
}

function names(found: Record<string, unknown>[]): unknown[] {
  return found.map(({ name }) => name);
}

describe("getContact", () => {
  test("by its id: one call, everything that it has", async () => {
    const id = await make(createBody(FIELDS, full));
    emulator.confirmEmail(full.email);
    const found = await LOOKUPS.getContact(service, { id });
    expect(calls()).toEqual([["GetContact", { Id: id }]]);
    expect(found).toEqual({ id, ...full, emailActive: true, createTime: expect.stringMatching(/^\d{4}-/) as string });
  });

  test("by its name: the same, by one list", async () => {
    const id = await make(createBody(FIELDS, full));
    const found = await LOOKUPS.getContact(service, { name: "oncall" });
    expect(calls()).toEqual([["ListContacts", { Filter: { Name: "oncall" }, PageNumber: 1, PageSize: 100 }]]);
    expect(found).toEqual(await LOOKUPS.getContact(service, { id }));
  });

  test.each(["empty", "absent"] as const)("what it does not have is absent (%s in answers)", async (unset) => {
    emulator.behaviour.unset = unset;
    const id = await make({ Name: "bare" });
    const createTime = expect.any(String) as string;
    const expected = { id, name: "bare", contactGroupIds: [], emailActive: false, createTime };
    expect(await LOOKUPS.getContact(service, { id })).toEqual(expected);
    expect(await LOOKUPS.getContact(service, { name: "bare" })).toEqual(expected);
  });

  test("a name is exact: neither a part of one nor one in other case is it", async () => {
    for (const Name of ["oncall-2", "ONCALL", "my-oncall"]) await make({ Name });
    const id = await make({ Name: "oncall" });
    await make({ Name: "oncall-3" });
    expect(await LOOKUPS.getContact(service, { name: "oncall" })).toMatchObject({ id, name: "oncall" });
  });

  test("the name's contact is found behind two pages of others", async () => {
    const id = await make({ Name: "oncall" });
    for (let index = 0; index < 230; index++) await make({ Name: `oncall-${index}` });
    expect(await LOOKUPS.getContact(service, { name: "oncall" })).toMatchObject({ id });
    expect(calls().map(([, { PageNumber }]) => PageNumber)).toEqual([1, 2, 3]);
  });

  test("no contact of that name: an error with what is close to it, and what to do", async () => {
    for (const Name of ["oncall-1", "ONCALL"]) await make({ Name });
    await expect(LOOKUPS.getContact(service, { name: "oncall" })).rejects.toThrow(
      'look up contact "oncall": there is no contact of exactly this name. There is "ONCALL", "oncall-1". ' +
        "Check the name, the account that the keys are of, and the region (cn-beijing). What this program makes has outputs " +
        "of its own: use those.",
    );
    await expect(LOOKUPS.getContact(service, { name: "nobody" })).rejects.toThrow(
      /^look up contact "nobody": there is no contact of exactly this name\. Check the name, /,
    );
  });

  test("of many that are close to it, five are named", async () => {
    for (let index = 0; index < 7; index++) await make({ Name: `oncall-${index}` });
    await expect(LOOKUPS.getContact(service, { name: "oncall" })).rejects.toThrow(
      /There is "oncall-6", "oncall-5", "oncall-4", "oncall-3", "oncall-2", …\. Check/,
    );
  });

  test("more than one of that name: an error with their ids", async () => {
    const server = await startServer((response) => {
      ok(response, { Total: 2, Items: [NOBODY, OTHER].map((Id) => ({ Id, Name: "oncall" })) });
    });
    await expect(LOOKUPS.getContact(at(server.url), { name: "oncall" })).rejects.toThrow(
      `look up contact "oncall": there are 2 of exactly this name. Look up one by its id: ${NOBODY}, ${OTHER}.`,
    );
  });

  test("no contact of that id: the service's sentence, with what to do in a program that looks up", async () => {
    const failing = LOOKUPS.getContact(service, { id: NOBODY });
    await expect(failing).rejects.toThrow(
      new RegExp(
        `^look up contact \\(id ${NOBODY}\\): NotFound\\.Id: .* \\(request \\w+\\)\\. Check the id, the account that the keys ` +
          "are of, and the region \\(cn-beijing\\)\\.",
      ),
    );
    await expect(failing).rejects.not.toThrow(/pulumi refresh/);
  });

  test("an answer that is of another contact is an error", async () => {
    const server = await startServer((response) => {
      ok(response, { Id: OTHER, Name: "other" });
    });
    await expect(LOOKUPS.getContact(at(server.url), { id: NOBODY })).rejects.toThrow(
      /NoResult: the answer is not of the contact that was asked for/,
    );
  });

  test("what the service refuses is told in the usual form", async () => {
    emulator.behaviour.subscribed = false;
    await expect(LOOKUPS.getContact(service, { name: "oncall" })).rejects.toThrow(
      /^look up contact "oncall": ProductUnsubscribed: .*VMP console/,
    );
  });
});

describe("secrets that the service does not show", () => {
  test("masked: what is masked is left out, and is not taken for the secret", async () => {
    const id = await make(createBody(FIELDS, full));
    emulator.behaviour.secrets = "masked";
    for (const args of [{ id }, { name: "oncall" }]) {
      const found = await LOOKUPS.getContact(service, args);
      expect(JSON.stringify(found)).not.toContain("*");
      const { atMobiles, atUserIds } = full.dingTalkBotWebhook;
      expect(found).toMatchObject({
        webhook: {},
        larkBotWebhook: {},
        dingTalkBotWebhook: { atMobiles, atUserIds },
        weComBotWebhook: { atUserIds: full.weComBotWebhook.atUserIds },
      });
      expect(found.webhook).toEqual({});
    }
  });

  test("omitted: the addresses are there, the rest is left out", async () => {
    const id = await make(createBody(FIELDS, full));
    emulator.behaviour.secrets = "omitted";
    expect((await LOOKUPS.getContact(service, { id })).webhook).toEqual({ address: full.webhook.address });
  });

  test("a phone number with asterisks is no phone number", async () => {
    const server = await startServer((response) => {
      ok(response, { Id: OTHER, Name: "a", PhoneNumber: { CountryCode: "+86", Number: "133****0000" } });
    });
    const found = await LOOKUPS.getContact(at(server.url), { id: OTHER });
    expect(found.phoneNumber).toEqual({ countryCode: "+86" });
  });
});

describe("getContacts", () => {
  test("all of the account, on every page, in the order of their names", async () => {
    for (let index = 0; index < 205; index++) await make({ Name: `c-${String(index).padStart(3, "0")}` });
    const found = await LOOKUPS.getContacts(service, {});
    expect(found).toHaveLength(205);
    expect(names(found)).toEqual([...names(found)].sort());
    expect(calls()).toEqual([1, 2, 3].map((PageNumber) => ["ListContacts", { PageNumber, PageSize: 100 }]));
  });

  test("none at all", async () => {
    expect(await LOOKUPS.getContacts(service, {})).toEqual([]);
    expect(await LOOKUPS.getContacts(service, undefined)).toEqual([]);
  });

  test("by parts of name and e-mail, case told apart, whatever the service's filter takes", async () => {
    await make({ Name: "team-a-1", Email: "one@example.com" });
    await make({ Name: "team-a-2", Email: "two@EXAMPLE.com" });
    await make({ Name: "Team-a-3", Email: "three@example.com" });
    await make({ Name: "team-b" });
    expect(names(await LOOKUPS.getContacts(service, { nameContains: "team-a" }))).toEqual(["team-a-1", "team-a-2"]);
    expect(names(await LOOKUPS.getContacts(service, { emailContains: "@example.com" }))).toEqual([
      "Team-a-3",
      "team-a-1",
    ]);
    calls();
    const both = await LOOKUPS.getContacts(service, { nameContains: "team", emailContains: "example" });
    expect(names(both)).toEqual(["team-a-1"]);
    expect(calls()[0]?.[1].Filter).toEqual({ Name: "team", Email: "example" });
  });

  test("by ids, in chunks of a hundred", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 150; index++) ids.push(await make({ Name: `c-${index}` }));
    await make({ Name: "another" });
    const found = await LOOKUPS.getContacts(service, { ids });
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(ids));
    const asked = calls().map(([, { Filter, PageNumber }]) => [(Filter as { Ids: string[] }).Ids.length, PageNumber]);
    expect(asked.filter(([, page]) => page === 1)).toEqual([
      [100, 1],
      [50, 1],
    ]);
  });

  test("an id that is not there is an error, also when another argument leaves out more", async () => {
    const id = await make({ Name: "oncall" });
    await expect(LOOKUPS.getContacts(service, { ids: [id, NOBODY, OTHER] })).rejects.toThrow(
      `look up contacts: nothing has these ids: ${NOBODY}, ${OTHER}. Check the ids, the account`,
    );
    await expect(LOOKUPS.getContacts(service, { ids: [NOBODY] })).rejects.toThrow(/nothing has this id: /);
    expect(await LOOKUPS.getContacts(service, { ids: [id], nameContains: "x" })).toEqual([]);
  });

  test("in any of some groups", async () => {
    const [a, b, c] = [await make({ Name: "a" }), await make({ Name: "b" }), await make({ Name: "c" })];
    const [first, second] = [await makeGroup("first", [a, b]), await makeGroup("second", [b, c])];
    expect(names(await LOOKUPS.getContacts(service, { contactGroupIds: [first] }))).toEqual(["a", "b"]);
    const either = await LOOKUPS.getContacts(service, { contactGroupIds: [first, second] });
    expect(names(either)).toEqual(["a", "b", "c"]);
    const some = await LOOKUPS.getContacts(service, { ids: [a, c], contactGroupIds: [second] });
    expect(names(some)).toEqual(["c"]);
    const named = await LOOKUPS.getContacts(service, { contactGroupIds: [first], nameContains: "b" });
    expect(names(named)).toEqual(["b"]);
    expect(await LOOKUPS.getContacts(service, { contactGroupIds: [NOBODY] })).toEqual([]);
  });

  test("of a service that means all of the groups by its filter, in any of them all the same", async () => {
    const groups: Record<string, string[]> = { [NOBODY]: ["a", "b"], [OTHER]: ["b"] };
    const server = await startServer((response, { body }) => {
      const { Filter } = JSON.parse(body) as { Filter: { ContactGroupIds: string[] } };
      const isIn = (name: string): boolean => Filter.ContactGroupIds.every((id) => groups[id]?.includes(name));
      const Items = ["a", "b"].filter(isIn).map((Name) => ({
        Id: Name,
        Name,
        ContactGroupIds: Object.keys(groups).filter((id) => groups[id]?.includes(Name)),
      }));
      ok(response, { Total: Items.length, Items });
    });
    expect(names(await LOOKUPS.getContacts(at(server.url), { contactGroupIds: [NOBODY, OTHER] }))).toEqual(["a", "b"]);
  });

  test.each([{ ids: [] }, { contactGroupIds: [] }, { ids: [], nameContains: "o" }])(
    "%j gives nobody, not everybody, and calls nothing",
    async (args) => {
      await make({ Name: "oncall" });
      expect(await LOOKUPS.getContacts(service, args)).toEqual([]);
      expect(calls()).toEqual([]);
    },
  );
});

describe("getContactGroup and getContactGroups", () => {
  test("one, by its id or its name", async () => {
    const member = await make({ Name: "a" });
    const id = await makeGroup("team", [member]);
    await makeGroup("team-2");
    calls();
    const expected = { id, name: "team", contactIds: [member], createTime: expect.any(String) as string };
    expect(await LOOKUPS.getContactGroup(service, { id })).toEqual(expected);
    expect(await LOOKUPS.getContactGroup(service, { name: "team" })).toEqual(expected);
    expect(calls().map(([action]) => action)).toEqual(["GetContactGroup", "ListContactGroups"]);
  });

  test("none: errors of their own", async () => {
    await expect(LOOKUPS.getContactGroup(service, { id: NOBODY })).rejects.toThrow(
      `look up contact group (id ${NOBODY}): NotFound.Id: `,
    );
    await expect(LOOKUPS.getContactGroup(service, { name: "team" })).rejects.toThrow(
      'look up contact group "team": there is no contact group of exactly this name.',
    );
    await expect(LOOKUPS.getContactGroups(service, { ids: [NOBODY] })).rejects.toThrow(
      `look up contact groups: nothing has this id: ${NOBODY}.`,
    );
  });

  test("an empty group has nobody, also where the answer leaves them out", async () => {
    const server = await startServer((response) => {
      ok(response, { Id: OTHER, Name: "team" });
    });
    expect(await LOOKUPS.getContactGroup(at(server.url), { id: OTHER })).toEqual({
      id: OTHER,
      name: "team",
      contactIds: [],
    });
  });

  test("several", async () => {
    const ids = [await makeGroup("team-b"), await makeGroup("team-a"), await makeGroup("Team-c")];
    expect(names(await LOOKUPS.getContactGroups(service, {}))).toEqual(["Team-c", "example", "team-a", "team-b"]);
    expect(names(await LOOKUPS.getContactGroups(service, { nameContains: "team" }))).toEqual(["team-a", "team-b"]);
    expect(names(await LOOKUPS.getContactGroups(service, { ids: ids.slice(0, 1) }))).toEqual(["team-b"]);
  });
});

describe("arguments", () => {
  test.each<[keyof typeof LOOKUPS, unknown, string[]]>([
    ["getContact", {}, ["needs either id or name, one of them"]],
    ["getContact", { id: NOBODY, name: "a" }, ["needs either id or name, one of them"]],
    ["getContact", undefined, ["needs either id or name, one of them", "must be an object of properties, not nothing"]],
    [
      "getContact",
      { id: "oncall" },
      ["id must be the id of a contact, a UUID such as e28ae750-bbb8-4ff4-abf4-1e0e0f88808c, not its name"],
    ],
    ["getContact", { name: "" }, ["name must not be empty; leave the property out when there is nothing to set"]],
    ["getContact", { name: 7 }, ["name must be a string, not a number"]],
    [
      "getContacts",
      { nameContain: "a", ids: NOBODY, emailContains: "" },
      [
        "ids must be a list of strings, not a string",
        "emailContains must not be empty; leave the property out when there is nothing to set",
        "nameContain is not a known property; did you mean nameContains? (known are ids, nameContains, emailContains, contactGroupIds)",
      ],
    ],
    [
      "getContacts",
      { contactGroupIds: ["team"] },
      [
        "contactGroupIds[0] must be the id of a contact group, a UUID such as e28ae750-bbb8-4ff4-abf4-1e0e0f88808c, not its name",
      ],
    ],
    ["getContactGroup", {}, ["needs either id or name, one of them"]],
    [
      "getContactGroups",
      { emailContains: "a" },
      ["emailContains is not a known property; did you mean nameContains? (known are ids, nameContains)"],
    ],
  ])("%s(%j) is refused before anything is called", async (name, args, faults) => {
    const message = [`vmp.${name} cannot look up with these arguments:`, ...faults].join("\n  ");
    await expect(LOOKUPS[name](service, args)).rejects.toThrow(new Error(message));
    expect(calls()).toEqual([]);
  });
});

test("settings come from the stack's configuration and the environment", async () => {
  const id = await make({ Name: "oncall" });
  const config: Record<string, string> = { "vmp:endpoint": emulator.url };
  const env = { VOLCENGINE_ACCESS_KEY: emulator.accessKey, VOLCENGINE_SECRET_KEY: emulator.secretKey };
  const { client, region } = connect({ get: (key) => config[key] }, env);
  expect(await LOOKUPS.getContact({ client, region }, { id })).toMatchObject({ name: "oncall" });
  expect(() => connect({ get: () => "http://no.example.com/path" }, env)).toThrow(
    /^The settings of vmp cannot be used/,
  );
});
