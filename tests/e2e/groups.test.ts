/** Contact groups and their members: ids that are made in the same run, drift, and either end of a membership. */
import { Program, SECOND_GROUP } from "./program";

/** `contact:a` and `group:team` stand for the ids of those resources of the program. */
const INDEX = `
const vmp = require("pulumi-vmp");
const declared = require("./contacts.json");
const made = {};
function resource(name) {
  const [kind, args] = [name.split(":")[0] === "group" ? vmp.ContactGroup : vmp.Contact, declared[name]];
  return (made[name] ??= new kind(name.replace(":", "-"), resolve(args)));
}
function resolve(value) {
  if (Array.isArray(value)) return value.map((item) => (item in declared ? resource(item).id : item));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, Array.isArray(inner) ? resolve(inner) : inner]));
}
for (const name of Object.keys(declared)) resource(name);
`;

const a = { name: "a", email: "a@example.com" };
const b = { name: "b", email: "b@example.com" };
const contacts = { "contact:a": a, "contact:b": b };
const team = { name: "team", contactIds: ["contact:a", "contact:b"] };

let program: Program;

beforeAll(async () => {
  program = await Program.open({ index: INDEX });
  // A group and a contact that no program knows.
  await program.emulator.act("DeleteContactGroups", { Ids: program.emulator.groups().map(({ Id }) => Id) });
  await program.emulator.act("CreateContact", { Name: "stranger" });
});

afterAll(() => program.close());

function contactId(name: string): string {
  return program.emulator.contacts().find(({ Name }) => Name === name)?.Id ?? "";
}

function group(name = "team") {
  const found = program.emulator.groups().find(({ Name }) => Name === name);
  if (!found) throw new Error(`there is no group ${name}`);
  return found;
}

function members(name?: string): string[] {
  const named = new Map(program.emulator.contacts().map(({ Id, Name }) => [Id, Name]));
  return group(name)
    .ContactIds.map((id) => named.get(id) ?? "?")
    .sort();
}

/** Nothing to do, also after a look at the service; and looking is all that it does. */
async function expectAgreement(): Promise<void> {
  program.calls();
  await program.pulumi("preview --refresh --expect-no-changes");
  for (const call of program.calls()) expect(call).toMatch(/^(Get|List)/);
}

