import type { Properties } from "../../../../provider/values";
import { contactGroup, contextFor, failureOf } from "../../support";
import { closeAll, ok, startServer } from "../../client/server";
import { calls, context, created, emulator, ids, members, read, sorted, start } from "./stage";

beforeEach(start);

afterEach(closeAll);

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
      const found = await contactGroup.read(contextFor(server), "the-id", state);
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
    "%s: one call for the members, one read and one call for the rest, and the service has what the program says",
    async (_case, after, body, indexes) => {
      const { id, properties } = await created(before());
      const known = (await read(id, properties)).properties;
      calls();
      const news = after();
      expect(contactGroup.diff(known, news)).not.toEqual([]);
      const updated = await contactGroup.update(context, id, known, news);
      const carriesMembers = contactGroup.diff({ ...known, name: "" }, { ...news, name: "" }).length === 0;
      expect(calls()).toEqual([
        ...(carriesMembers ? [["GetContactGroup", { Id: id }]] : []),
        ["UpdateContactGroup", { Id: id, ...body, ContactIds: news.contactIds ?? [] }],
      ]);
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
    await contactGroup.update(contextFor(server), "the-id", { name: "team" }, { name: "renamed" });
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
      /^update contact group "team" \(id .*\): NotFound\.Id: .*pulumi up --refresh/,
    );
  });
});
