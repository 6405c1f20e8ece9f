import { EXAMPLE_GROUP } from "../../../emulator";
import { importRecord } from "../../../provider/lifecycle/import";
import { CONTACT } from "../../../provider/resources/contact";
import { CONTACT_GROUP } from "../../../provider/resources/contact-group";
import { closeAll } from "../client/server";
import { emulator, full, make, makeGroup, NOBODY, service, start } from "./stage";

beforeEach(start);

afterEach(closeAll);

function makeFull(): Promise<string> {
  const { name, email, contactGroupIds, webhook, larkBotWebhook, phoneNumber } = full;
  return make({
    Name: name,
    Email: email,
    ContactGroupIds: contactGroupIds,
    Webhook: { Address: webhook.address, Token: webhook.token },
    LarkBotWebhook: { Address: larkBotWebhook.address, SecretKey: larkBotWebhook.secretKey },
    PhoneNumber: { CountryCode: phoneNumber.countryCode, Number: phoneNumber.number },
  });
}

test("has all that the service shows, as inputs and in the state, and the outputs that a read tells", async () => {
  const id = await makeFull();
  const { inputs, properties, notices } = await importRecord(service, CONTACT, id);
  const { weComBotWebhook: _none, dingTalkBotWebhook: _neither, ...made } = full;
  expect(inputs).toEqual(made);
  expect(properties).toEqual({ ...made, emailActive: false, createTime: expect.any(String) as string });
  expect(notices).toEqual([]);
});

test("leaves an empty set out: it is not managed from there", async () => {
  expect((await importRecord(service, CONTACT_GROUP, await makeGroup("nobody"))).inputs).toEqual({ name: "nobody" });
});

test.each(["masked", "omitted"] as const)("says what the service keeps to itself: %s", async (secrets) => {
  const id = await makeFull();
  emulator.behaviour.secrets = secrets;
  const { inputs, notices } = await importRecord(service, CONTACT, id);
  expect(inputs).not.toHaveProperty("webhook.token");
  expect(inputs).not.toHaveProperty("larkBotWebhook.secretKey");
  expect(notices).toEqual([
    expect.stringMatching(
      new RegExp(
        `^contact "oncall" \\(id ${id}\\): VMP does not show .*webhook\\.token, .*larkBotWebhook\\.secretKey, so `,
      ),
    ),
  ]);
});

test.each([
  ["a name", "oncall", /^look up contact \(id oncall\): the id must be the id of a contact, a UUID/],
  ["an id of nothing", NOBODY, /^look up contact \(id \S+\): .*Check the id, the account that the keys are of/],
  ["an id of another type", EXAMPLE_GROUP.Id, /^look up contact \(id \S+\): .*Check the id, the account/],
])("%s is an error that says what to check", async (_case, id, message) => {
  await expect(importRecord(service, CONTACT, id)).rejects.toThrow(message);
});

test("an id that is a whole document is not repeated", async () => {
  await expect(importRecord(service, CONTACT, "x".repeat(1_000))).rejects.toThrow(/^look up contact \(id x{128}…\): /);
});
