import { CONTACT } from "../../../../provider/resources/contact";
import { createRecord } from "../../../../provider/lifecycle/create";
import { Holders } from "../../../../provider/lifecycle/holders";
import { begin } from "../../../../provider/lifecycle/operation";
import { contextFor, failureOf } from "../../support";
import { closeAll, ok, refuse, startServer } from "../../client/server";
import { actions, create, emulator, existing, full, start } from "./stage";

beforeEach(() => start());

afterEach(closeAll);

describe("the name is taken", () => {
  test("and half of the answer is missing: the error names the contact all the same", async () => {
    const id = await existing({ Name: "oncall", Email: "other@example.com" });
    emulator.faults.set([{ action: "CreateContact", fault: "halfJson", act: true }]);
    const error = await failureOf(create(full));
    expect(error).toMatchObject({ code: "Conflict.Name", reason: expect.stringContaining(id) as string });
    expect(actions()).toEqual(["CreateContact", "ListContacts", "GetContact"]);
  });

  test("by somebody else's contact: the error names its id and the ways out, and nothing is sent again", async () => {
    const id = await existing({ Name: "oncall" });
    const error = await failureOf(create(full));
    expect(error).toMatchObject({ code: "Conflict.Name", effect: "none" });
    expect(error.message).toBe(
      `create contact "oncall": Conflict.Name: a contact of this name exists already, with the id ${id} ` +
        `(request ${error.requestId ?? ""}). Choose another name; or delete that contact in the VMP console; or set adopt: ` +
        "true on it (or vmp:adoptExisting for the whole stack), which takes it over and brings it to the program's fields. " +
        "If only the resource got another name in the program, give it the old one as an alias: { aliases: [{ name: ... }] }.",
    );
    expect(actions()).toEqual(["CreateContact", "ListContacts", "GetContact"]);
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
    const holders = new Holders();
    const { id } = await create(full, { holders });
    for (const adoptExisting of [false, true]) {
      const error = await failureOf(create({ ...full, email: "b@example.com" }, { holders, adoptExisting }));
      expect(error.message).toContain(
        `Conflict.Name: another resource of this program has the contact of this name, with the id ${id}`,
      );
      expect(error.message).not.toMatch(/adopt/);
    }
    emulator.faults.set([{ action: "CreateContact", fault: "reset" }]);
    expect((await failureOf(create(full, { holders }))).code).toBe("Conflict.Name");
    expect(emulator.contacts()).toMatchObject([{ Id: id, Email: full.email }]);
  });
});

test.each([
  [400, "Conflict.Name", true],
  [409, "Conflict.Name", true],
  [409, "Unheard", true],
  [400, "Unheard", false],
])("status %d with the code %s says that the name is taken: %s", async (status, code, isTaken) => {
  const theirs = { Id: "id-1", Name: "oncall", CreateTime: "2020-01-01T00:00:00Z" };
  const server = await startServer((response, { url }) => {
    if (url.includes("CreateContact")) refuse(response, status, code);
    else ok(response, url.includes("GetContact") ? theirs : { Items: [theirs], Total: 1 });
  });
  const error = await failureOf(createRecord(begin(contextFor(server)), CONTACT, { name: "oncall" }));
  expect(error.message.includes("with the id id-1")).toBe(isTaken);
  expect(error.code).toBe(isTaken ? "Conflict.Name" : "Unheard");
});

test("a name that two resources of the program have is taken over by neither, and that is not advised", async () => {
  const id = await existing({ Name: "oncall" });
  const holders = new Holders();
  holders.share("contact group", "oncall");
  expect((await create({ name: "oncall", adopt: true }, { holders })).id).toBe(id);
  holders.share("contact", "oncall");
  const error = await failureOf(create({ name: "oncall", adopt: true }, { holders }));
  expect(error).toMatchObject({ code: "Conflict.Name", effect: "none" });
  expect(error.message).toBe(
    'create contact "oncall": Conflict.Name: another resource of this program has the contact of this name, with the id ' +
      `${id} (request ${error.requestId ?? ""}). Give one of the two another name. If the other one gets another name in ` +
      "this run, or goes, run it without this one first, and then with it.",
  );
});

describe("two creates of one name at once", () => {
  test.each([false, true])("never end with one contact (adoptExisting %s)", async (adoptExisting) => {
    emulator.faults.set([{ action: "CreateContact", fault: "slow", ms: 100 }]);
    const context = contextFor(emulator, { adoptExisting });
    const both = await Promise.allSettled([
      createRecord(begin(context), CONTACT, full),
      createRecord(begin(context), CONTACT, { ...full, email: "b@example.com" }),
    ]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(emulator.contacts()).toMatchObject([{ Email: full.email }]);
  });

  test("take over an existing contact once", async () => {
    const id = await existing({ Name: "oncall" });
    const context = contextFor(emulator, { adoptExisting: true });
    const both = await Promise.allSettled([
      createRecord(begin(context), CONTACT, full),
      createRecord(begin(context), CONTACT, full),
    ]);
    expect(both).toMatchObject([{ status: "fulfilled", value: { id } }, { status: "rejected" }]);
  });
});
