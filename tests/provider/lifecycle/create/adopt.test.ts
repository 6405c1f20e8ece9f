import { CONTACT } from "../../../../provider/resources/contact";
import { fields } from "../../../../provider/resources/contact/table";
import { CONTACT_GROUP } from "../../../../provider/resources/contact-group";
import { createBody } from "../../../../provider/fields/wire";
import { createRecord } from "../../../../provider/lifecycle/create";
import { Holders } from "../../../../provider/lifecycle/holders";
import { begin } from "../../../../provider/lifecycle/operation";
import { contact, contextFor, failureOf, make } from "../../support";
import { closeAll } from "../../client/server";
import { actions, count, create, emulator, existing, full, GROUP, start } from "./stage";

beforeEach(() => start());

afterEach(closeAll);

describe("vmp:adoptExisting", () => {
  const adoptExisting = true;

  test("takes the contact over: its id stays, it gets the program's fields, and loses what the program lacks", async () => {
    const id = await existing({
      Name: "oncall",
      Email: "old@example.com",
      PhoneNumber: { CountryCode: "+86", Number: "13300000009" },
      LarkBotWebhook: { Address: "https://open.feishu.cn/open-apis/bot/v2/hook/old", SecretKey: "old-secret" },
      ContactGroupIds: [GROUP.Id],
    });
    const inputs = { name: "oncall", webhook: full.webhook, contactGroupIds: [] };
    const created = await create(inputs, { adoptExisting });
    expect(created).toMatchObject({ id, notices: [expect.stringContaining(`took over the contact of this name`)] });
    const [taken] = emulator.contacts();
    expect(taken).toMatchObject({
      Id: id,
      Webhook: { Address: full.webhook.address, Token: full.webhook.token },
      ContactGroupIds: [],
    });
    for (const gone of ["Email", "PhoneNumber", "LarkBotWebhook"]) expect(taken).not.toHaveProperty(gone);
    expect(actions()).toEqual(["ListContacts", "GetContact", "UpdateContact"]);
  });

  test("leaves the groups alone when the program does not manage them", async () => {
    await existing({ Name: "oncall", ContactGroupIds: [GROUP.Id] });
    await create({ name: "oncall", email: "new@example.com" }, { adoptExisting });
    expect(emulator.contacts()).toMatchObject([{ ContactGroupIds: [GROUP.Id], Email: "new@example.com" }]);
  });

  test("sends nothing to a contact that has the program's fields", async () => {
    const id = await existing({ Name: "oncall", Email: "oncall@example.com" });
    const created = await create({ name: "oncall", email: "oncall@example.com" }, { adoptExisting });
    expect(created).toMatchObject({ id, notices: [expect.stringContaining(id)] });
    expect(actions()).toEqual(["ListContacts", "GetContact"]);
  });

  test("sends secrets that the service does not show, as nobody knows whether they are right", async () => {
    emulator.behaviour.secrets = "masked";
    await existing({ Name: "oncall", Webhook: { Address: "https://old.example.com", Token: "old" } });
    await create({ name: "oncall", webhook: full.webhook }, { adoptExisting });
    expect(emulator.contacts()).toMatchObject([
      { Webhook: { Address: full.webhook.address, Token: full.webhook.token } },
    ]);
  });

  test("finds it behind a hundred others whose names contain it", async () => {
    // Lists are newest first: the others stand in front.
    let time = Date.now();
    await start({ now: () => time++ });
    const id = await existing({ Name: "oncall" });
    for (let index = 0; index < 100; index++) await existing({ Name: `oncall-${index}` });
    expect(await create({ name: "oncall" }, { adoptExisting })).toMatchObject({ id });
    expect(actions()).toEqual(["ListContacts", "ListContacts", "GetContact"]);
  });

  test("looks for a contact of a free name, and makes it", async () => {
    const { notices } = await create(full, { adoptExisting });
    expect(notices).toEqual([]);
    expect(actions()).toEqual(["ListContacts", "CreateContact", "GetContact"]);
  });

  test("goes for the whole stack, and adopt for one contact goes before it", async () => {
    const id = await existing({ Name: "oncall" });
    const refused = await failureOf(create({ name: "oncall", adopt: false }, { adoptExisting }));
    expect(refused.message).toMatch(new RegExp(`id ${id} .*adopt: true`));
    expect(await create({ name: "oncall", adopt: true }, { adoptExisting: false })).toMatchObject({ id });
  });

  test("says of each what it changed", async () => {
    await existing({ Name: "oncall", Email: "old@example.com" });
    const first = await create({ name: "oncall", email: "new@example.com" }, { adoptExisting });
    expect(first.notices).toEqual([expect.stringMatching(/exists already \(id .*\); changed: email\.$/)]);
    const again = await create({ name: "oncall", email: "new@example.com" }, { adoptExisting });
    expect(again.notices).toEqual([expect.stringMatching(/nothing had to be changed\.$/)]);
  });
});

