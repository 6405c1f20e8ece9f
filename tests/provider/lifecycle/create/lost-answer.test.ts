import { CONTACT } from "../../../../provider/resources/contact";
import { fields } from "../../../../provider/resources/contact/table";
import { createBody } from "../../../../provider/fields/wire";
import { createRecord } from "../../../../provider/lifecycle/create";
import { begin } from "../../../../provider/lifecycle/operation";
import { contextFor, failureOf } from "../../support";
import { closeAll, ok, refuse, startServer } from "../../client/server";
import { actions, create, emulator, existing, full, start } from "./stage";

beforeEach(() => start());

afterEach(closeAll);

describe("the answer was lost", () => {
  test.each(["clear", "masked", "omitted"] as const)(
    "and the contact made: its id is kept, with one create (secrets %s in answers)",
    async (secrets) => {
      emulator.behaviour.secrets = secrets;
      emulator.faults.set([{ action: "CreateContact", fault: "reset", act: true, times: 1 }]);
      const { id, notices } = await create(full);
      expect(actions()).toEqual(["CreateContact", "ListContacts", "GetContact"]);
      expect(emulator.contacts()).toMatchObject([{ Id: id, Name: "oncall" }]);
      expect(notices).toEqual([]);
    },
  );

  test("and never comes: there is time left to look for the contact", async () => {
    emulator.faults.set([{ action: "CreateContact", fault: "hang", act: true }]);
    const { id } = await create(full, { timeoutMs: 2000 });
    expect(actions()).toEqual(["CreateContact", "ListContacts", "GetContact"]);
    expect(emulator.contacts()).toMatchObject([{ Id: id }]);
  });

  test("and nothing made: it is sent again", async () => {
    emulator.faults.set([{ action: "CreateContact", fault: "reset", times: 1 }]);
    const { id } = await create(full);
    expect(actions()).toEqual(["CreateContact", "ListContacts", "CreateContact", "GetContact"]);
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
      expect(actions()).toEqual(["CreateContact", "ListContacts", "CreateContact", "ListContacts", "GetContact"]);
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

test.each([
  ["with or without a full stop at its end", "Shard 1.2 failed."],
  ["with or without a full stop at its end", "Shard 1.2 failed"],
])("the error has the service's sentence, %s, in front of ours", async (_case, sentence) => {
  const server = await startServer((response, { url }) => {
    if (url.includes("CreateContact")) refuse(response, 500, "InternalError", sentence);
    else ok(response, { Items: [], Total: 0 });
  });
  const context = contextFor(server, { maxRetries: 0 });
  const error = await failureOf(createRecord(begin(context), CONTACT, { name: "oncall" }));
  expect(error.message).toBe(
    'create contact "oncall": InternalError: Shard 1.2 failed. The contact may have been created all the same (request ' +
      "req-1). Run it again in a while; if it stays, tell Volcengine's support the request id. Then run it again with " +
      "adopt: true on it (or with vmp:adoptExisting set to true): that takes the contact over when it is there, and makes " +
      "it when it is not.",
  );
});

test("a refusal of what is sent again ends it: whether the first one was made, nobody knows", async () => {
  let creates = 0;
  const server = await startServer((response, { url }) => {
    if (!url.includes("CreateContact")) ok(response, { Items: [], Total: 0 });
    else if (++creates === 1) response.socket?.destroy();
    else refuse(response, 403, "AccessDenied");
  });
  const error = await failureOf(createRecord(begin(contextFor(server)), CONTACT, { name: "oncall" }));
  expect(error).toMatchObject({ code: "AccessDenied", effect: "unknown" });
  expect(error.message).toContain("The contact may have been created all the same");
  expect([creates, server.received.length]).toEqual([2, 4]);
});

describe("an answer without an Id", () => {
  const made = (): object => ({ Id: "the-id", Name: "oncall", CreateTime: new Date().toISOString() });

  test("is a lost answer: the contact is looked for", async () => {
    const server = await startServer((response, { url }) => {
      if (url.includes("CreateContact")) ok(response, {});
      else ok(response, url.includes("GetContact") ? made() : { Items: [made()], Total: 1 });
    });
    await expect(createRecord(begin(contextFor(server)), CONTACT, { name: "oncall" })).resolves.toMatchObject({
      id: "the-id",
    });
    expect(server.received).toHaveLength(3);
  });

  test("and no such contact in the list, each time: an error that says so", async () => {
    const server = await startServer((response) => {
      ok(response, {});
    });
    const error = await failureOf(
      createRecord(begin(contextFor(server, { maxRetries: 1 })), CONTACT, { name: "oncall" }),
    );
    expect(error.message).toMatch(
      /^create contact "oncall": NoResult: the answer holds no valid Id\. .*may have been created/,
    );
    expect(server.received).toHaveLength(4);
  });
});

test("where the service masks secrets, an older contact of the same name and e-mail is not taken for ours", async () => {
  let now = Date.now() - 3_600_000;
  await start({ now: () => now });
  const theirs = { ...full, webhook: { address: "https://theirs.example.com/", token: "theirs" } };
  const id = await existing(createBody(fields, theirs));
  now = Date.now();
  emulator.behaviour.secrets = "masked";
  emulator.faults.set([{ action: "CreateContact", fault: "reset", times: 1 }]);
  const error = await failureOf(create(full));
  expect(error.message).toContain(`with the id ${id}`);
  expect(error.message).not.toContain("It may be the one that this run made");
});
