/**
 * The provider's tables and the emulator's own rules are written apart. Whoever adds a field to one of the two, and not
 * to the other or to the values of the tests, finds out here.
 */
import { apiFields, hasMembers, rowsOf } from "../../../provider/fields/walk";
import type { Fields } from "../../../provider/fields/field";
import { createBody } from "../../../provider/fields/wire";
import { RESOURCE_TYPES } from "../../../provider/resources";
import { isRecord, type JsonObject } from "../../../provider/values";
import { CHAIN, makeUsed } from "../../support/chain";
import { OPTIONAL_FIELDS } from "../../support/contacts";
import { closeAll } from "../client/server";
import { openEmulator } from "../support";

afterEach(closeAll);

const ID = "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c";

/** A value for every field that VMP keeps, at every depth. */
const FULL: Record<string, Record<string, unknown>> = {
  Contact: { name: "oncall", ...OPTIONAL_FIELDS, contactGroupIds: [ID] },
  ContactGroup: { name: "team", contactIds: [] },
  ...Object.fromEntries(Object.entries(CHAIN).map(([name, { full }]) => [name, full])),
};

/** An item of a list of objects is `[]`. */
function keysOf(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => keysOf(item, `${path}[]`)))];
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const below = path === "" ? key : `${path}.${key}`;
    return [below, ...keysOf(inner, below)];
  });
}

function apiPaths(fields: Fields, prefix = ""): string[] {
  return apiFields(fields).flatMap(([, field]) => [
    prefix + field.api,
    ...(hasMembers(field) ? apiPaths(field.members, `${prefix}${field.api}${field.kind === "list" ? "[]" : ""}.`) : []),
  ]);
}

describe.each(RESOURCE_TYPES)("vmp.$name", (type) => {
  const full = FULL[type.name] ?? {};

  test("the tests have a value for each of its fields", () => {
    const kept = rowsOf(type.fields).filter(({ field }) => field.api !== undefined);
    expect(keysOf(full).sort()).toEqual(kept.map(({ path }) => path).sort());
  });

  test("the service answers each of them, and nothing that the table does not have", async () => {
    const emulator = await openEmulator({ groups: [{ Id: ID, Name: "example" }] });
    await makeUsed(type, emulator);
    const { create, get, list } = type.actions;
    const { Id } = (await emulator.act(create, createBody(type.fields, full))) as { Id: string };
    const { Items } = (await emulator.act(list, { Filter: { Ids: [Id] } })) as { Items: JsonObject[] };
    const answer = get === undefined ? Items[0] : ((await emulator.act(get, { Id })) as JsonObject);
    // One member can tell a field and an output. When it was updated, a state does not keep: it would be old at once.
    const paths = new Set(["Id", ...apiPaths(type.fields), ...apiPaths(type.outputs)]);
    const answered = keysOf(answer).filter((key) => key !== "UpdateTime");
    expect(answered.sort()).toEqual([...paths].sort());
    expect(answer).toMatchObject(createBody(type.fields, full));
  });
});
