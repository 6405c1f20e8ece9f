import type { Emulator } from "../../emulator";
import { contactGroup } from "../../provider/contact-group";
import type { Context } from "../../provider/resource";
import type { Properties } from "../../provider/values";
import { VmpError } from "../../provider/vmp/errors";
import { contextFor as contextAt, type ContextOptions, openEmulator } from "./support";
import { closeAll, ok, startServer } from "./vmp/server";

let emulator: Emulator;
let context: Context;
/** The ids of three contacts. */
let ids: string[];

beforeEach(async () => {
  emulator = await openEmulator();
  context = contextFor(emulator.url);
  ids = [];
  for (const Name of ["a", "b", "c"]) {
    ids.push(((await emulator.act("CreateContact", { Name })) as { Id: string }).Id);
  }
});

afterEach(closeAll);

function contextFor(url: string, options?: ContextOptions): Context {
  const { accessKey, secretKey } = emulator;
  return contextAt({ url, accessKey, secretKey }, options);
}

/** The calls since the last look, with what was sent. */
function calls(): [action: string, body: unknown][] {
  const seen = emulator.calls.map(({ action, body }): [string, unknown] => [action, body]);
  emulator.clearCalls();
  return seen;
}

async function created(inputs: Properties) {
  const result = await contactGroup.create(context, inputs);
  calls();
  return result;
}

async function read(id: string, state: Properties) {
  const found = await contactGroup.read(context, id, state);
  if (found === undefined) throw new Error("the group is gone");
  return found;
}

function members(): string[] {
  return [...(emulator.groups()[0]?.ContactIds ?? [])].sort();
}

function sorted(...indexes: number[]): string[] {
  return indexes.map((index) => ids[index] ?? "").sort();
}

async function failureOf(promise: Promise<unknown>): Promise<VmpError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof VmpError) return error;
  throw new Error("it did not fail with a VmpError");
}

describe("create", () => {
  test("one call; the state is the inputs", async () => {
    const inputs = { name: "team", contactIds: [ids[0], ids[2]], adopt: false };
    const { id, properties, notices } = await contactGroup.create(context, inputs);
    expect(calls()).toEqual([["CreateContactGroup", { Name: "team", ContactIds: [ids[0], ids[2]] }]]);
    expect(emulator.groups()).toMatchObject([{ Id: id, Name: "team" }]);
    expect(members()).toEqual(sorted(0, 2));
    expect(properties).toEqual(inputs);
    expect(notices).toEqual([]);
  });

  test.each([[{ name: "team" }], [{ name: "team", contactIds: [] }]])("of nobody: %j", async (inputs) => {
    const { properties } = await contactGroup.create(context, inputs);
    expect(calls()).toEqual([["CreateContactGroup", { Name: "team" }]]);
    expect(properties).toEqual(inputs);
  });

  test("a lost answer: the group is found by its name, and not made twice", async () => {
    emulator.faults.set([{ action: "CreateContactGroup", fault: "reset", act: true, times: 1 }]);
    const { id } = await contactGroup.create(context, { name: "team", contactIds: [ids[1], ids[0]] });
    expect(calls().map(([action]) => action)).toEqual(["CreateContactGroup", "ListContactGroups"]);
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
    const error = await failureOf(contactGroup.create(context, { name: "team" }));
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
    expect(calls().map(([action]) => action)).toEqual(["CreateContactGroup"]);
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
    expect(calls().map(([action]) => action)).toEqual(["ListContactGroups", "UpdateContactGroup"]);
    expect(members()).toEqual(sorted(1, 2));
  });

  test.each([
    ["the same members in another order", () => ({ contactIds: [ids[1], ids[0]] })],
    ["members that the program does not manage", () => ({})],
  ])("%s: nothing but reads", async (_case, more) => {
    await emulator.act("CreateContactGroup", { Name: "team", ContactIds: [ids[0], ids[1]] });
    const inputs = { name: "team", adopt: true, ...more() };
    const { id, properties, notices } = await contactGroup.create(context, inputs);
    expect(calls().map(([action]) => action)).toEqual(["ListContactGroups"]);
    expect(notices).toEqual([expect.stringMatching(/nothing had to be changed\.$/)]);
    expect(members()).toEqual(sorted(0, 1));
    expect((await read(id, properties)).inputs).toBeUndefined();
  });

  test("makes the group when there is none", async () => {
    const { notices } = await contactGroup.create(context, { name: "team", contactIds: ids, adopt: true });
    expect(notices).toEqual([]);
    expect(calls().map(([action]) => action)).toEqual(["ListContactGroups", "CreateContactGroup"]);
  });
});

