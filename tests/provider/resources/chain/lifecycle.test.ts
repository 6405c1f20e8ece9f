/** The life of each resource type of the road from a rule to a person: the same for all, by one call each. */
import type { Emulator } from "../../../../emulator";
import { createBody } from "../../../../provider/fields/wire";
import { importRecord } from "../../../../provider/lifecycle/import";
import { getOne, getSeveral } from "../../../../provider/lifecycle/lookups";
import { begin, type Context } from "../../../../provider/lifecycle/operation";
import type { ResourceType } from "../../../../provider/lifecycle/resource-type";
import { RESOURCE_TYPES } from "../../../../provider/resources";
import { given, type JsonObject, type Properties } from "../../../../provider/values";
import { CHAIN, makeUsed } from "../../../support/chain";
import { closeAll } from "../../client/server";
import { actionsOf, callsOf, contextFor, failureOf, lifecycleOf, make, openEmulator } from "../../support";

const TYPES = RESOURCE_TYPES.flatMap((type) => {
  const values = CHAIN[type.name];
  return values ? [{ ...values, name: type.name, type, does: lifecycleOf(type) }] : [];
});

const GROUP = { Id: "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c", Name: "example" };
const GONE = "5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1";

let emulator: Emulator;
let context: Context;

beforeEach(async () => {
  emulator = await openEmulator({ groups: [GROUP] });
  context = contextFor(emulator);
});

afterEach(closeAll);

function makeOne({ actions, fields }: ResourceType, inputs: Properties): Promise<string> {
  return make(emulator, actions.create, createBody(fields, inputs));
}

async function all({ actions }: ResourceType): Promise<JsonObject[]> {
  return ((await emulator.act(actions.list, {})) as { Items: JsonObject[] }).Items;
}

/** The calls since the last look that change something. */
function writes(): [action: string, body: JsonObject][] {
  return callsOf(emulator).filter(([action]) => !/^(Get|List)/.test(action));
}

function written(): string[] {
  return writes().map(([action]) => action);
}

test("there are values for each type of the road", () => {
  expect(TYPES.map(({ name }) => name)).toEqual(Object.keys(CHAIN));
});

