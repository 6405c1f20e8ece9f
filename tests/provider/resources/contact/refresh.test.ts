import { contact } from "../../../../provider/resources/contact";
import { HIDDEN } from "../../../../provider/fields/hidden";
import type { Properties } from "../../../../provider/values";
import { everyCombination } from "../../../support/contacts";
import { contextFor } from "../../support";
import { closeAll, ok, startServer } from "../../client/server";
import { actions, api, context, created, emulator, full, GROUPS, preview, read, start } from "./stage";

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

  test("a contact that is gone is undefined", async () => {
    const { id, properties } = await created(full);
    await emulator.act("DeleteContacts", { Ids: [id] });
    expect(await contact.read(context, id, properties)).toBeUndefined();
  });

  test("a secret added by hand is in the outputs, which are encrypted, and hidden in the inputs, which are not", async () => {
    const inputs = { name: "oncall", webhook: { address: full.webhook.address } };
    const { id, properties } = await created(inputs);
    await emulator.act("UpdateContact", { Id: id, ...api("webhook", "larkBotWebhook") });
    const first = await read(id, properties);
    expect(first.properties).toMatchObject({ webhook: full.webhook, larkBotWebhook: full.larkBotWebhook });
    expect(first.inputs).toEqual({
      name: "oncall",
      webhook: { address: full.webhook.address, token: HIDDEN },
      larkBotWebhook: { address: HIDDEN, secretKey: HIDDEN },
    });
    expect(preview(first.properties, inputs)).toEqual(["webhook", "larkBotWebhook"]);

    // The next refresh finds nothing new, and one more drift does not bring the hidden ones to light.
    const second = await read(id, first.properties);
    expect(second.inputs).toBeUndefined();
    await emulator.act("UpdateContact", { Id: id, Email: "other@example.com" });
    const third = await read(id, second.properties);
    expect(third.inputs).toEqual({ ...first.inputs, email: "other@example.com" });
  });

  test("with ignoreChanges, what was added by hand stays as it is", async () => {
    const inputs = { name: "oncall", email: "a@example.com" };
    const { id, properties } = await created(inputs);
    await emulator.act("UpdateContact", { Id: id, ...api("larkBotWebhook") });
    const found = await read(id, properties);
    // The engine puts the ignored property's input from the state into the program's inputs.
    const news = { ...inputs, name: "renamed", larkBotWebhook: found.inputs?.larkBotWebhook };
    expect(contact.check(news, found.inputs ?? {}).failures).toEqual([]);
    expect(preview(found.properties, news)).toEqual(["name"]);
    const updated = await contact.update(context, id, found.properties, news);
    expect(emulator.contacts()).toMatchObject([
      { Name: "renamed", LarkBotWebhook: { Address: full.larkBotWebhook.address } },
    ]);
    expect(updated.properties).toMatchObject({ larkBotWebhook: full.larkBotWebhook });
    expect((await read(id, updated.properties)).inputs).toBeUndefined();
  });

  test("an answer that is of no contact, or of another, is an error and wipes nothing", async () => {
    const { id, properties } = await created(full);
    const server = await startServer((response) => {
      ok(response, {});
    });
    await expect(contact.read(contextFor(server), id, properties)).rejects.toThrow(
      /^read contact "oncall" .*NoResult: the answer is not of the contact/,
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
