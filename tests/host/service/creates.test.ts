/** A create makes its contact once, takes no other, and ends with the id of what is there. */
import { type Answer, doneBut, doneWith, dropped, lost, refusal } from "../../support/service/answers";
import { failureOf, ONCALL, ONCALL_THERE, stage } from "./stage";

const here = stage();
const LONG_AGO = "2020-01-01T00:00:00Z";

describe("what was just deleted, and stands in the lists still, is not there", () => {
  test("for a create that adopts", async () => {
    const id = here.service.make(ONCALL_THERE);
    here.service.account().listsLagOnDeletes = true;
    await here.host.delete(id, ONCALL);
    const again = await here.host.create({ ...ONCALL, adopt: true });
    expect(here.service.contacts()).toMatchObject([{ Id: again.id, Name: "oncall" }]);
  });

  test("for a create whose answer was lost", async () => {
    const id = here.service.make(ONCALL_THERE);
    here.service.account().listsLagOnDeletes = true;
    await here.host.delete(id, ONCALL);
    here.service.next("CreateContact", dropped);
    const again = await here.host.create(ONCALL);
    expect(here.service.contacts()).toMatchObject([{ Id: again.id, Name: "oncall" }]);
  });

  test("when somebody else deleted it", async () => {
    const id = here.service.make(ONCALL_THERE);
    here.service.account().listsLagOnDeletes = true;
    here.service.account().act("DeleteContacts", { Ids: [id] });
    const made = await here.host.create({ ...ONCALL, adopt: true });
    expect(here.service.contacts()).toMatchObject([{ Id: made.id, Name: "oncall" }]);
  });
});

describe("an id that cannot be right", () => {
  test.each([
    ["a blank", " "],
    ["a megabyte", "x".repeat(1_000_000)],
    ["a path", "../../etc/passwd"],
    ["the stand-in for what is not known", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"],
  ])("is as no answer: %s", async (_, wrong) => {
    here.service.next("CreateContact", doneWith({ Id: wrong }));
    const { id } = await here.host.create(ONCALL);
    expect(id.slice(0, 100)).toBe(here.service.contact().Id);
  });

  test.each([[""], [7], [null], [undefined]])("is as no answer: %p", async (wrong) => {
    here.service.next("CreateContact", doneWith({ Id: wrong }));
    const { id } = await here.host.create(ONCALL);
    expect(here.service.contact().Id).toBe(id);
  });

  test("is as no answer: that of the contact before", async () => {
    const first = await here.host.create({ name: "first" });
    here.service.next("CreateContact", doneWith({ Id: first.id }));
    const second = await here.host.create({ name: "second" });
    expect(here.service.contacts()).toMatchObject([
      { Name: "first", Id: first.id },
      { Name: "second", Id: second.id },
    ]);
  });

  test("is as no answer: that of somebody else's contact", async () => {
    const theirs = here.service.make({ Name: "theirs" });
    here.service.next("CreateContact", doneWith({ Id: theirs }));
    const { id } = await here.host.create(ONCALL);
    expect(id).not.toBe(theirs);
    expect(here.service.contacts()).toMatchObject([{ Id: theirs }, { Id: id, Name: "oncall" }]);
  });
});

describe("an answer that breaks what reads it", () => {
  afterEach(() => here.restart());

  function deep(answer: Answer): Answer {
    const Deep = "[".repeat(20_000) + "]".repeat(20_000);
    return { ...answer, body: answer.body.replace('"Result":{', `"Result":{"Deep":${Deep},`) };
  }

  test("does not cost the contact: a result that is nested 20,000 deep", async () => {
    here.service.next("CreateContact", (act) => deep(act()));
    const { id } = await here.host.create(ONCALL);
    expect(here.service.contact().Id).toBe(id);
  });

  test("is told in a sentence: a date at the end of time", async () => {
    here.service.every("CreateContact", () => ({
      ...refusal(400, "InvalidTimestamp"),
      headers: { Date: "Sat, 13 Sep 275760 00:00:00 GMT" },
    }));
    expect(await failureOf(here.host.create(ONCALL))).toMatch(/create contact "oncall": InvalidTimestamp: /);
  });
});

describe("what is no refusal in the API's own form is as no answer", () => {
  test.each([
    ["a bare 408", { status: 408, body: "" }],
    ["a bare 499", { status: 499, body: "<html><body>client closed request</body></html>" }],
    ["a bare 400", { status: 400, body: "Bad Request" }],
    ["JSON of another form", { status: 404, body: '{"error":"no route"}' }],
    ["a code that nobody knows, with status 200", refusal(200, "SomethingOdd")],
  ])("%s", async (_, answer) => {
    here.service.next("CreateContact", doneBut(answer));
    const { id } = await here.host.create(ONCALL);
    expect(here.service.contact().Id).toBe(id);
  });

  test("and a refusal is one, with nothing looked for", async () => {
    here.service.every("CreateContact", () => refusal(400, "InvalidParameter.Email"));
    expect(await failureOf(here.host.create(ONCALL))).toMatch(/InvalidParameter\.Email/);
    expect(here.service.calls.map(({ action }) => action)).toEqual(["CreateContact"]);
  });
});

describe("somebody else's contact of the name, equal in everything", () => {
  const full = { ...ONCALL, webhook: { address: "https://alerts.example.com/hook", token: "token" } };
  const there = { ...ONCALL_THERE, Webhook: { Address: full.webhook.address, Token: "token" } };

  test("is not taken when the Conflict.Name was lost", async () => {
    const theirs = here.service.make({ ...there, CreateTime: LONG_AGO });
    here.service.next("CreateContact", dropped);
    expect(await failureOf(here.host.create(full))).toMatch(/Conflict\.Name: .* with the id /);
    expect(here.service.contact()).toMatchObject({ Id: theirs, CreateTime: LONG_AGO });
  });

  test("is not taken when the Conflict.Name came in a broken answer", async () => {
    here.service.make({ ...there, CreateTime: LONG_AGO });
    here.service.next("CreateContact", doneBut({ status: 502, body: "" }));
    expect(await failureOf(here.host.create(full))).toMatch(/Conflict\.Name: .* with the id /);
  });

  test("is ours where this run made it, and only the answer was lost", async () => {
    here.service.next("CreateContact", lost);
    const { id } = await here.host.create(full);
    expect(here.service.contact()).toMatchObject({ Id: id, ...there });
  });
});
