import { Holders } from "../../../provider/lifecycle/holders";
import { open } from "../../../provider/lifecycle/operation";
import { closeAll, ok, startServer } from "../client/server";
import { LOOKUPS, at, calls, emulator, make, NOBODY, OTHER, service, start } from "./stage";

beforeEach(start);

afterEach(closeAll);

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
  const { signal } = new AbortController();
  const { client, region, ...known } = await open({ get: (key) => config[key] }, env, { signal });
  expect(known).toMatchObject({ deleted: new Set(), creating: new Map(), holders: expect.any(Holders) as Holders });
  expect(await LOOKUPS.getContact({ client, region, secrets: [] }, { id })).toMatchObject({ name: "oncall" });
  await expect(open({ get: () => "http://no.example.com/path" }, env, { signal })).rejects.toThrow(
    /^The settings of vmp cannot be used/,
  );
});

test("what is under way ends with the run", async () => {
  const config: Record<string, string> = { "vmp:endpoint": emulator.url };
  const env = { VOLCENGINE_ACCESS_KEY: emulator.accessKey, VOLCENGINE_SECRET_KEY: emulator.secretKey };
  const { client, region } = await open({ get: (key) => config[key] }, env, { signal: AbortSignal.abort() });
  await expect(LOOKUPS.getContact({ client, region, secrets: [] }, { id: NOBODY })).rejects.toThrow(
    `look up contact (id ${NOBODY}): Cancelled: stopped before the answer was there.`,
  );
});

test("an id that is secret is not repeated, in whatever case it was given", async () => {
  const id = NOBODY.toUpperCase();
  const hushed = { ...service, secrets: [id] };
  await expect(LOOKUPS.getContact(hushed, { id })).rejects.toThrow(/^look up contact \(id \*\*\*\): NotFound\.Id/);
  await expect(LOOKUPS.getContacts(hushed, { ids: [id, OTHER] })).rejects.toThrow(
    `nothing has these ids: ***, ${OTHER}.`,
  );
});

test("what was asked for by a secret is not repeated, and what has no name is no reason to fail", async () => {
  const hushed = { ...service, secrets: [NOBODY, "oncall"] };
  await expect(LOOKUPS.getContact(hushed, { id: NOBODY })).rejects.toThrow(
    /^look up contact \(id \*\*\*\): NotFound\.Id/,
  );
  await expect(LOOKUPS.getContact(hushed, { name: "oncall" })).rejects.toThrow(
    /^look up contact "\*\*\*": there is no/,
  );
  await expect(LOOKUPS.getContacts(hushed, { ids: [NOBODY, OTHER] })).rejects.toThrow(
    `nothing has these ids: ***, ${OTHER}.`,
  );
  const server = await startServer((response) => {
    ok(response, { Items: [{ Id: NOBODY }, { Id: OTHER, Name: "oncall-2" }], Total: 2 });
  });
  const odd = at(server.url);
  expect(await LOOKUPS.getContacts(odd, { nameContains: "oncall" })).toMatchObject([{ id: OTHER }]);
  await expect(LOOKUPS.getContact(odd, { name: "oncall" })).rejects.toThrow(/There is "", "oncall-2"\. Check the name/);
});
