/**
 * Drift of contact groups, and either end of a membership. Each case has groups and contacts of its own, named after
 * it, and many cases go through one command.
 */
import type { Contacts, Program } from "../program";
import { about, contacts, group, GroupsProgram } from "./stage";

let stage: GroupsProgram;
let program: Program;

beforeAll(async () => {
  stage = await GroupsProgram.open();
  program = stage.program;
});

afterAll(() => program.close());

/** What the cases start from. */
const BEFORE = {
  ...contacts("a b"),
  // Changed by hand.
  ...group("changed", "a b"),
  ...group("joined", "a b"),
  ...group("deleted", "a b"),
  ...contacts("contact-deleted"),
  ...group("of-deleted", "a contact-deleted"),
  ...group("deleted-too"),
  ...contacts("member", { contactGroupIds: ["group:deleted-too"] }),
  // Changed in the program.
  ...contacts("remade"),
  ...group("of-remade", "a remade"),
  ...contacts("leaver"),
  ...group("of-leaver", "a leaver"),
  ...group("emptied", "a"),
  ...group("filled", ""),
  ...group("forgotten", "a"),
  ...contacts("joiner"),
  ...group("of-joiner"),
  ...group("renamed"),
  ...contacts("follower", { contactGroupIds: ["group:renamed"] }),
  ...group("to-group"),
  ...contacts("mover", { contactGroupIds: ["group:to-group"] }),
  ...contacts("settler"),
  ...group("to-contact", "settler"),
  ...group("leaving"),
  ...contacts("stayer-1 stayer-2", { contactGroupIds: ["group:leaving"] }),
};

/** And what the program has of them in the end. */
const AFTER: Contacts = {
  ...BEFORE,
  ...group("of-leaver", "a"),
  ...group("emptied", ""),
  ...group("filled", "a"),
  ...group("forgotten"),
  ...contacts("joiner newcomer", { contactGroupIds: ["group:of-joiner"] }),
  "group:renamed": { name: "crew" },
  ...group("to-group", "mover"),
  ...contacts("mover"),
  ...group("to-contact"),
  ...contacts("settler", { contactGroupIds: ["group:to-contact"] }),
  ...contacts("stayer-1 stayer-2"),
};
delete AFTER["contact:leaver"];
delete AFTER["group:leaving"];

test("a group that is there already, and its members, are taken over: it keeps its id, and nothing is changed", async () => {
  const stranger = stage.contactId("stranger");
  await program.emulator.act("CreateContactGroup", { Name: "adopted", ContactIds: [stranger] });
  const id = stage.groupId("adopted");
  program.calls();
  const output = await program.up({
    ...BEFORE,
    "group:adopted": { name: "adopted", contactIds: [stranger], adopt: true },
  });
  expect(output).toContain(
    `took over the contact group of this name that exists already (id ${id}); nothing had to be changed.`,
  );
  expect(about(stage.changes(), "adopted")).toEqual([]);
  program.write(BEFORE);
});

describe("what was done by hand is put right", () => {
  let deleted: string;
  let preview: string;
  let refresh: string;
  let made: string[];

  beforeAll(async () => {
    const act = (action: string, params: object) => program.emulator.act(action, { ...params });
    const stranger = stage.contactId("stranger");
    deleted = stage.groupId("deleted");
    await act("UpdateContactGroup", {
      Id: stage.groupId("changed"),
      Name: "by-hand",
      ContactIds: [stage.contactId("a"), stranger],
    });
    await act("UpdateContact", {
      Id: stranger,
      ContactGroupIds: [stage.groupId("joined"), stage.groupId("by-hand"), stage.groupId("adopted")],
    });
    await act("DeleteContactGroups", { Ids: [deleted] });
    preview = await program.pulumi("preview --refresh --expect-no-changes --diff", { expectFailure: true });
    refresh = await program.pulumi("refresh --yes --skip-preview --diff");
    program.calls();
    await program.up();
    made = stage.changes();
  });

  test("a name and a member that were changed are shown, and put right by one call", () => {
    expect(preview).toContain("by-hand");
    expect(refresh).toMatch(/name\s*: "changed" => "by-hand"/);
    expect(refresh).toContain(stage.contactId("stranger"));
    expect(about(made, "changed")).toEqual(["UpdateContactGroup changed"]);
    expect(stage.members("changed")).toEqual(["a", "b"]);
  });

  test("a contact that joined from its own side is drift of the group alone", () => {
    expect(refresh).toMatch(/~ 2 updated\s+- 1 deleted\s+3 changes/);
    expect(about(made, "joined stranger")).toEqual(["UpdateContactGroup joined"]);
    expect(stage.members("joined")).toEqual(["a", "b"]);
  });

  test("a group that was deleted is made again with its members", () => {
    expect(about(made, "deleted")).toEqual(["CreateContactGroup deleted"]);
    expect(stage.groupId("deleted")).not.toBe(deleted);
    expect(stage.members("deleted")).toEqual(["a", "b"]);
  });

  test("by no other call, and then there is nothing to do", async () => {
    // The group that was taken over has left the program.
    expect([...made].sort()).toEqual([
      "CreateContactGroup deleted",
      "DeleteContactGroups adopted",
      "UpdateContactGroup changed",
      "UpdateContactGroup joined",
    ]);
    await stage.expectAgreement();
  });
});

