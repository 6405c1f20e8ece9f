import { begin } from "../../../provider/lifecycle/operation";
import * as lifecycle from "../../../provider/lifecycle/lifecycle";
import type { Inputs, ResourceType } from "../../../provider/lifecycle/resource-type";
import { CONTACT } from "../../../provider/resources/contact";
import { CONTACT_GROUP } from "../../../provider/resources/contact-group";
import { RESOURCE_TYPES } from "../../../provider/resources";
import type { JsonObject, Properties } from "../../../provider/values";
import { CHAIN } from "../../support/chain";
import { closeAll } from "../client/server";
import { contact, contactGroup } from "../support";
import { actions, context, created, emulator, full, start, without } from "../resources/contact/stage";

beforeEach(start);

afterEach(closeAll);

/** What a refresh takes from a list, without reading the record by itself. */
async function acceptOf(type: ResourceType, id: string, state: Properties): Promise<(listed: JsonObject) => boolean> {
  const refresh = jest.spyOn(context.client, "refresh");
  await lifecycle.read(begin(context), type, id, state as Inputs);
  return refresh.mock.calls.at(-1)?.[2].accept ?? (() => false);
}

test("a list tells a refresh enough where it shows no change, and all that matters of a contact", async () => {
  const { id, properties } = await created(full);
  const shown = (await emulator.act("GetContact", { Id: id })) as JsonObject;
  const accept = await acceptOf(CONTACT, id, properties);
  expect([accept(shown), accept({ ...shown, Email: "by-hand@example.com" })]).toEqual([true, false]);
  // A Feishu group that was bound in the console stands in no list.
  const { id: bare, properties: state } = await created({ name: "bare" });
  expect((await acceptOf(CONTACT, bare, state))({ Id: bare, Name: "bare" })).toBe(false);
});

test("of what a type does nothing special, only what was sent is kept, and nothing is told", async () => {
  const { id, ...made } = await contactGroup.create(context, { name: "team" });
  expect(made).toEqual({ properties: { name: "team" }, notices: [], failures: [] });
  expect(await contactGroup.update(context, id, { ...made.properties, createTime: "then" }, { name: "other" })).toEqual(
    {
      properties: { name: "other", createTime: "then" },
      notices: [],
      failures: [],
    },
  );
});

test("what cannot be is told without what is odd, and what is odd without what it refers to", () => {
  expect(contact.check({ name: "oncall" }).warnings).toHaveLength(1);
  expect(contact.check({ name: "on call?" })).toMatchObject({ failures: [{ path: "name" }], warnings: [] });
  for (const type of RESOURCE_TYPES) {
    const values = CHAIN[type.name];
    if (values) expect(lifecycle.check(type, values.full)).toMatchObject({ failures: [], warnings: [] });
  }
});

test("of a group, a list tells all", async () => {
  const { id, properties } = await contactGroup.create(context, { name: "team" });
  const accept = await acceptOf(CONTACT_GROUP, id, properties);
  expect([accept({ Id: id, Name: "team" }), accept({ Id: id, Name: "other" })]).toEqual([true, false]);
});

test("what another resource of the program has stays when this one goes, and that is said", async () => {
  const { id, properties } = await created(without("contactGroupIds"));
  context.holders.hold(id, "another");
  const told = await contact.delete(context, id, properties);
  expect(told).toEqual([`contact "oncall" (id ${id}) is kept: another resource of the program has it.`]);
  expect([actions(), context.deleted.has(id)]).toEqual([[], false]);
  context.holders.release(id, "another");
  expect(await contact.delete(context, id, properties)).toEqual([]);
  expect([actions(), context.deleted.has(id)]).toEqual([["DeleteContacts"], true]);
});
