import { contact } from "../../support";
import type { Properties } from "../../../../provider/values";
import { closeAll } from "../../client/server";
import { actions, context, created, emulator, full, GROUPS, preview, read, start, without } from "./stage";

beforeEach(start);

afterEach(closeAll);

describe("update", () => {
  const changes: [string, Properties][] = [
    ["the name", { ...full, name: "renamed" }],
    ["the e-mail", { ...full, email: "other@example.com" }],
    ["the e-mail taken out", without("email")],
    ["the group ids", { ...full, contactGroupIds: GROUPS.map(({ Id }) => Id) }],
    ["the group ids emptied", { ...full, contactGroupIds: [] }],
    ["the group ids taken out", without("contactGroupIds")],
    ["the webhook's token taken out", { ...full, webhook: { address: full.webhook.address } }],
    ["the webhook taken out", without("webhook")],
    ["the Lark bot taken out", without("larkBotWebhook")],
    ["the DingTalk robot taken out", without("dingTalkBotWebhook")],
    [
      "nobody to mention any more",
      { ...full, dingTalkBotWebhook: { ...full.dingTalkBotWebhook, atMobiles: undefined, atUserIds: [] } },
    ],
    ["the WeCom bot taken out", without("weComBotWebhook")],
    ["the phone number", { ...full, phoneNumber: { countryCode: "+86", number: "13300000009" } }],
    ["the phone number taken out", without("phoneNumber")],
    ["everything but the name taken out", { name: "oncall" }],
  ];

  test.each(changes)("%s: one read and one call, and the service has what the program says", async (_case, news) => {
    const { id, properties } = await created(full);
    const { inputs } = contact.check(news);
    expect(preview(properties, inputs)).not.toEqual([]);
    const updated = await contact.update(context, id, properties, inputs);
    // Where nothing stays, there is nothing to read.
    const stays = Object.keys(inputs).length > 1;
    expect(actions()).toEqual([...(stays ? ["GetContact"] : []), "UpdateContact"]);
    expect(preview(updated.properties, inputs)).toEqual([]);
    const found = await read(id, updated.properties);
    expect(found.inputs).toBeUndefined();
    expect(preview(found.properties, inputs)).toEqual([]);
    // A contact made of the new inputs alone is no different.
    const twin = await created({ ...inputs, name: "twin" });
    const [ours, other] = emulator.contacts().map((stored) => ({ ...stored, Id: "", Name: "", CreateTime: "" }));
    expect(ours).toEqual(other);
    expect(twin.id).not.toBe(id);
  });

  test.each(changes)("%s: and back", async (_case, news) => {
    const { inputs } = contact.check(news);
    const { id, properties } = await created(inputs);
    const updated = await contact.update(context, id, properties, full);
    const found = await read(id, updated.properties);
    expect(preview(found.properties, full)).toEqual([]);
  });

  test("an e-mail that did not change is not sent again", async () => {
    const { id, properties } = await created(full);
    const updated = await contact.update(context, id, properties, { ...full, name: "renamed" });
    expect(emulator.calls.at(-1)?.body).not.toHaveProperty("Email");
    expect(updated.properties.sendStatus).toBe("MessageSucceed.Email");
  });

  test("a new e-mail's mail that was not sent is a warning", async () => {
    const { id, properties } = await created(full);
    emulator.behaviour.validationMail = "failed";
    const { notices } = await contact.update(context, id, properties, { ...full, email: "other@example.com" });
    expect(notices).toEqual([expect.stringContaining("MessageFailed.Email")]);
  });

  test("a contact that is gone is an error that says what to do", async () => {
    const { id, properties } = await created(full);
    await emulator.act("DeleteContacts", { Ids: [id] });
    await expect(contact.update(context, id, properties, { ...full, name: "renamed" })).rejects.toThrow(
      /^update contact "oncall" \(id .*\): NotFound\.Id: .*pulumi up --refresh/,
    );
  });
});

describe("a service that does not let an e-mail or a phone number be taken away", () => {
  const news = { name: "renamed", webhook: full.webhook };
  const state = { ...full, contactGroupIds: undefined };

  test.each(["refused", "ignored"] as const)("%s: is explained, and comes back as no change", async (behaviour) => {
    emulator.behaviour.emailRemoval = behaviour;
    emulator.behaviour.phoneRemoval = behaviour;
    const { inputs } = contact.check(state);
    const { id, properties } = await created(inputs);
    const updated = await contact.update(context, id, properties, news);
    expect(updated.notices).toHaveLength(behaviour === "refused" ? 2 : 0);
    expect(emulator.contacts()).toMatchObject([
      { Name: "renamed", Email: full.email, PhoneNumber: { Number: full.phoneNumber.number } },
    ]);
    let { properties: known } = updated;
    for (let round = 0; round < 2; round++) {
      const found = await read(id, known);
      expect(found.notices).toEqual([
        expect.stringMatching(/^contact "renamed": its e-mail was taken out of the program, but VMP keeps it/),
        expect.stringMatching(/^contact "renamed": its phone number was taken out/),
      ]);
      expect(found.inputs).toBeUndefined();
      expect(preview(found.properties, news)).toEqual([]);
      known = found.properties;
    }

    // Taken away by hand at last, it is forgotten; a new one added by hand is drift again.
    emulator.behaviour.emailRemoval = "accepted";
    emulator.behaviour.phoneRemoval = "accepted";
    await emulator.act("UpdateContact", { Id: id, Email: "", PhoneNumber: { CountryCode: "", Number: "" } });
    const gone = await read(id, known);
    expect(gone.notices).toEqual([]);
    expect(gone.properties).not.toHaveProperty("removed");
    await emulator.act("UpdateContact", { Id: id, Email: full.email });
    expect(preview((await read(id, gone.properties)).properties, news)).toEqual(["email"]);
  });

  test("an e-mail that is refused for what it is stays an error", async () => {
    const { id, properties } = await created(full);
    await expect(contact.update(context, id, properties, { ...full, email: "nobody" })).rejects.toThrow(
      /InvalidParameter\.Email/,
    );
  });
});