describe("what gets a new id takes its memberships along, in one up with --refresh", () => {
  const ids = new Map<string, string>();
  let made: string[];

  beforeAll(async () => {
    for (const name of ["contact-deleted", "remade"]) ids.set(name, stage.contactId(name));
    ids.set("deleted-too", stage.groupId("deleted-too"));
    await program.emulator.act("DeleteContacts", { Ids: [ids.get("contact-deleted")] });
    await program.emulator.act("DeleteContactGroups", { Ids: [ids.get("deleted-too")] });
    program.calls();
    const urn = "urn:pulumi:dev::e2e::pulumi-nodejs:dynamic/vmp:Contact::contact-remade";
    await program.pulumi(`up --yes --skip-preview --refresh --replace ${urn}`);
    made = stage.changes();
  });

  test("a contact that was deleted by hand", () => {
    expect(about(made, "contact-deleted of-deleted")).toEqual([
      "CreateContact contact-deleted",
      "UpdateContactGroup of-deleted",
    ]);
    expect(stage.contactId("contact-deleted")).not.toBe(ids.get("contact-deleted"));
    expect(stage.members("of-deleted")).toEqual(["a", "contact-deleted"]);
  });

  test("a contact that is made anew with --replace", () => {
    expect(about(made, "remade of-remade")).toEqual([
      "DeleteContacts remade",
      "CreateContact remade",
      "UpdateContactGroup of-remade",
    ]);
    expect(stage.contactId("remade")).not.toBe(ids.get("remade"));
    expect(stage.members("of-remade")).toEqual(["a", "remade"]);
  });

  test("a group that was deleted by hand: its contacts join it", async () => {
    expect(about(made, "deleted-too member")).toEqual(["CreateContactGroup deleted-too", "UpdateContact member"]);
    expect(stage.groupId("deleted-too")).not.toBe(ids.get("deleted-too"));
    expect(stage.members("deleted-too")).toEqual(["member"]);
    await stage.expectAgreement();
  });
});

describe("what is changed in the program, all in one up", () => {
  let made: string[];

  beforeAll(async () => {
    await program.up(AFTER);
    made = stage.changes();
  });

  test("a contact that leaves the program leaves its group first", () => {
    expect(about(made, "leaver of-leaver")).toEqual(["UpdateContactGroup of-leaver", "DeleteContacts leaver"]);
    expect(stage.members("of-leaver")).toEqual(["a"]);
  });

  test.each([
    ["[]: nobody is in it", "emptied", []],
    ["members again", "filled", ["a"]],
    ["contactIds taken out: everybody leaves", "forgotten", []],
  ])("%s", (_case, name, expected) => {
    expect(about(made, name)).toEqual([`UpdateContactGroup ${name}`]);
    expect(stage.members(name)).toEqual(expected);
  });

  test("contacts join by one call", () => {
    expect(about(made, "joiner newcomer of-joiner").sort()).toEqual(["CreateContact newcomer", "UpdateContact joiner"]);
    expect(stage.members("of-joiner")).toEqual(["joiner", "newcomer"]);
  });

  test("a new name of the group keeps the members that come from the contact's end", () => {
    expect(about(made, "renamed follower")).toEqual(["UpdateContactGroup renamed"]);
    expect(stage.members("crew")).toEqual(["follower"]);
  });

  test("memberships move to the group's end, and to the contact's", () => {
    expect(stage.members("to-group")).toEqual(["mover"]);
    expect(stage.members("to-contact")).toEqual(["settler"]);
  });

  test("a group that leaves the program loses its contacts first", () => {
    expect(about(made, "leaving stayer-1 stayer-2").sort()).toEqual([
      "DeleteContactGroups leaving",
      "UpdateContact stayer-1",
      "UpdateContact stayer-2",
    ]);
    expect(about(made, "leaving stayer-1 stayer-2").at(-1)).toBe("DeleteContactGroups leaving");
  });

  test("nobody sees drift from the other end, and then there is nothing to do", async () => {
    await program.pulumi("refresh --yes --skip-preview --expect-no-changes");
    await stage.expectAgreement();
  });
});

test("a group and its contacts go together: the group first", async () => {
  program.calls();
  await program.up({});
  const made = stage.changes();
  for (const [name, its] of Object.entries({ "of-deleted": "contact-deleted", "of-remade": "remade" })) {
    expect(about(made, `${name} ${its}`)).toEqual([`DeleteContactGroups ${name}`, `DeleteContacts ${its}`]);
  }
  expect(program.emulator.groups()).toEqual([]);
  expect(program.emulator.contacts().map(({ Name }) => Name)).toEqual(["stranger"]);
});
