import type { Properties } from "../../../../provider/values";
import { everyCombination } from "../../../support/contacts";
import { contact, contextFor } from "../../support";
import { closeAll, ok, startServer } from "../../client/server";
import { actions, context, created, emulator, full, GROUPS, preview, read, start } from "./stage";

beforeEach(start);

afterEach(closeAll);

describe("refresh without drift", () => {
  test.each(["clear", "masked", "omitted"] as const)(
    "shows no change, for every combination of the fields; secrets %s",
    async (secrets) => {
      emulator.behaviour.secrets = secrets;
      emulator.confirmEmail(full.email);
      for (const [index, inputs] of everyCombination("x").entries()) {
        const named: Properties = { ...inputs, name: `contact-${index}` };
        const { id, properties } = await created(named);
        const found = await read(id, properties);
        expect(actions()).toEqual(["GetContact"]);
        expect(found.inputs).toBeUndefined();
        expect(found.notices).toEqual([]);
        expect(found.properties).toMatchObject({ ...properties, createTime: expect.any(String) as string });
        expect(preview(found.properties, named)).toEqual([]);
        emulator.behaviour.unset = index % 2 === 0 ? "empty" : "absent";
      }
    },
  );

  test("fills what only a read tells, and that is no change", async () => {
    const { id, properties } = await created(full);
    emulator.confirmEmail(full.email);
    const found = await read(id, properties);
    expect(found.properties).toMatchObject({
      emailActive: true,
      createTime: expect.stringMatching(/^\d{4}-/) as string,
    });
    expect(preview(found.properties, full)).toEqual([]);
  });
});

describe("refresh with drift", () => {
  test("shows exactly what changed", async () => {
    const { id, properties } = await created(full);
    await emulator.act("UpdateContact", { Id: id, Email: "other@example.com", WeComBotWebhook: { Address: "" } });
    const found = await read(id, properties);
    expect(found.inputs).toEqual({ ...full, email: "other@example.com", weComBotWebhook: undefined });
    expect(preview(found.properties, full)).toEqual(["email", "weComBotWebhook"]);
  });

  test.each([null, {}, undefined])("a Feishu group that is unbound goes from the state: %j", async (LarkBot) => {
    const server = await startServer((response) => {
      ok(response, { Id: "id-1", Name: "oncall", LarkBot });
    });
    const state = { name: "oncall", larkBot: { chatId: "oc_1", groupName: "on call" } };
    const found = await contact.read(contextFor(server), "id-1", state);
    // What is not said at all may be there still.
    expect(found?.properties.larkBot).toEqual(LarkBot === undefined ? state.larkBot : undefined);
    expect(found?.inputs).toBeUndefined();
  });

  test("a contact that is gone is undefined", async () => {
    const { id, properties } = await created(full);
    await emulator.act("DeleteContacts", { Ids: [id] });
    expect(await contact.read(context, id, properties)).toBeUndefined();
  });

  test("an answer that is of no contact, or of another, is an error and wipes nothing", async () => {
    const { id, properties } = await created(full);
    const server = await startServer((response) => {
      ok(response, {});
    });
    await expect(contact.read(contextFor(server), id, properties)).rejects.toThrow(
      /^read contact "oncall" .*NoResult: .* not of what was asked for/,
    );
  });

  test("membership is looked at only where the program manages it", async () => {
    const inputs = { name: "oncall", email: "a@example.com" };
    const { id, properties } = await created(inputs);
    await emulator.act("UpdateContact", { Id: id, ContactGroupIds: [GROUPS[1].Id] });
    expect(preview((await read(id, properties)).properties, inputs)).toEqual([]);
    const managed = { ...inputs, contactGroupIds: [] };
    expect(preview((await read(id, { ...properties, contactGroupIds: [] })).properties, managed)).toEqual([
      "contactGroupIds",
    ]);
  });
});
