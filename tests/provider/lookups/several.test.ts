import { closeAll, ok, startServer } from "../client/server";
import { LOOKUPS, at, calls, make, makeGroup, names, NOBODY, OTHER, service, start } from "./stage";

beforeEach(start);

afterEach(closeAll);

describe("getContacts", () => {
  test("all of the account, on every page, in the order of their names", async () => {
    for (let index = 0; index < 205; index++) await make({ Name: `c-${String(index).padStart(3, "0")}` });
    const found = await LOOKUPS.getContacts(service, {});
    expect(found).toHaveLength(205);
    expect(names(found)).toEqual([...names(found)].sort());
    // More than a page is read twice: what is deleted meanwhile would hide others.
    expect(calls()).toEqual([1, 2, 3, 1, 2, 3].map((PageNumber) => ["ListContacts", { PageNumber, PageSize: 100 }]));
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
    calls();
    expect(names(await LOOKUPS.getContacts(service, { contactGroupIds: [first] }))).toEqual(["a", "b"]);
    expect(calls()).toEqual([["ListContacts", expect.objectContaining({ Filter: { ContactGroupIds: [first] } })]]);
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

  test("of a service that knows no filter, those that were asked for all the same", async () => {
    const Items = [NOBODY, OTHER].map((Id) => ({ Id, Name: `name-of-${Id}` }));
    const server = await startServer((response) => {
      ok(response, { Total: 2, Items });
    });
    const from = at(server.url);
    expect((await LOOKUPS.getContacts(from, { ids: [OTHER] })).map(({ id }) => id)).toEqual([OTHER]);
    expect((await LOOKUPS.getContacts(from, { nameContains: OTHER })).map(({ id }) => id)).toEqual([OTHER]);
    expect(await LOOKUPS.getContacts(from, { emailContains: "e" })).toEqual([]);
    expect(await LOOKUPS.getContacts(from, { contactGroupIds: [OTHER] })).toEqual([]);
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
    expect(calls().map(([action]) => action)).toEqual(["GetContactGroup", "ListContactGroups", "GetContactGroup"]);
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
