/** What somebody did in the console, to a contact each, and what a refresh and the next run make of it. */
import { EXAMPLE_GROUP } from "../../emulator";
import { fields } from "../../provider/resources/contact/table";
import { createBody } from "../../provider/fields/wire";
import { OPTIONAL_FIELDS } from "../support/contacts";
import { type Contacts, Program, SECOND_GROUP } from "./program";

const { larkBotWebhook, webhook } = OPTIONAL_FIELDS;
const contacts = Object.fromEntries(
  ["changed", "extended", "deleted"].map((name) => [
    name,
    {
      name,
      email: "a@example.com",
      webhook: { address: webhook.address },
      contactGroupIds: [EXAMPLE_GROUP.Id],
    },
  ]),
) satisfies Contacts;

let program: Program;
let deleted: string;
/** What the commands said between what was done and the `up` that puts it right. */
const said = { check: "", refresh: "", preview: "" };
let state: string;
let writes: string[];

beforeAll(async () => {
  program = await Program.open();
  await program.up(contacts);
  const act = (action: string, params: object) => program.emulator.act(action, { ...params });
  deleted = found("deleted").Id;
  await act("UpdateContact", {
    Id: found("changed").Id,
    Email: "drift@example.com",
    ContactGroupIds: [SECOND_GROUP.Id],
  });
  await act("UpdateContact", { Id: found("extended").Id, ...createBody(fields, { larkBotWebhook, webhook }) });
  await act("DeleteContacts", { Ids: [deleted] });
  said.check = await program.pulumi("preview --refresh --expect-no-changes --diff", { expectFailure: true });
  said.refresh = await program.pulumi("refresh --yes --skip-preview --diff");
  said.preview = await program.pulumi("preview --diff");
  state = await program.state();
  program.calls();
  await program.up();
  writes = program.writes();
});

afterAll(() => program.close());

function found(name: string) {
  const one = program.emulator.contacts().find(({ Name }) => Name === name);
  if (!one) throw new Error(`there is no contact ${name}`);
  return one;
}

test("a drift check for a pipeline fails, and names what is different", () => {
  expect(said.check).toContain("drift@example.com");
});

test("a changed e-mail and changed groups are shown by refresh, and put right by up", () => {
  expect(said.refresh).toMatch(/email\s*: "a@example.com" => "drift@example.com"/);
  expect(said.refresh).toContain(SECOND_GROUP.Id);
  expect(said.preview).toMatch(/email\s*: "drift@example.com" => "a@example.com"/);
  expect(found("changed")).toMatchObject({ Email: "a@example.com", ContactGroupIds: [EXAMPLE_GROUP.Id] });
});

test("a bot and a token added by hand are shown without their secrets, kept encrypted, and taken out by up", () => {
  const shown = said.refresh + said.preview;
  expect(shown).toContain("larkBotWebhook");
  expect(shown).toContain("token");
  for (const secret of [larkBotWebhook.address, larkBotWebhook.secretKey, webhook.token]) {
    for (const text of [...Object.values(said), state]) expect(text).not.toContain(secret);
  }
  expect(found("extended")).not.toHaveProperty("LarkBotWebhook");
  expect(found("extended").Webhook).toEqual({ Address: webhook.address, Token: "" });
});

test("a contact deleted by hand is dropped by refresh, and made again by up", () => {
  expect(said.refresh).toMatch(/- 1 deleted/);
  expect(said.preview).toMatch(/\+ 1 to create/);
  expect(found("deleted").Id).not.toBe(deleted);
});

test("each is put right by one call, and then there is nothing to do", async () => {
  expect(writes).toEqual(["CreateContact", "UpdateContact", "UpdateContact"]);
  await program.pulumi("preview --refresh --expect-no-changes");
});