test("a contact that was found by its name is held, so that a renamed resource's end does not cost it", async () => {
  const holders = new Holders();
  const id = await existing(createBody(fields, full));
  emulator.faults.set([{ action: "CreateContact", fault: "reset", times: 1 }]);
  expect((await create(full, { holders })).id).toBe(id);
  expect(holders.isOfAnother(id, "renamed")).toBe(true);
});

test("a take-over that fails holds nothing", async () => {
  const holders = new Holders();
  const id = await existing({ Name: "oncall" });
  emulator.faults.set([{ action: "UpdateContact", fault: "500" }]);
  await failureOf(create(full, { holders, adoptExisting: true, maxRetries: 0 }));
  expect(holders.isOfAnother(id, "renamed")).toBe(false);
});

test("what a take-over cannot remove is recorded, so that it does not come back as a change", async () => {
  await existing({ Name: "oncall", Email: "old@example.com" });
  emulator.behaviour.emailRemoval = "refused";
  const inputs = { name: "oncall", webhook: full.webhook };
  const { properties } = await contact.create(contextFor(emulator, { adoptExisting: true }), inputs);
  expect(properties.removed).toEqual({ email: "old@example.com" });
});

test("what a list did not show yet is taken over once the name turns out to be taken, and what changed is said", async () => {
  const id = await existing({ Name: "oncall", Email: "a@example.com" });
  emulator.faults.set([{ action: "ListContacts", fault: "staleList", ms: 60_000, times: 1 }]);
  const webhook = { address: "https://alerts.example.com/" };
  const taken = await create({ name: "oncall", email: "b@example.com", webhook, adopt: true });
  expect(actions()).toEqual(["ListContacts", "CreateContact", "ListContacts", "GetContact", "UpdateContact"]);
  expect(taken.id).toBe(id);
  expect(taken.notices).toEqual([
    `create contact "oncall": took over the contact of this name that exists already (id ${id}); changed: email, webhook.`,
  ]);
  const again = await create({ name: "oncall", email: "b@example.com", webhook, adopt: true });
  expect(again.notices).toEqual([
    `create contact "oncall": took over the contact of this name that exists already (id ${id}); nothing had to be changed.`,
  ]);
});

describe("many at once", () => {
  const names = Array.from({ length: 250 }, (_, at) => `contact-${at}`);
  const adoptAll = (all: string[]): Promise<{ id: string }[]> => {
    const context = contextFor(emulator, { adoptExisting: true });
    const email = "oncall@example.com";
    return Promise.all(all.map((name) => createRecord(begin(context), CONTACT, { name, email })));
  };

  test("are found in the account's list, each with the program's fields, and nothing is sent", async () => {
    const ids = [];
    for (const Name of names) ids.push(await existing({ Name, Email: "oncall@example.com" }));
    emulator.clearCalls();
    expect((await adoptAll(names)).map(({ id }) => id)).toEqual(ids);
    // The first one by its name, and three pages; two are looked at, as a list may lag.
    expect(actions().sort()).toEqual([
      ...Array<string>(3).fill("GetContact"),
      ...Array<string>(4).fill("ListContacts"),
    ]);
  });

  test("of groups, too: a list says all of them", async () => {
    for (const Name of names.slice(0, 20)) await make(emulator, "CreateContactGroup", { Name });
    emulator.clearCalls();
    const context = contextFor(emulator, { adoptExisting: true });
    await Promise.all(names.slice(0, 20).map((name) => createRecord(begin(context), CONTACT_GROUP, { name })));
    expect(actions().sort()).toEqual([
      ...Array<string>(3).fill("GetContactGroup"),
      ...Array<string>(2).fill("ListContactGroups"),
    ]);
  });

  test("of whom a list does not say how they are reached are read, each by itself", async () => {
    for (const Name of names.slice(0, 20)) await existing({ Name });
    emulator.clearCalls();
    const context = contextFor(emulator, { adoptExisting: true });
    await Promise.all(names.slice(0, 20).map((name) => createRecord(begin(context), CONTACT, { name })));
    expect(count("GetContact")).toBe(20);
  });

  test("of which one differs and one is missing: that one is asked for by itself and changed, this one is made", async () => {
    for (const Name of names.slice(0, 5)) await existing({ Name, Email: "oncall@example.com" });
    await existing({ Name: "differs", Email: "other@example.com" });
    emulator.clearCalls();
    await adoptAll([...names.slice(0, 5), "differs", "missing"]);
    expect(emulator.contacts().map(({ Email }) => Email)).toEqual(Array(7).fill("oncall@example.com"));
    expect(
      actions()
        .filter((action) => !/^(Get|List)/.test(action))
        .sort(),
    ).toEqual(["CreateContact", "UpdateContact"]);
    expect(count("ListContacts")).toBe(3);
  });
});
