/** A contact group goes through the same lifecycle: what holds for a contact holds for it. */
import { doneWith, dropped, refusal, result } from "../../support/service/answers";
import { GROUP_PROVIDER_TEXT } from "../provider-host";
import { failureOf, stage } from "./stage";

const here = stage();
const TEAM = { name: "team" };

beforeEach(() => {
  here.host.text = GROUP_PROVIDER_TEXT;
});

/** Makes a group by hand, and returns its id. */
function make(Name: string, fields: object = {}): string {
  const id = String(here.service.account().act("CreateContactGroup", { Name }).Id);
  Object.assign(here.service.account().groups.get(id) ?? {}, fields);
  return id;
}

function groups(): unknown[] {
  return [...here.service.account().groups.values()];
}

test("one that was just deleted, and is listed still, is not taken over", async () => {
  const id = make("team");
  here.service.account().listsLagOnDeletes = true;
  await here.host.delete(id, TEAM);
  const again = await here.host.create({ ...TEAM, adopt: true });
  expect(groups()).toMatchObject([{ Id: again.id, Name: "team" }]);
});

test("one that somebody else deleted, and that is listed still, is not there after a lost answer", async () => {
  const id = make("team");
  here.service.account().listsLagOnDeletes = true;
  here.service.account().act("DeleteContactGroups", { Ids: [id] });
  here.service.next("CreateContactGroup", dropped);
  const again = await here.host.create(TEAM);
  expect(groups()).toMatchObject([{ Id: again.id, Name: "team" }]);
});

test("the id of another that a create answers is as no answer", async () => {
  const theirs = make("theirs");
  here.service.next("CreateContactGroup", doneWith({ Id: theirs }));
  const { id } = await here.host.create(TEAM);
  expect(groups()).toMatchObject([{ Id: theirs }, { Id: id, Name: "team" }]);
});

test("an older one that has the program's fields is not taken after a lost answer", async () => {
  make("team", { CreateTime: "2020-01-01T00:00:00Z" });
  here.service.next("CreateContactGroup", dropped);
  expect(await failureOf(here.host.create(TEAM))).toMatch(/create contact group "team": Conflict\.Name: /);
});

test("one that GetContactGroup does not find stays when the list has it", async () => {
  const id = make("team");
  here.service.every("GetContactGroup", () => refusal(404, "NotFound.Id"));
  expect(await here.host.read(id, TEAM)).toMatchObject({ id });
});

test("a delete that is refused and confirmed in one answer is refused", async () => {
  const id = make("team");
  const refused = { Id: id, Error: { Code: "OperationDenied.InUse", Message: "It is in use.", Data: {} } };
  here.service.every("DeleteContactGroups", () => result({ SuccessfulItems: [id], UnsuccessfulItems: [refused] }));
  expect(await failureOf(here.host.delete(id, TEAM))).toMatch(/OperationDenied\.InUse.*It is in use/);
});

test("an update that is answered for another is sent again", async () => {
  const id = make("team");
  here.service.next("UpdateContactGroup", () => result({ Id: make("another") }));
  await here.host.update(id, { ...TEAM, contactIds: [] }, { name: "renamed", contactIds: [] });
  expect(here.service.account().groups.get(id)).toMatchObject({ Name: "renamed" });
});