/** In the order of a group's life: each test goes on from where the one before it ended. */
describe("the group's end", () => {
  test("preview takes ids that are not known yet, and calls nothing", async () => {
    program.write({ ...contacts, "group:team": team });
    expect(await program.pulumi("preview --diff")).toMatch(/\+ 4 to create/);
    expect(program.calls()).toEqual([]);
  });

  test("up makes the contacts, then the group with their ids: one call each", async () => {
    await program.up();
    expect(program.calls()).toEqual(["CreateContact", "CreateContact", "CreateContactGroup"]);
    expect(members()).toEqual(["a", "b"]);
    const resource = (await program.workspace.resources()).find(({ type }) => type.endsWith("vmp:ContactGroup"));
    expect(resource).toMatchObject({ id: group().Id, type: "pulumi-nodejs:dynamic/vmp:ContactGroup" });
    expect(resource?.outputs?.__provider).toBe('exports.handler=()=>require("pulumi-vmp/provider").contactGroup');
    expect(await program.up()).toMatch(/4 unchanged/);
    expect(program.calls()).toEqual([]);
    await expectAgreement();
  });

  test("the contacts see no drift from it, and the group has its time after a refresh", async () => {
    expect(await program.pulumi("refresh --yes --skip-preview")).toMatch(/4 unchanged/);
    const outputs = (await program.workspace.resources()).map((each) => each.outputs ?? {});
    expect(outputs.filter((each) => "contactGroupIds" in each)).toEqual([]);
    expect(outputs.filter(({ name, createTime }) => name === "team" && typeof createTime === "string")).toHaveLength(1);
  });

  test("a member and a name changed by hand are shown by refresh, and put right by one call", async () => {
    await program.emulator.act("UpdateContactGroup", {
      Id: group().Id,
      Name: "by-hand",
      ContactIds: [contactId("a"), contactId("stranger")],
    });
    const check = await program.pulumi("preview --refresh --expect-no-changes --diff", { expectFailure: true });
    expect(check).toContain("by-hand");
    const refreshed = await program.pulumi("refresh --yes --skip-preview --diff");
    expect(refreshed).toMatch(/name\s*: "team" => "by-hand"/);
    expect(refreshed).toContain(contactId("stranger"));
    program.calls();
    await program.up();
    expect(program.calls()).toEqual(["UpdateContactGroup"]);
    expect(members()).toEqual(["a", "b"]);
    await expectAgreement();
  });

  test("a contact that joins from its own side in the console is drift of the group alone", async () => {
    await program.emulator.act("UpdateContact", { Id: contactId("stranger"), ContactGroupIds: [group().Id] });
    expect(await program.pulumi("refresh --yes --skip-preview")).toMatch(/~ 1 updated\s+3 unchanged/);
    await program.up();
    expect(members()).toEqual(["a", "b"]);
  });

  test("a group deleted by hand is dropped by refresh, and made again by up with its members", async () => {
    const before = group().Id;
    await program.emulator.act("DeleteContactGroups", { Ids: [before] });
    expect(await program.pulumi("refresh --yes --skip-preview")).toMatch(/- 1 deleted/);
    program.calls();
    await program.up();
    expect(program.calls()).toEqual(["CreateContactGroup"]);
    expect(group().Id).not.toBe(before);
    expect(members()).toEqual(["a", "b"]);
    await expectAgreement();
  });

  test("a contact deleted by hand is made again, and gets into its group with its new id", async () => {
    const before = contactId("a");
    await program.emulator.act("DeleteContacts", { Ids: [before] });
    await program.pulumi("up --yes --skip-preview --refresh");
    expect(program.calls().filter((call) => !/^(Get|List)/.test(call))).toEqual([
      "CreateContact",
      "UpdateContactGroup",
    ]);
    expect(contactId("a")).not.toBe(before);
    expect(members()).toEqual(["a", "b"]);
    await expectAgreement();
  });

  test("a contact that is made anew with --replace gets into its group with its new id", async () => {
    const before = contactId("b");
    const urn = (await program.workspace.resources()).find(({ outputs }) => outputs?.name === "b")?.urn ?? "";
    program.calls();
    await program.pulumi(`up --yes --skip-preview --replace ${urn}`);
    expect(program.calls()).toEqual(["DeleteContacts", "CreateContact", "UpdateContactGroup"]);
    expect(contactId("b")).not.toBe(before);
    expect(members()).toEqual(["a", "b"]);
    await expectAgreement();
  });

  test("a contact that leaves the program leaves its group first, in one up", async () => {
    await program.up({ "contact:a": a, "group:team": { ...team, contactIds: ["contact:a"] } });
    expect(program.calls().filter((call) => !/^(Get|List)/.test(call))).toEqual([
      "UpdateContactGroup",
      "DeleteContacts",
    ]);
    expect(members()).toEqual(["a"]);
    await expectAgreement();
  });

  test.each([
    ["[]: nobody is in it", { name: "team", contactIds: [] }, []],
    ["members again", { name: "team", contactIds: ["contact:a"] }, ["a"]],
    ["contactIds taken out: everybody leaves", { name: "team" }, []],
  ])("%s", async (_case, args, expected) => {
    program.calls();
    await program.up({ "contact:a": a, "group:team": args });
    expect(program.calls()).toEqual(["UpdateContactGroup"]);
    expect(members()).toEqual(expected);
  });
});

