/** What somebody did in the console, and what a refresh and the next run make of it. */
import { EXAMPLE_GROUP } from "../../emulator";
import { fields } from "../../provider/resources/contact/table";
import { createBody } from "../../provider/fields/wire";
import { OPTIONAL_FIELDS } from "../support/contacts";
import { Program, SECOND_GROUP } from "./program";

const { larkBotWebhook, webhook } = OPTIONAL_FIELDS;
const contact = {
  name: "oncall",
  email: "a@example.com",
  webhook: { address: webhook.address },
  contactGroupIds: [EXAMPLE_GROUP.Id],
};

let program: Program;

beforeAll(async () => {
  program = await Program.open();
  await program.up({ oncall: contact });
});

afterAll(() => program.close());

function id(): string {
  return program.emulator.contacts()[0]?.Id ?? "";
}

test("a changed e-mail and changed groups are shown by refresh, and put right by up", async () => {
  await program.emulator.act("UpdateContact", {
    Id: id(),
    Email: "drift@example.com",
    ContactGroupIds: [SECOND_GROUP.Id],
  });
  const refreshed = await program.pulumi("refresh --yes --skip-preview --diff");
  expect(refreshed).toMatch(/email\s*: "a@example.com" => "drift@example.com"/);
  expect(refreshed).toContain(SECOND_GROUP.Id);
  const preview = await program.pulumi("preview --diff");
  expect(preview).toMatch(/email\s*: "drift@example.com" => "a@example.com"/);
  program.calls();
  await program.up();
  expect(program.calls()).toEqual(["UpdateContact"]);
  expect(program.emulator.contacts()).toMatchObject([{ Email: "a@example.com", ContactGroupIds: [EXAMPLE_GROUP.Id] }]);
  await program.pulumi("preview --refresh --expect-no-changes");
});

test("a bot and a token added by hand are shown without their secrets, kept encrypted, and taken out by up", async () => {
  await program.emulator.act("UpdateContact", { Id: id(), ...createBody(fields, { larkBotWebhook, webhook }) });
  const output =
    (await program.pulumi("refresh --yes --skip-preview --diff")) + (await program.pulumi("preview --diff"));
  expect(output).toContain("larkBotWebhook");
  expect(output).toContain("token");
  const state = await program.state();
  for (const secret of [larkBotWebhook.address, larkBotWebhook.secretKey, webhook.token]) {
    expect(output).not.toContain(secret);
    expect(state).not.toContain(secret);
  }
  await program.up();
  const [stored] = program.emulator.contacts();
  expect(stored).not.toHaveProperty("LarkBotWebhook");
  expect(stored?.Webhook).toEqual({ Address: webhook.address, Token: "" });
  await program.pulumi("preview --refresh --expect-no-changes");
});

test("a contact deleted by hand is dropped by refresh, and made again by up", async () => {
  const before = id();
  await program.emulator.act("DeleteContacts", { Ids: [before] });
  expect(await program.pulumi("refresh --yes --skip-preview")).toMatch(/- 1 deleted/);
  expect(await program.up()).toMatch(/\+ 1 created/);
  expect(id()).not.toBe(before);
  await program.pulumi("preview --refresh --expect-no-changes");
});

test("a drift check for a pipeline fails on drift and names it", async () => {
  await program.emulator.act("UpdateContact", { Id: id(), Email: "drift@example.com" });
  const output = await program.pulumi("preview --refresh --expect-no-changes --diff", { expectFailure: true });
  expect(output).toContain("drift@example.com");
});