describe.each(TYPES)("vmp.$name", ({ type, full, same, changes, does }) => {
  const { actions, noun, fields } = type;

  beforeEach(async () => {
    await makeUsed(type, emulator);
  });

  test("is made by one call, and read without drift", async () => {
    const { id, properties, notices } = await does.create(context, full);
    expect(writes()).toEqual([[actions.create, createBody(fields, full)]]);
    expect(properties).toEqual(full);
    expect(notices).toEqual([]);
    const found = await does.read(context, id, properties);
    expect(actionsOf(emulator)).toEqual([actions.get ?? actions.list]);
    expect(found).toMatchObject({ properties: { ...full, createTime: expect.any(String) as string }, notices: [] });
    expect(found?.inputs).toBeUndefined();
  });

  test("said in other words it is the same", async () => {
    expect(does.check({ ...full, ...same }).failures).toEqual([]);
    expect(does.diff(full, { ...full, ...same })).toEqual([]);
    const { id, properties } = await does.create(context, { ...full, ...same });
    expect(await does.read(context, id, properties)).toMatchObject({ properties: given({ ...full, ...same }) });
  });

  test.each(changes)("%s is changed by one call, and the next read finds it", async (_what, change) => {
    const { id, properties } = await does.create(context, full);
    const inputs = { ...full, ...change };
    expect(does.diff(properties, inputs)).not.toEqual([]);
    writes();
    const updated = await does.update(context, id, properties, inputs);
    const [[action, body] = [], ...more] = writes();
    expect([action, more]).toEqual([actions.update, []]);
    const always = Object.values(fields).flatMap(({ api, inEveryUpdate }) => (api && inEveryUpdate ? [api] : []));
    expect(Object.keys(body ?? {})).toEqual(expect.arrayContaining(["Id", ...always]));
    const found = await does.read(context, id, updated.properties);
    expect(found?.inputs).toBeUndefined();
    expect(await all(type)).toMatchObject([createBody(fields, inputs)]);
  });

  test.each(changes)("%s behind its back is drift", async (_what, change) => {
    const { id, properties } = await does.create(context, full);
    await does.update(context, id, properties, { ...full, ...change });
    const found = await does.read(context, id, properties);
    expect(does.diff(found?.inputs ?? {}, { ...full, ...change })).toEqual([]);
    expect(does.diff(found?.inputs ?? {}, full)).not.toEqual([]);
  });

  test("its faults are found offline, all at once", () => {
    const { failures } = does.check({ nam: "x" });
    const needed = Object.keys(fields).filter((property) => fields[property]?.required);
    expect(failures.map(({ path }) => path)).toEqual([...needed, "nam"]);
  });

  test("a lost answer: it is found by its name, and not made twice", async () => {
    emulator.faults.set([{ action: actions.create, fault: "reset", act: true, times: 1 }]);
    const { id } = await does.create(context, full);
    expect(written()).toEqual([actions.create]);
    expect(await all(type)).toMatchObject([{ Id: id }]);
  });

  test("a name that is taken names what has it, and adopt takes it over by what differs", async () => {
    const [, change = {}] = changes.find(([, { name }]) => name === undefined) ?? [];
    const Id = await makeOne(type, { ...full, ...change });
    const refused = await failureOf(does.create(context, full));
    expect(refused.message).toMatch(new RegExp(`^create ${noun} "${full.name}": Conflict\\.Name: .* the id ${Id} `));
    actionsOf(emulator);
    const { id, notices } = await does.create(context, { ...full, adopt: true });
    expect(id).toBe(Id);
    expect(notices).toEqual([expect.stringContaining(`changed: ${Object.keys(change).join(", ")}.`)]);
    expect(written()).toEqual([actions.update]);
    await does.create(contextFor(emulator), { ...full, ...same, adopt: true });
    expect(written()).toEqual([]);
  });

  test("is deleted by one call; gone already is success, and read as gone", async () => {
    const { id, properties } = await does.create(context, full);
    actionsOf(emulator);
    expect(await does.delete(context, id, properties)).toEqual([]);
    expect(written()).toEqual([actions.delete]);
    expect(await all(type)).toEqual([]);
    expect(await does.delete(context, id, properties)).toEqual([]);
    expect(await does.read(context, id, properties)).toBeUndefined();
  });

  test("a delete that is refused says why, and what to do", async () => {
    const { id, properties } = await does.create(context, full);
    emulator.behaviour.undeletable = [id];
    const refused = await failureOf(does.delete(context, id, properties));
    expect(refused).toMatchObject({ code: "OperationDenied.InUse", action: actions.delete, effect: "none" });
    expect(refused.message).toMatch(
      new RegExp(`^delete ${noun} "${full.name}" \\(id ${id}\\): OperationDenied\\.InUse: \\w+ ${id} is in use\\.`),
    );
    expect(refused.message).toContain(
      `The ${noun} is still there, and still in the state. If it is in use, take it out`,
    );
    expect(await all(type)).toHaveLength(1);
  });

  test("several are read by one list and deleted together, as far as the service allows", async () => {
    const together = contextFor(emulator);
    const ids = [await makeOne(type, full), await makeOne(type, { ...full, name: `${full.name}-b` })];
    const names = [full.name, `${full.name}-b`];
    const states = names.map((name) => ({ ...full, name }));
    actionsOf(emulator);
    const found = await Promise.all(ids.map((id, at) => does.read(together, id, states[at] ?? {})));
    expect(found.map((each) => each?.properties.name)).toEqual(names);
    expect(actionsOf(emulator).filter((action) => action === actions.list).length).toBeLessThanOrEqual(2);
    await Promise.all(ids.map((id, at) => does.delete(together, id, states[at] ?? {})));
    expect(await all(type)).toEqual([]);
    const deletes = written();
    expect(new Set(deletes)).toEqual(new Set([actions.delete]));
    if (type.deletesOne) expect(deletes).toHaveLength(2);
  });

  test("is looked up by its id, by exactly its name and with others, and imported", async () => {
    const Id = await makeOne(type, full);
    await makeOne(type, { ...full, name: `${full.name}-b` });
    const found = await getOne(begin(context), type, { id: Id });
    expect(does.diff(full, found)).toEqual([]);
    expect(await getOne(begin(context), type, { name: full.name })).toEqual(found);
    expect(await getSeveral(begin(context), type, { ids: [Id] })).toEqual([found]);
    expect((await getSeveral(begin(context), type, { nameContains: full.name })).map(({ id }) => id)).toHaveLength(2);
    await expect(getOne(begin(context), type, { id: GONE })).rejects.toThrow(
      `look up ${noun} (id ${GONE}): NotFound.Id: `,
    );
    const imported = await importRecord(begin(context), type, Id);
    expect(does.check(imported.inputs).failures).toEqual([]);
    expect(does.diff(full, imported.inputs)).toEqual([]);
  });
});
