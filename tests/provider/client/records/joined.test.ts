import type { JsonObject } from "../../../../provider/client/types";
import { CONTACT } from "../../../../provider/resources/contact";
import { CONTACT_GROUP } from "../../../../provider/resources/contact-group";
import { closeAll, ok, refuse } from "../server";
import { actions, bodies, each, get, IDS, open, readAll, record, remove, service, task } from "./service";

afterEach(closeAll);

describe("what is asked for at the same time", () => {
  test("is read by one list, and each gets its own record", async () => {
    const server = await service();
    expect(await readAll(open(server))).toEqual(IDS.map(record));
    expect(actions(server)).toEqual(["ListContacts"]);
    expect(bodies(server, "ListContacts")).toEqual([{ Filter: { Ids: IDS }, PageNumber: 1, PageSize: 100 }]);
  });

  test("is deleted by one call", async () => {
    const server = await service();
    const records = open(server);
    await Promise.all(IDS.map((id) => remove(records, id)));
    expect(bodies(server, "DeleteContacts")).toEqual([{ Ids: IDS }]);
    expect(server.received).toHaveLength(1);
  });

  test("is a hundred a call at most", async () => {
    const server = await service();
    const ids = Array.from({ length: 250 }, (_, i) => `id-${i}`);
    expect(await readAll(open(server), ids)).toEqual(ids.map(record));
    const sizes = bodies(server, "ListContacts").map(({ Filter }) => (Filter as { Ids: string[] }).Ids.length);
    expect(sizes.sort()).toEqual([100, 100, 50]);
  });

  test("does not mix contacts and groups, but they wait together", async () => {
    const server = await service();
    const records = open(server);
    const of = { task: "t" };
    const all = [CONTACT, CONTACT_GROUP].flatMap((type) => [
      { type, id: "a" },
      { type, id: "b" },
    ]);
    await Promise.all(all.map(({ type, id }) => records.get(type, id, of)));
    await Promise.all(all.map(({ type, id }) => records.delete(type, id, of)));
    expect(actions(server).slice(0, 2).sort()).toEqual(["ListContactGroups", "ListContacts"]);
    expect(actions(server).slice(2).sort()).toEqual(["DeleteContactGroups", "DeleteContacts"]);
  });

  test("of the same id twice gets the same record twice", async () => {
    const server = await service();
    expect(await readAll(open(server), ["a", "b", "a"])).toEqual(["a", "b", "a"].map(record));
    expect(bodies(server, "ListContacts")).toMatchObject([{ Filter: { Ids: ["a", "b"] } }]);
  });
});

test("what is joined keeps the secrets of each out of the errors of all, and out of those of one alone", async () => {
  const server = await service({
    GetContact: (response) => {
      refuse(response, 500, "InternalError", "secret-of-a");
    },
    DeleteContacts: (response, { Ids }) => {
      refuse(response, 403, "AccessDenied", (Ids as string[]).map((id) => `secret-of-${id}`).join());
    },
  });
  const records = open(server, { maxRetries: 0 });
  const of = (id: string): { task: string; secrets: string[] } => ({ task: task(id), secrets: [`secret-of-${id}`] });
  const errors = await each(["a", "b"].map((id) => records.delete(CONTACT, id, of(id))));
  for (const error of errors) expect(error).toContain("***,***");
  expect(await each([records.get(CONTACT, "a", of("a"))])).toEqual([expect.stringContaining("***")]);
});

describe("one alone", () => {
  test("is read by GetContact, and deleted by its id", async () => {
    const server = await service();
    const records = open(server);
    expect(await get(records, "a")).toEqual(record("a"));
    await remove(records, "a");
    await records.get(CONTACT_GROUP, "b", { task: "t" });
    await records.delete(CONTACT_GROUP, "b", { task: "t" });
    expect(actions(server)).toEqual(["GetContact", "DeleteContacts", "GetContactGroup", "DeleteContactGroups"]);
    expect(server.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { Id: "a" },
      { Ids: ["a"] },
      { Id: "b" },
      { Ids: ["b"] },
    ]);
  });

  test("that is gone is an error when read, and a success when deleted", async () => {
    const server = await service({
      DeleteContacts: (response) => {
        refuse(response, 404, "NotFound.Id");
      },
    });
    const records = open(server);
    await expect(get(records, "gone")).rejects.toMatchObject({
      code: "NotFound.Id",
      task: task("gone"),
      action: "GetContact",
    });
    await expect(remove(records, "gone")).resolves.toBeUndefined();
  });

  test("is not taken for another", async () => {
    const server = await service({
      GetContact: (response) => {
        ok(response, record("other"));
      },
    });
    await expect(get(open(server), "a")).rejects.toThrow(/^read contact "a": NoResult: .* not of what was asked for/);
  });
});

describe("what a joined delete says of each", () => {
  test("counts for that one", async () => {
    const refusal = (Id: string, Code: string): JsonObject => ({
      Id,
      Error: { Code, Message: `About <b>${Id}</b>.`, Data: {} },
    });
    const ids = ["a", "gone-b", "gone-c", "d", "e", "f", "g"];
    const server = await service({
      DeleteContacts: (response) => {
        ok(response, {
          SuccessfulItems: ["a", "d"],
          UnsuccessfulItems: [
            refusal("gone-b", " NotFound.Ids"),
            refusal("gone-c", "NotFound.Id"),
            refusal("d", "OperationDenied.InUse"),
            refusal("g", "NotFound.Ids"),
            { Id: "e", Error: null },
            null,
          ],
        });
      },
    });
    const records = open(server);
    expect(await each(ids.map((id) => remove(records, id)))).toEqual([
      undefined,
      undefined,
      undefined,
      expect.stringMatching(/^delete contact "d": OperationDenied\.InUse: About d \./),
      expect.stringMatching(/^delete contact "e": NoResult: the answer names the contact neither/),
      expect.stringMatching(/^delete contact "f": NoResult: the answer names the contact neither/),
      expect.stringMatching(/^delete contact "g": NotFound\.Ids: .* Reading it shows it all the same\. /),
    ]);
    expect(bodies(server, "DeleteContacts")).toHaveLength(1);
    expect(bodies(server, "GetContact")).toEqual(["gone-b", "gone-c", "g"].map((Id) => ({ Id })));
  });
});
