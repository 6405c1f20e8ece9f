import { setTimeout as pause } from "node:timers/promises";
import type { Emulator } from "../../../emulator";
import { FIELDS } from "../../../provider/contact/fields";
import { createBody } from "../../../provider/fields/wire";
import { CONTACT, contact } from "../../../provider/contact";
import { createRecord } from "../../../provider/lifecycle/create";
import type { Context } from "../../../provider/resource";
import type { Properties } from "../../../provider/values";
import { VmpError } from "../../../provider/vmp/errors";
import { OPTIONAL_FIELDS } from "../../support/contacts";
import { contextFor as contextAt, type ContextOptions, openEmulator } from "../support";
import { closeAll, ok, startServer } from "../vmp/server";

const GROUP = { Id: "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c", Name: "team" } as const;
const full = { name: "oncall", ...OPTIONAL_FIELDS, contactGroupIds: [GROUP.Id] };

let emulator: Emulator;

beforeEach(async () => {
  emulator = await openEmulator({ groups: [GROUP] });
});

afterEach(closeAll);

function contextFor(url: string, options?: ContextOptions): Context {
  const { accessKey, secretKey } = emulator;
  return contextAt({ url, accessKey, secretKey }, options);
}

function create(inputs: Properties, options?: ContextOptions) {
  return createRecord(contextFor(emulator.url, options), CONTACT, inputs);
}

async function failureOf(creating: Promise<unknown>): Promise<VmpError> {
  const error = await creating.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof VmpError) return error;
  throw new Error("it did not fail with a VmpError");
}

function actions(): string[] {
  return emulator.calls.map(({ action }) => action);
}

function count(action: string): number {
  return actions().filter((called) => called === action).length;
}

async function until(done: () => boolean): Promise<void> {
  for (let waited = 0; !done(); waited += 10) {
    if (waited > 3000) throw new Error("it never came to that");
    await pause(10);
  }
}

/** A contact that somebody else made. */
async function existing(fields: Properties): Promise<string> {
  const { Id } = (await emulator.act("CreateContact", fields)) as { Id: string };
  return Id;
}

describe("the answer was lost", () => {
  test.each(["clear", "masked", "omitted"] as const)(
    "and the contact made: its id is kept, with one create (secrets %s in answers)",
    async (secrets) => {
      emulator.behaviour.secrets = secrets;
      emulator.faults.set([{ action: "CreateContact", fault: "reset", act: true, times: 1 }]);
      const { id, notices } = await create(full);
      expect(actions()).toEqual(["CreateContact", "ListContacts"]);
      expect(emulator.contacts()).toMatchObject([{ Id: id, Name: "oncall" }]);
      expect(notices).toEqual([]);
    },
  );

  test("and never comes: there is time left to look for the contact", async () => {
    emulator.faults.set([{ action: "CreateContact", fault: "hang", act: true }]);
    const { id } = await create(full, { timeoutMs: 2000 });
    expect(actions()).toEqual(["CreateContact", "ListContacts"]);
    expect(emulator.contacts()).toMatchObject([{ Id: id }]);
  });

  test("and nothing made: it is sent again", async () => {
    emulator.faults.set([{ action: "CreateContact", fault: "reset", times: 1 }]);
    const { id } = await create(full);
    expect(actions()).toEqual(["CreateContact", "ListContacts", "CreateContact"]);
    expect(emulator.contacts()).toMatchObject([{ Id: id, Name: "oncall" }]);
  });

  test("and lists are a second behind: the Conflict.Name that our own contact causes is not an error", async () => {
    emulator.faults.set([
      { action: "CreateContact", fault: "reset", act: true, times: 1 },
      { action: "ListContacts", fault: "staleList", ms: 1000 },
    ]);
    const { id } = await create(full);
    expect(emulator.contacts()).toMatchObject([{ Id: id, Name: "oncall" }]);
    expect(emulator.calls.map(({ code }) => code)).toContain("Conflict.Name");
  });

  test.each(["halfJson", "expiredToken"] as const)(
    "and lists are a second behind, and the next answer is of no use either (%s): its id is kept",
    async (fault) => {
      emulator.faults.set([
        { action: "CreateContact", fault: "reset", act: true, times: 1 },
        { action: "CreateContact", fault, act: true, times: 1 },
        { action: "ListContacts", fault: "staleList", ms: 5000, times: 1 },
      ]);
      const { id } = await create(full);
      expect(actions()).toEqual(["CreateContact", "ListContacts", "CreateContact", "ListContacts"]);
      expect(emulator.contacts()).toMatchObject([{ Id: id }]);
    },
  );

  test("somebody else's contact of that name, with other fields, is not taken", async () => {
    const id = await existing({ Name: "oncall", Email: "somebody@example.com" });
    emulator.faults.set([{ action: "CreateContact", fault: "reset", times: 1 }]);
    const error = await failureOf(create(full));
    expect(error).toMatchObject({ code: "Conflict.Name", message: expect.stringContaining(id) as string });
    expect(emulator.contacts()).toMatchObject([{ Id: id, Email: "somebody@example.com" }]);
  });

  test("a contact whose name only contains ours, or differs in case, is not taken", async () => {
    await existing({ Name: "oncall-2" });
    await existing({ Name: "ONCALL" });
    emulator.faults.set([{ action: "CreateContact", fault: "reset", act: true, times: 1 }]);
    const { id } = await create(full);
    expect(emulator.contacts().find(({ Name }) => Name === "oncall")?.Id).toBe(id);
  });

  test("and the lookup fails: the error says that the contact may exist, and how to go on", async () => {
    emulator.faults.set([
      { action: "CreateContact", fault: "reset", act: true },
      { action: "ListContacts", fault: "500" },
    ]);
    const error = await failureOf(create(full, { maxRetries: 1 }));
    expect(error).toMatchObject({ code: "ConnectionLost", effect: "unknown" });
    expect(error.message).toMatch(
      /^create contact "oncall": ConnectionLost: .*may have been created all the same.*vmp:adoptExisting/,
    );
    expect(actions()).toEqual(["CreateContact", "ListContacts", "ListContacts"]);
  });
});

