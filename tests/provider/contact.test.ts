import type { Emulator } from "../../emulator";
import { contact } from "../../provider/contact";
import { FIELDS } from "../../provider/contact/fields";
import { createBody } from "../../provider/fields/wire";
import { HIDDEN } from "../../provider/fields/hidden";
import type { Context } from "../../provider/resource";
import type { Properties } from "../../provider/values";
import type { JsonObject } from "../../provider/vmp/types";
import { actionsOf, contextFor, openEmulator } from "./support";
import { closeAll, ok, startServer } from "./vmp/server";
import { everyCombination, OPTIONAL_FIELDS, REFERENCE_EXAMPLE } from "../support/contacts";

const GROUPS = [
  { Id: "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c", Name: "first" },
  { Id: "5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1", Name: "second" },
] as const;
const full = { name: "oncall", ...OPTIONAL_FIELDS, contactGroupIds: [GROUPS[0].Id] };

let emulator: Emulator;
let context: Context;

beforeEach(async () => {
  emulator = await openEmulator({ groups: GROUPS });
  context = contextFor(emulator);
});

afterEach(closeAll);

function actions(): string[] {
  return actionsOf(emulator);
}

async function created(inputs: Properties): Promise<{ id: string; properties: Properties }> {
  const result = await contact.create(context, inputs);
  actions();
  return result;
}

async function read(id: string, state: Properties) {
  const found = await contact.read(context, id, state);
  if (found === undefined) throw new Error("the contact is gone");
  return found;
}

/** What the program would see at its next run: the properties that differ. */
function preview(state: Properties, inputs: Properties): string[] {
  return contact.diff(state, inputs);
}

describe("create", () => {
  test("one call; the state is the inputs and what became of the mail", async () => {
    const { id, properties, notices } = await contact.create(context, REFERENCE_EXAMPLE);
    expect(actions()).toEqual(["CreateContact"]);
    expect(emulator.contacts()).toMatchObject([{ Id: id, Name: "user-demo", Email: "user-demo@example.com" }]);
    expect(properties).toEqual({
      ...REFERENCE_EXAMPLE,
      sendStatus: "MessageSucceed.Email",
      validationSentTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    });
    expect(notices).toEqual([]);
  });

  test("a mail that could not be sent is a warning, and the contact stays", async () => {
    emulator.behaviour.validationMail = "failed";
    const { properties, notices } = await contact.create(context, full);
    expect(emulator.contacts()).toHaveLength(1);
    expect(properties.sendStatus).toBe("MessageFailed.Email");
    expect(notices).toEqual([
      expect.stringMatching(/^contact "oncall" is there, but VMP sent no validation mail .*MessageFailed\.Email/),
    ]);
  });

  test("a name that is taken names the contact that has it, and the ways out", async () => {
    const { id } = await created(full);
    await expect(contact.create(context, { name: "oncall", email: "other@example.com" })).rejects.toThrow(
      new RegExp(
        `^create contact "oncall": Conflict\\.Name: .* id ${id} \\(request \\w+\\)\\. Choose another name; .*vmp:adoptExisting`,
      ),
    );
    expect(emulator.contacts()).toHaveLength(1);
  });
});

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

  test.each(changes)("%s: one call, and the service has what the program says", async (_case, news) => {
    const { id, properties } = await created(full);
    const { inputs } = contact.check(news, full);
    expect(preview(properties, inputs)).not.toEqual([]);
    const updated = await contact.update(context, id, properties, inputs);
    expect(actions()).toEqual(["UpdateContact"]);
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
    const { inputs } = contact.check(news, {});
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
      /^update contact "oncall" \(id .*\): NotFound\.Id: .*pulumi refresh/,
    );
  });
});

describe("a service that does not let an e-mail or a phone number be taken away", () => {
  const news = { name: "renamed", webhook: full.webhook };
  const state = { ...full, contactGroupIds: undefined };

  test.each(["refused", "ignored"] as const)("%s: is explained, and comes back as no change", async (behaviour) => {
    emulator.behaviour.emailRemoval = behaviour;
    emulator.behaviour.phoneRemoval = behaviour;
    const { inputs } = contact.check(state, {});
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

describe("delete", () => {
  test("one call", async () => {
    const { id, properties } = await created(full);
    await contact.delete(context, id, properties);
    expect(actions()).toEqual(["DeleteContacts"]);
    expect(emulator.contacts()).toEqual([]);
  });

  test("gone already is success", async () => {
    await contact.delete(context, GROUPS[0].Id, full);
    expect(actions()).toEqual(["DeleteContacts"]);
  });

  test("an item that the service does not delete is an error, with its reason", async () => {
    const { id, properties } = await created(full);
    emulator.behaviour.undeletable = [id];
    await expect(contact.delete(context, id, properties)).rejects.toThrow(
      new RegExp(`^delete contact "oncall" \\(id ${id}\\): \\S+: `),
    );
  });
});

/** Some of the full contact's fields as the API has them. */
function api(...properties: (keyof typeof full)[]): JsonObject {
  return createBody(FIELDS, Object.fromEntries(properties.map((property) => [property, full[property]])));
}

function without(property: string): Properties {
  return Object.fromEntries(Object.entries(full).filter(([key]) => key !== property));
}