describe("the contact's end", () => {
  const inTeam = { contactGroupIds: ["group:team"] };

  test("a contact joins by one call, and the group sees no drift from it", async () => {
    await program.up({
      "contact:a": { ...a, ...inTeam },
      "contact:b": { ...b, ...inTeam },
      "group:team": { name: "team" },
    });
    expect(program.calls().sort()).toEqual(["CreateContact", "UpdateContact"]);
    expect(members()).toEqual(["a", "b"]);
    expect(await program.pulumi("refresh --yes --skip-preview")).toMatch(/4 unchanged/);
    await expectAgreement();
  });

  test("a new name of the group keeps its members", async () => {
    await program.up({
      "contact:a": { ...a, ...inTeam },
      "contact:b": { ...b, ...inTeam },
      "group:team": { name: "crew" },
    });
    expect(program.calls()).toEqual(["GetContactGroup", "UpdateContactGroup"]);
    expect(members("crew")).toEqual(["a", "b"]);
  });

  test("memberships move to the group's end in one up, and back", async () => {
    await program.up({ ...contacts, "group:team": team });
    expect(members()).toEqual(["a", "b"]);
    await expectAgreement();
    await program.up({
      "contact:a": { ...a, ...inTeam },
      "contact:b": { ...b, ...inTeam },
      "group:team": { name: "team" },
    });
    expect(members()).toEqual(["a", "b"]);
    await expectAgreement();
  });

  test("a group deleted by hand is made again, and its contacts join it with its new id", async () => {
    const before = group().Id;
    await program.emulator.act("DeleteContactGroups", { Ids: [before] });
    await program.pulumi("up --yes --skip-preview --refresh");
    expect(group().Id).not.toBe(before);
    expect(members()).toEqual(["a", "b"]);
    await expectAgreement();
  });

  test("a group that leaves the program loses its contacts first, in one up", async () => {
    await program.up(contacts);
    const calls = program.calls();
    expect(calls.slice(-3)).toEqual(["UpdateContact", "UpdateContact", "DeleteContactGroups"]);
    expect(program.emulator.groups()).toEqual([]);
    await expectAgreement();
  });
});

describe("the end", () => {
  test("what the service does not delete is told with its reason, for a contact and for a group", async () => {
    await program.up({ "contact:a": a, "group:team": { ...team, contactIds: ["contact:a"] } });
    program.emulator.behaviour.undeletable = [contactId("a"), group().Id];
    program.write({});
    const refused = await program.pulumi("up --yes --skip-preview", { expectFailure: true });
    expect(refused).toMatch(
      /delete contact group "team" \(id [\w-]+\): OperationDenied\.InUse: ContactGroup \S+ is in use\./,
    );
    expect(refused).not.toMatch(/\n\s+at /);
    program.emulator.behaviour.undeletable = [contactId("a")];
    const second = await program.pulumi("up --yes --skip-preview", { expectFailure: true });
    expect(second).toMatch(/delete contact "a" \(id [\w-]+\): OperationDenied\.InUse: Contact \S+ is in use\./);
    program.emulator.behaviour.undeletable = [];
  });

  test("a group and its contacts go together: the group first", async () => {
    await program.up({ ...contacts, "group:team": team });
    program.calls();
    await program.up({});
    // Contacts that go at about the same time can go in one call.
    expect([...new Set(program.calls())]).toEqual(["DeleteContactGroups", "DeleteContacts"]);
    expect(program.emulator.groups()).toEqual([]);
    expect(program.emulator.contacts().map(({ Name }) => Name)).toEqual(["stranger"]);
  });

  test("a group of existing contacts, adopted: its id stays", async () => {
    await program.emulator.act("CreateContactGroup", { Name: "team", ContactIds: [contactId("stranger")] });
    const before = group().Id;
    program.write({ "group:team": { name: "team", contactIds: [contactId("stranger")], adopt: true } });
    program.calls();
    expect(await program.pulumi("up --yes --skip-preview")).toContain(
      `took over the contact group of this name that exists already (id ${before}); nothing had to be changed.`,
    );
    expect(program.calls()).toEqual(["ListContactGroups"]);
    await expectAgreement();
  });

  test("faults are shown by property, and the group's id is not taken for a contact's name", async () => {
    program.write({ "group:team": { name: "1 team", contactIds: ["oncall", SECOND_GROUP.Id, SECOND_GROUP.Id] } });
    const output = await program.pulumi("preview", { expectFailure: true });
    expect(output).toMatch(/property name value \{1 team\} has a problem: must start with a letter/);
    expect(output).toMatch(/property contactIds\[0\] .* must be the id of a contact, a UUID/);
    expect(output).toMatch(/property contactIds\[2\] .* repeats contactIds\[1\]/);
  });
});