describe("an answer without an Id", () => {
  const listed = { Items: [{ Id: "the-id", Name: "oncall" }], Total: 1 };

  test("is a lost answer: the contact is looked for", async () => {
    const server = await startServer((response, { url }) => {
      ok(response, url.includes("CreateContact") ? {} : listed);
    });
    await expect(createRecord(contextFor(server.url), CONTACT, { name: "oncall" })).resolves.toMatchObject({
      id: "the-id",
    });
    expect(server.received).toHaveLength(2);
  });

  test("and no such contact in the list, each time: an error that says so", async () => {
    const server = await startServer((response) => {
      ok(response, {});
    });
    const error = await failureOf(createRecord(contextFor(server.url, { maxRetries: 1 }), CONTACT, { name: "oncall" }));
    expect(error.message).toMatch(
      /^create contact "oncall": NoResult: the answer holds no Id\. .*may have been created/,
    );
    expect(server.received).toHaveLength(4);
  });
});

describe("the name is taken", () => {
  test("and half of the answer is missing: the error names the contact all the same", async () => {
    const id = await existing({ Name: "oncall", Email: "other@example.com" });
    emulator.faults.set([{ action: "CreateContact", fault: "halfJson", act: true }]);
    const error = await failureOf(create(full));
    expect(error).toMatchObject({ code: "Conflict.Name", reason: expect.stringContaining(id) as string });
    expect(actions()).toEqual(["CreateContact", "ListContacts"]);
  });

  test("by somebody else's contact: the error names its id and the ways out, and nothing is sent again", async () => {
    const id = await existing({ Name: "oncall" });
    const error = await failureOf(create(full));
    expect(error).toMatchObject({ code: "Conflict.Name", effect: "none" });
    expect(error.message).toMatch(
      new RegExp(`with the id ${id} \\(request \\w+\\)\\. Choose another name; .*adoptExisting`),
    );
    expect(actions()).toEqual(["CreateContact", "ListContacts"]);
    expect(emulator.contacts()).toMatchObject([{ Id: id }]);
    expect(emulator.contacts()[0]).not.toHaveProperty("Email");
  });

  test("even by a contact with exactly our fields: without vmp:adoptExisting it is not ours", async () => {
    await existing({ Name: "oncall", Email: "oncall@example.com" });
    const error = await failureOf(create({ name: "oncall", email: "oncall@example.com" }));
    expect(error.code).toBe("Conflict.Name");
  });

  test("and its list fails: the error is the service's own", async () => {
    await existing({ Name: "oncall" });
    emulator.faults.set([{ action: "ListContacts", fault: "500" }]);
    const error = await failureOf(create(full, { maxRetries: 0 }));
    expect(error).toMatchObject({ code: "Conflict.Name", effect: "none" });
    expect(error.message).not.toContain("may have been created");
  });
});

