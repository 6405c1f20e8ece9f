/**
 * Every type of the road from a rule to a person, each operation with its call met by a fault once, before or after the
 * service did what it was asked: nothing is lost or doubled. tests/reliability has all faults.
 */
import type { Emulator, Fault } from "../../../../emulator";
import { createBody } from "../../../../provider/fields/wire";
import type { Context } from "../../../../provider/lifecycle/operation";
import { RESOURCE_TYPES } from "../../../../provider/resources";
import { given, type JsonObject, type Properties } from "../../../../provider/values";
import { CHAIN, makeUsed } from "../../../support/chain";
import { closeAll } from "../../client/server";
import { contextFor, failureOf, lifecycleOf, openEmulator } from "../../support";

const TYPES = RESOURCE_TYPES.filter(({ name }) => name in CHAIN).map((type) => ({ type, name: type.name }));
const FAULTS: Fault[] = [
  { fault: "flowLimit" },
  { fault: "429" },
  { fault: "500" },
  { fault: "reset" },
  { fault: "halfJson" },
  { fault: "noResult" },
];
const CASES = FAULTS.flatMap((fault) => [false, true].map((act) => ({ ...fault, act })));

let emulator: Emulator;
let context: Context;

beforeEach(async () => {
  emulator = await openEmulator({ groups: [{ Id: "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c", Name: "example" }] });
  context = contextFor(emulator);
});

afterEach(closeAll);

describe.each(TYPES)("vmp.$name", ({ type }) => {
  const { full = { name: "" }, changes = [] } = CHAIN[type.name] ?? {};
  const { actions, fields } = type;
  const does = lifecycleOf(type);
  const changed = given({ ...full, ...changes[0]?.[1] });

  beforeEach(async () => {
    await makeUsed(type, emulator);
  });

  const all = async (): Promise<JsonObject[]> =>
    ((await emulator.act(actions.list, {})) as { Items: JsonObject[] }).Items;

  /** The service has this one and no other, and the state is what it has. */
  const expectOne = async (id: string, state: Properties, inputs: Properties): Promise<void> => {
    expect(await all()).toMatchObject([{ Id: id, ...createBody(fields, inputs) }]);
    const found = await does.read(context, id, state);
    expect(found).toMatchObject({ properties: inputs });
    expect(found?.inputs).toBeUndefined();
  };

  const met = (): number => emulator.calls.filter(({ fault }) => fault !== undefined).length;

  test.each(CASES)("$fault once in a create, done before: $act", async (rule) => {
    emulator.faults.set([{ ...rule, action: actions.create, times: 1 }]);
    // Said to be turned away, and done: what has the name is not known to be ours.
    const adopt = rule.fault === "flowLimit" && rule.act;
    if (adopt) expect(await failureOf(does.create(context, full))).toMatchObject({ code: "Conflict.Name" });
    const { id, properties } = await does.create(context, { ...full, ...(adopt && { adopt }) });
    expect(met()).toBe(1);
    await expectOne(id, properties, full);
  });

  test.each(CASES)("$fault once in a read, an update and a delete, done before: $act", async (rule) => {
    const { id, properties } = await does.create(context, full);
    emulator.faults.set([{ ...rule, action: actions.get ?? actions.list, times: 1 }]);
    expect(await does.read(context, id, properties)).toMatchObject({ properties: full });
    emulator.faults.set([{ ...rule, action: actions.update, times: 1 }]);
    const updated = await does.update(context, id, properties, changed);
    await expectOne(id, updated.properties, changed);
    emulator.faults.set([{ ...rule, action: actions.delete, times: 1 }]);
    await does.delete(context, id, updated.properties);
    expect(met()).toBe(3);
    expect(await all()).toEqual([]);
    expect(await does.read(context, id, updated.properties)).toBeUndefined();
  });
});