describe("refresh", () => {
  test("without drift: one call, no change, and when the group was made", async () => {
    const inputs = { name: "team", contactIds: [ids[2], ids[0]] };
    const { id, properties } = await created(inputs);
    const found = await read(id, properties);
    expect(calls()).toEqual([["GetContactGroup", { Id: id }]]);
    expect(found.inputs).toBeUndefined();
    expect(found.properties).toEqual({ ...inputs, createTime: expect.stringMatching(/^\d{4}-/) as string });
    expect(contactGroup.diff(found.properties, inputs)).toEqual([]);
  });

  test("a member added by hand and a name changed by hand are drift", async () => {
    const inputs = { name: "team", contactIds: [ids[0]] };
    const { id, properties } = await created(inputs);
    await emulator.act("UpdateContactGroup", { Id: id, Name: "by-hand", ContactIds: [ids[0], ids[1]] });
    const found = await read(id, properties);
    expect(found.inputs).toEqual({ name: "by-hand", contactIds: [ids[0], ids[1]] });
    expect(contactGroup.diff(found.properties, inputs)).toEqual(["name", "contactIds"]);
  });

  test("a contact that joined from its own side is drift only where the group manages its members", async () => {
    const { id, properties } = await created({ name: "team" });
    await emulator.act("UpdateContact", { Id: ids[0], ContactGroupIds: [id] });
    const found = await read(id, properties);
    expect(found.inputs).toBeUndefined();
    expect(found.properties).not.toHaveProperty("contactIds");
    expect((await read(id, { ...properties, contactIds: [] })).inputs).toEqual({ name: "team", contactIds: [ids[0]] });
  });

  test.each([[{}], [{ ContactIds: null }]])(
    "an empty group's members can be missing in the answer: %j",
    async (more) => {
      const server = await startServer((response) => {
        ok(response, { Id: "the-id", Name: "team", ...more });
      });
      const state = { name: "team", contactIds: [] };
      const found = await contactGroup.read(contextFor(server.url), "the-id", state);
      expect(found).toEqual({ properties: state, notices: [] });
    },
  );

  test("a group that is gone is undefined", async () => {
    const { id, properties } = await created({ name: "team" });
    await emulator.act("DeleteContactGroups", { Ids: [id] });
    expect(await contactGroup.read(context, id, properties)).toBeUndefined();
  });
});

describe("update", () => {
  const before = (): Properties => ({ name: "team", contactIds: [ids[0], ids[1]] });

  test.each<[string, () => Properties, Properties, number[]]>([
    ["the name", () => ({ ...before(), name: "renamed" }), { Name: "renamed" }, [0, 1]],
    ["a member added", () => ({ name: "team", contactIds: ids }), {}, [0, 1, 2]],
    ["other members", () => ({ name: "team", contactIds: [ids[2]] }), {}, [2]],
    ["[]: nobody", () => ({ name: "team", contactIds: [] }), {}, []],
    ["contactIds taken out: everybody leaves", () => ({ name: "team" }), {}, []],
    ["everything", () => ({ name: "renamed", contactIds: [ids[2]] }), { Name: "renamed" }, [2]],
  ])(
    "%s: one call, with all members, and the service has what the program says",
    async (_case, after, body, indexes) => {
      const { id, properties } = await created(before());
      const known = (await read(id, properties)).properties;
      calls();
      const news = after();
      expect(contactGroup.diff(known, news)).not.toEqual([]);
      const updated = await contactGroup.update(context, id, known, news);
      expect(calls()).toEqual([["UpdateContactGroup", { Id: id, ...body, ContactIds: news.contactIds ?? [] }]]);
      expect(emulator.groups()).toMatchObject([{ Id: id, Name: news.name }]);
      expect(members()).toEqual(sorted(...indexes));
      expect(updated.properties).toEqual({ ...news, createTime: known.createTime });
      expect((await read(id, updated.properties)).inputs).toBeUndefined();
    },
  );

  test("members that the program begins to manage are sent", async () => {
    const { id, properties } = await created({ name: "team" });
    expect(contactGroup.diff(properties, { name: "team", contactIds: [] })).toEqual(["contactIds"]);
    await contactGroup.update(context, id, properties, { name: "team", contactIds: [ids[1]] });
    expect(calls().map(([action]) => action)).toEqual(["UpdateContactGroup"]);
    expect(members()).toEqual(sorted(1));
  });

  test("a new name sends along the members that the program does not manage: an update without them may empty the group", async () => {
    const { id, properties } = await created({ name: "team" });
    await emulator.act("UpdateContact", { Id: ids[2], ContactGroupIds: [id] });
    await contactGroup.update(context, id, properties, { name: "renamed" });
    expect(calls()).toEqual([
      ["GetContactGroup", { Id: id }],
      ["UpdateContactGroup", { Id: id, Name: "renamed", ContactIds: [ids[2]] }],
    ]);
  });

  test("members that the service does not tell are left out of it", async () => {
    const server = await startServer((response) => {
      ok(response, { Id: "the-id" });
    });
    await contactGroup.update(contextFor(server.url), "the-id", { name: "team" }, { name: "renamed" });
    expect(server.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { Id: "the-id" },
      { Id: "the-id", Name: "renamed" },
    ]);
  });

  test("adopt that comes or goes is no change", async () => {
    expect(contactGroup.diff({ name: "team" }, { name: "team", adopt: true })).toEqual([]);
  });

  test("a name that is taken is an error that says what to do", async () => {
    await emulator.act("CreateContactGroup", { Name: "taken" });
    const { id, properties } = await created(before());
    const error = await failureOf(contactGroup.update(context, id, properties, { ...before(), name: "taken" }));
    expect(error.message).toMatch(/^update contact group "team" \(id .*\): Conflict\.Name: .*Choose another name/);
  });

  test("a group that is gone is an error that says what to do", async () => {
    const { id, properties } = await created(before());
    await emulator.act("DeleteContactGroups", { Ids: [id] });
    await expect(contactGroup.update(context, id, properties, { name: "team" })).rejects.toThrow(
      /^update contact group "team" \(id .*\): NotFound\.Id: .*pulumi refresh/,
    );
  });
});

describe("delete", () => {
  test("one call, also of a group with members", async () => {
    const { id, properties } = await created({ name: "team", contactIds: ids });
    expect(await contactGroup.delete(context, id, properties)).toEqual([]);
    expect(calls()).toEqual([["DeleteContactGroups", { Ids: [id] }]]);
    expect(emulator.groups()).toEqual([]);
    expect(emulator.contacts()).toHaveLength(3);
  });

  test("gone already is success", async () => {
    await contactGroup.delete(context, "5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1", { name: "team" });
    expect(calls().map(([action]) => action)).toEqual(["DeleteContactGroups"]);
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