describe("two resources of one name in a program", () => {
  test("the second never gets the first one's contact, also with vmp:adoptExisting or a lost answer", async () => {
    const claimed = new Set<string>();
    const { id } = await create(full, { claimed });
    for (const adoptExisting of [false, true]) {
      const error = await failureOf(create({ ...full, email: "b@example.com" }, { claimed, adoptExisting }));
      expect(error.message).toContain(`Conflict.Name: a contact of this name exists already, with the id ${id}`);
    }
    emulator.faults.set([{ action: "CreateContact", fault: "reset" }]);
    expect((await failureOf(create(full, { claimed }))).code).toBe("Conflict.Name");
    expect(emulator.contacts()).toMatchObject([{ Id: id, Email: full.email }]);
  });
});

describe("two creates of one name at once", () => {
  test.each([false, true])("never end with one contact (adoptExisting %s)", async (adoptExisting) => {
    emulator.faults.set([{ action: "CreateContact", fault: "slow", ms: 100 }]);
    const context = contextFor(emulator.url, { adoptExisting });
    const both = await Promise.allSettled([
      createRecord(context, CONTACT, full),
      createRecord(context, CONTACT, { ...full, email: "b@example.com" }),
    ]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(emulator.contacts()).toMatchObject([{ Email: full.email }]);
  });

  test("take over an existing contact once", async () => {
    const id = await existing({ Name: "oncall" });
    const context = contextFor(emulator.url, { adoptExisting: true });
    const both = await Promise.allSettled([createRecord(context, CONTACT, full), createRecord(context, CONTACT, full)]);
    expect(both).toMatchObject([{ status: "fulfilled", value: { id } }, { status: "rejected" }]);
  });
});

test("a contact that was found by its name is marked, so that a renamed resource's end does not cost it", async () => {
  const found = new Set<string>();
  const id = await existing(createBody(FIELDS, full));
  emulator.faults.set([{ action: "CreateContact", fault: "reset", times: 1 }]);
  expect((await create(full, { found })).id).toBe(id);
  expect([...found]).toEqual([id]);
});

test("a take-over that fails marks nothing", async () => {
  const found = new Set<string>();
  await existing({ Name: "oncall" });
  emulator.faults.set([{ action: "UpdateContact", fault: "500" }]);
  await failureOf(create(full, { found, adoptExisting: true, maxRetries: 0 }));
  expect(found.size).toBe(0);
});

test("where the service masks secrets, an older contact of the same name and e-mail is not taken for ours", async () => {
  let now = Date.now() - 3_600_000;
  emulator = await openEmulator({ groups: [GROUP], now: () => now });
  const theirs = { ...full, webhook: { address: "https://theirs.example.com/", token: "theirs" } };
  const id = await existing(createBody(FIELDS, theirs));
  now = Date.now();
  emulator.behaviour.secrets = "masked";
  emulator.faults.set([{ action: "CreateContact", fault: "reset", times: 1 }]);
  const error = await failureOf(create(full));
  expect(error.message).toContain(`with the id ${id}`);
  expect(error.message).toContain("It may be the one that this run made");
});

test("what a take-over cannot remove is recorded, so that it does not come back as a change", async () => {
  await existing({ Name: "oncall", Email: "old@example.com" });
  emulator.behaviour.emailRemoval = "refused";
  const inputs = { name: "oncall", webhook: full.webhook };
  const { properties } = await contact.create(contextFor(emulator.url, { adoptExisting: true }), inputs);
  expect(properties.removed).toEqual({ email: "old@example.com" });
});

test("one cap holds for all that is sent of a create, whatever it meets", async () => {
  emulator.faults.set(
    Array.from({ length: 9 }, (_unused, index) => ({
      action: "CreateContact",
      times: 1,
      fault: index % 3 === 2 ? ("500" as const) : ("429" as const),
      ...(index % 3 !== 2 && { retryAfter: 0 }),
    })),
  );
  await failureOf(create(full, { maxRetries: 2 }));
  expect(count("CreateContact")).toBe(3);
});

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
    const [contact] = emulator.contacts();
    expect(contact).toMatchObject({
      Id: id,
      Webhook: { Address: full.webhook.address, Token: full.webhook.token },
      ContactGroupIds: [],
    });
    for (const gone of ["Email", "PhoneNumber", "LarkBotWebhook"]) expect(contact).not.toHaveProperty(gone);
    expect(actions()).toEqual(["ListContacts", "UpdateContact"]);
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
    expect(actions()).toEqual(["ListContacts"]);
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
    emulator = await openEmulator({ now: () => time++ });
    const id = await existing({ Name: "oncall" });
    for (let index = 0; index < 100; index++) await existing({ Name: `oncall-${index}` });
    expect(await create({ name: "oncall" }, { adoptExisting })).toMatchObject({ id });
    expect(actions()).toEqual(["ListContacts", "ListContacts"]);
  });

  test("looks for a contact of a free name, and makes it", async () => {
    const { notices } = await create(full, { adoptExisting });
    expect(notices).toEqual([]);
    expect(actions()).toEqual(["ListContacts", "CreateContact"]);
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

describe("an end to it", () => {
  test("a service that never does it is asked no more than vmp:maxRetries more times", async () => {
    emulator.faults.set([{ action: "CreateContact", fault: "500" }]);
    const error = await failureOf(create(full, { maxRetries: 2 }));
    expect(error.code).toBe("InternalError");
    expect(error.message).toMatch(
      /internal error\. The contact may have been created all the same \(request \w+\)\. Run/,
    );
    expect([count("CreateContact"), count("ListContacts")]).toEqual([3, 3]);
  });

  test("a service that has too much to do is asked no more often either, and not for its list", async () => {
    emulator.faults.set([{ action: "CreateContact", fault: "flowLimit", retryAfter: 0 }]);
    const error = await failureOf(create(full, { maxRetries: 2 }));
    expect(error).toMatchObject({ code: "FlowLimitExceeded", effect: "none" });
    expect(error.message).not.toContain("may have been created");
    expect(actions()).toEqual(["CreateContact", "CreateContact", "CreateContact"]);
  });

  test.each(["500", "hang"] as const)("no wait goes beyond the time allowed (%s)", async (fault) => {
    emulator.faults.set([{ action: "CreateContact", fault }]);
    const start = performance.now();
    const error = await failureOf(create(full, { maxRetries: 20, timeoutMs: 1500 }));
    expect(performance.now() - start).toBeLessThan(2000);
    expect(error.message).toContain("may have been created");
    expect(error.message).not.toMatch(/within -|within 0 s/);
  });

  test("a refusal is final", async () => {
    const error = await failureOf(create({ ...full, contactGroupIds: ["5a3c7c3e-21a5-4a0e-9f43-8a9dd3c0b6b1"] }));
    expect(error.effect).toBe("none");
    expect(actions()).toEqual(["CreateContact"]);
  });
});

describe("cancelled", () => {
  const broken = { action: "CreateContact", fault: "500" } as const;
  const silentList = { action: "ListContacts", fault: "hang" } as const;

  test.each([
    ["while the list is silent", [broken, silentList], ["CreateContact", "ListContacts"]],
    ["while it waits to send again", [broken], ["CreateContact", "ListContacts", "CreateContact", "ListContacts"]],
  ])("%s, it ends at once", async (_case, rules, calls) => {
    emulator.faults.set(rules);
    const cancellation = new AbortController();
    const failing = failureOf(create(full, { signal: cancellation.signal }));
    await until(() => emulator.calls.length >= calls.length);
    await pause(50);
    const start = performance.now();
    cancellation.abort();
    const error = await failing;
    expect(performance.now() - start).toBeLessThan(400);
    expect(error.message).toContain("may have been created");
    expect(actions()).toEqual(calls);
  });

  test("while the create is under way, its answer is waited for: its id is kept", async () => {
    emulator.faults.set([{ action: "CreateContact", fault: "slow", ms: 500, act: true }]);
    const cancellation = new AbortController();
    const creating = create(full, { signal: cancellation.signal });
    await until(() => emulator.contacts().length > 0);
    cancellation.abort();
    const { id } = await creating;
    expect(emulator.contacts()).toMatchObject([{ Id: id }]);
  });
});
