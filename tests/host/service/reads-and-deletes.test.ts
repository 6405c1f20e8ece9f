/** Nothing is taken for gone, or for deleted, that the service may still have. */
import { type Answer, doneBut, doneWith, refusal, result } from "../../support/service/answers";
import { failureOf, ONCALL, ONCALL_THERE, stage } from "./stage";

const here = stage();

describe("a read that is answered with NotFound", () => {
  const notFound =
    (status: number): (() => Answer) =>
    () =>
      refusal(status, "NotFound.Id");

  test.each([404, 200, 400])("keeps a contact that the list has (status %d)", async (status) => {
    const id = here.service.make(ONCALL_THERE);
    here.service.next("GetContact", notFound(status));
    expect(await here.host.read(id, ONCALL)).toMatchObject({ id, state: ONCALL });
  });

  test("keeps it with status 500, too", async () => {
    const id = here.service.make(ONCALL_THERE);
    here.service.every("GetContact", notFound(500));
    const outcome = await here.host.read(id, ONCALL).then((found) => found.id, String);
    expect(outcome).toMatch(new RegExp(`^${id}$|read contact "oncall"`));
  });

  test("keeps it right after the create", async () => {
    const { id, state } = await here.host.create(ONCALL);
    here.service.every("GetContact", notFound(404));
    expect(await here.host.read(id, state)).toMatchObject({ id });
  });

  test("means gone when the list agrees", async () => {
    const { id, state } = await here.host.create(ONCALL);
    here.service.account().act("DeleteContacts", { Ids: [id] });
    expect(await here.host.read(id, state)).toMatchObject({ id: "", state: {} });
  });

  test("keeps each of those that are read together", async () => {
    const ids = ["one", "two", "three"].map((Name) => here.service.make({ Name }));
    here.service.next("ListContacts", doneWith({ Total: 0, Items: [] }));
    here.service.next("GetContact", notFound(404), notFound(404), notFound(404));
    const found = await Promise.all(ids.map((id) => here.host.read(id, { name: "?" })));
    expect(found.map(({ id }) => id)).toEqual(ids);
  });
});

describe("a delete that is refused and confirmed in one answer", () => {
  const inUse = { Code: "OperationDenied.InUse", Message: "It is in use.", Data: {} };
  const both = (refused: string) => (): Answer =>
    result({ SuccessfulItems: [refused], UnsuccessfulItems: [{ Id: refused, Error: inUse }] });

  test("is refused", async () => {
    const id = here.service.make(ONCALL_THERE);
    here.service.every("DeleteContacts", both(id));
    expect(await failureOf(here.host.delete(id, ONCALL))).toMatch(/OperationDenied\.InUse.*It is in use/);
    expect(here.service.contact().Id).toBe(id);
  });

  test("is refused for the one of several", async () => {
    const ids = ["one", "two"].map((Name) => here.service.make({ Name }));
    const [kept = "", gone = ""] = ids;
    here.service.every("DeleteContacts", (act, { body }) => {
      act({ Ids: (body.Ids as string[]).filter((id) => id !== kept) });
      return result({ SuccessfulItems: body.Ids, UnsuccessfulItems: [{ Id: kept, Error: inUse }] });
    });
    const ends = [kept, gone].map((id) => failureOf(here.host.delete(id, { name: "x" })));
    expect(await Promise.all(ends)).toEqual([expect.stringMatching(/InUse/), "it did not fail"]);
    expect(here.service.contact().Id).toBe(kept);
  });

  test("is done where the service says only that it is", async () => {
    const id = here.service.make(ONCALL_THERE);
    await here.host.delete(id, ONCALL);
    expect(here.service.contacts()).toEqual([]);
    here.service.every("DeleteContacts", doneBut(result({ SuccessfulItems: [id] })));
    await here.host.delete(id, ONCALL);
  });
});
