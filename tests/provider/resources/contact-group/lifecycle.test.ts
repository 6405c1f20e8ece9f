import { contactGroup, contextFor, failureOf } from "../../support";
import { closeAll } from "../../client/server";
import { calls, context, created, emulator, ids, members, read, sorted, start } from "./stage";

beforeEach(start);

afterEach(closeAll);

describe("create", () => {
  test("one call, and one that reads it; the state is the inputs", async () => {
    const inputs = { name: "team", contactIds: [ids[0], ids[2]], adopt: false };
    const { id, properties, notices } = await contactGroup.create(context, inputs);
    expect(calls()).toEqual([
      ["CreateContactGroup", { Name: "team", ContactIds: [ids[0], ids[2]] }],
      ["GetContactGroup", { Id: id }],
    ]);
    expect(emulator.groups()).toMatchObject([{ Id: id, Name: "team" }]);
    expect(members()).toEqual(sorted(0, 2));
    expect(properties).toEqual(inputs);
    expect(notices).toEqual([]);
    // From now on the program is known to have it.
    expect(context.holders.declared("contact group", id)).toEqual({ inputs, state: {} });
  });

  test.each([[{ name: "team" }], [{ name: "team", contactIds: [] }]])("of nobody: %j", async (inputs) => {
    const { id, properties } = await contactGroup.create(context, inputs);
    expect(calls()).toEqual([
      ["CreateContactGroup", { Name: "team" }],
      ["GetContactGroup", { Id: id }],
    ]);
    expect(properties).toEqual(inputs);
  });

  test("a lost answer: the group is found by its name, and not made twice", async () => {
    emulator.faults.set([{ action: "CreateContactGroup", fault: "reset", act: true, times: 1 }]);
    const { id } = await contactGroup.create(context, { name: "team", contactIds: [ids[1], ids[0]] });
    expect(calls().map(([action]) => action)).toEqual(["CreateContactGroup", "ListContactGroups", "GetContactGroup"]);
    expect(emulator.groups()).toMatchObject([{ Id: id }]);
  });

  test("a lost answer, and somebody else's group of that name: it is not taken", async () => {
    const { Id } = (await emulator.act("CreateContactGroup", { Name: "team" })) as { Id: string };
    emulator.faults.set([{ action: "CreateContactGroup", fault: "reset", times: 1 }]);
    const error = await failureOf(contactGroup.create(context, { name: "team", contactIds: ids }));
    expect(error).toMatchObject({ code: "Conflict.Name" });
    expect(error.message).toContain(Id);
    expect(members()).toEqual([]);
  });

  test("a name that is taken names the group that has it, and the ways out", async () => {
    const { id } = await created({ name: "team" });
    const error = await failureOf(contactGroup.create(contextFor(emulator), { name: "team" }));
    expect(error.message).toMatch(
      new RegExp(
        `^create contact group "team": Conflict\\.Name: a contact group of this name exists already, with the id ${id} ` +
          "\\(request \\w+\\)\\. Choose another name; .*adopt: true",
      ),
    );
    expect(emulator.groups()).toHaveLength(1);
  });

  test("a contact of the same name is no conflict", async () => {
    await contactGroup.create(context, { name: "a", contactIds: ids });
    expect(calls().map(([action]) => action)).toEqual(["CreateContactGroup", "GetContactGroup"]);
  });

  test("a contact that is not there is an error, and no group is made", async () => {
    const gone = "5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1";
    const error = await failureOf(contactGroup.create(context, { name: "team", contactIds: [gone] }));
    expect(error.message).toMatch(/^create contact group "team": InvalidParameter\.ContactIds: /);
    expect(error.effect).toBe("none");
    expect(emulator.groups()).toEqual([]);
  });
});

describe("adopt", () => {
  test("takes the group over: its id stays, its members become the program's", async () => {
    const { Id } = (await emulator.act("CreateContactGroup", { Name: "team", ContactIds: [ids[0], ids[1]] })) as {
      Id: string;
    };
    const inputs = { name: "team", contactIds: [ids[1], ids[2]], adopt: true };
    const { id, properties, notices } = await contactGroup.create(context, inputs);
    expect(id).toBe(Id);
    expect(properties).toEqual(inputs);
    expect(notices).toEqual([
      `create contact group "team": took over the contact group of this name that exists already (id ${Id}); changed: contactIds.`,
    ]);
    expect(calls().map(([action]) => action)).toEqual(["ListContactGroups", "GetContactGroup", "UpdateContactGroup"]);
    expect(members()).toEqual(sorted(1, 2));
  });

  test.each([
    ["the same members in another order", () => ({ contactIds: [ids[1], ids[0]] })],
    ["members that the program does not manage", () => ({})],
  ])("%s: nothing but reads", async (_case, more) => {
    await emulator.act("CreateContactGroup", { Name: "team", ContactIds: [ids[0], ids[1]] });
    const inputs = { name: "team", adopt: true, ...more() };
    const { id, properties, notices } = await contactGroup.create(context, inputs);
    expect(calls().map(([action]) => action)).toEqual(["ListContactGroups", "GetContactGroup"]);
    expect(notices).toEqual([expect.stringMatching(/nothing had to be changed\.$/)]);
    expect(members()).toEqual(sorted(0, 1));
    expect((await read(id, properties)).inputs).toBeUndefined();
  });

  test("makes the group when there is none", async () => {
    const { notices } = await contactGroup.create(context, { name: "team", contactIds: ids, adopt: true });
    expect(notices).toEqual([]);
    expect(calls().map(([action]) => action)).toEqual(["ListContactGroups", "CreateContactGroup", "GetContactGroup"]);
  });
});

describe("delete", () => {
  test("one call once nobody is found to use it, also of a group with members", async () => {
    const { id, properties } = await created({ name: "team", contactIds: ids });
    expect(await contactGroup.delete(context, id, properties)).toEqual([]);
    expect(calls()).toEqual([
      ["ListNotifyPolicies", { Filter: { ContactGroupIds: [id] }, PageNumber: 1, PageSize: 100 }],
      ["DeleteContactGroups", { Ids: [id] }],
    ]);
    expect(emulator.groups()).toEqual([]);
    expect(emulator.contacts()).toHaveLength(3);
  });

  test("gone already is success", async () => {
    await contactGroup.delete(context, "5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1", { name: "team" });
    expect(calls().map(([action]) => action)).toEqual(["ListNotifyPolicies", "DeleteContactGroups", "GetContactGroup"]);
  });

  test("a group that the service does not delete is an error, with its reason", async () => {
    const { id, properties } = await created({ name: "team" });
    emulator.behaviour.undeletable = [id];
    const error = await failureOf(contactGroup.delete(context, id, properties));
    expect(error.message).toMatch(
      new RegExp(
        `^delete contact group "team" \\(id ${id}\\): OperationDenied\\.InUse: ContactGroup ${id} is in use\\.`,
      ),
    );
    expect(emulator.groups()).toHaveLength(1);
  });
});
