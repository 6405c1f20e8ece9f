/** One contact is one resource's: what another resource of the stack has is neither taken nor deleted. */
import { refusal } from "../../support/service/answers";
import { Stack } from "./stack";

const oncall = { name: "oncall", email: "a@example.com" };
const adopting = { ...oncall, adopt: true };
const other = { name: "other", email: "a@example.com" };

let stack: Stack;

beforeAll(async () => {
  stack = await Stack.open();
});

afterEach(async () => {
  stack.service.every("DeleteContacts", (act) => act());
  await stack.pulumi("destroy --yes --skip-preview");
  stack.service.reset();
});

afterAll(() => stack.close());

/** The next runs end with one contact in one resource, and nothing more to do. */
async function expectOne(resource: string, id: string, contacts: Record<string, object>): Promise<void> {
  await stack.up(contacts);
  expect(await stack.ids()).toMatchObject({ [resource]: id });
  await stack.pulumi("preview --refresh --expect-no-changes");
  expect(stack.service.contacts().filter(({ Name }) => Name === "oncall")).toMatchObject([{ Id: id }]);
}

test("a resource that is renamed with adopt keeps its contact when something else of the run fails", async () => {
  await stack.up({ before: oncall });
  const { before: id = "" } = await stack.ids();
  stack.service.next("CreateContact", () => refusal(403, "AccessDenied"));
  await stack.up({ after: adopting, other }, { fails: true });
  await expectOne("after", id, { after: adopting, other });
});

test("a second resource of the name is not told to adopt, and takes nothing when it does", async () => {
  await stack.up({ first: oncall });
  const { first: id = "" } = await stack.ids();
  const refused = await stack.up({ first: oncall, second: oncall }, { fails: true });
  expect(refused).toMatch(/Conflict\.Name|another contact of this program/);
  expect(refused).not.toMatch(/adopt: true/);
  await stack.up({ first: oncall, second: adopting }, { fails: true });
  expect(await stack.ids()).toEqual({ first: id });
  await expectOne("first", id, { first: oncall });
});

test("a resource that is renamed with adopt keeps its contact", async () => {
  await stack.up({ before: oncall });
  const { before: id = "" } = await stack.ids();
  await expectOne("after", id, { after: adopting });
});
