import { contact, contextFor } from "../../support";
import { REFERENCE_EXAMPLE } from "../../../support/contacts";
import { closeAll } from "../../client/server";
import { actions, context, created, emulator, full, GROUPS, start } from "./stage";

beforeEach(start);

afterEach(closeAll);

describe("create", () => {
  test("one call, and one that reads it; the state is the inputs and what became of the mail", async () => {
    const { id, properties, notices } = await contact.create(context, REFERENCE_EXAMPLE);
    expect(actions()).toEqual(["CreateContact", "GetContact"]);
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
    await expect(contact.create(contextFor(emulator), { name: "oncall", email: "other@example.com" })).rejects.toThrow(
      new RegExp(
        `^create contact "oncall": Conflict\\.Name: .* id ${id} \\(request \\w+\\)\\. Choose another name; .*vmp:adoptExisting`,
      ),
    );
    expect(emulator.contacts()).toHaveLength(1);
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
    expect(actions()).toEqual(["DeleteContacts", "GetContact"]);
  });

  test("an item that the service does not delete is an error, with its reason", async () => {
    const { id, properties } = await created(full);
    emulator.behaviour.undeletable = [id];
    await expect(contact.delete(context, id, properties)).rejects.toThrow(
      new RegExp(`^delete contact "oncall" \\(id ${id}\\): \\S+: `),
    );
  });
});
