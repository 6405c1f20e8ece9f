import { EXAMPLE_GROUP } from "../../../emulator";
import { changedProperties } from "../../../provider/fields/diff";
import { NOT_SHOWN } from "../../../provider/fields/rules";
import { fromApi } from "../../../provider/fields/wire";
import { importRecord } from "../../../provider/lifecycle/import";
import { check } from "../../../provider/lifecycle/lifecycle";
import { byId } from "../../../provider/lifecycle/lookups";
import { CONTACT } from "../../../provider/resources/contact";
import { RESOURCE_TYPES } from "../../../provider/resources";
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

test.each([
  ["masked", NOT_SHOWN],
  ["omitted", full.webhook.address],
] as const)("says what the service keeps to itself, and has a stand-in in its place: %s", async (secrets, address) => {
  const id = await makeFull();
  emulator.behaviour.secrets = secrets;
  const { inputs, properties, notices } = await importRecord(service, CONTACT, id);
  expect(inputs.webhook).toEqual({ address, token: NOT_SHOWN });
  expect(properties.webhook).toEqual(inputs.webhook);
  expect(JSON.stringify(inputs)).not.toContain("***");
  expect(notices).toEqual([
    expect.stringMatching(
      new RegExp(
        `^contact "oncall" \\(id ${id}\\): VMP does not show .*webhook\\.token, .*larkBotWebhook\\.secretKey\\. Give `,
      ),
    ),
  ]);
});

test("has a stand-in for an item of a list that the service masks", async () => {
  const Address = "https://oapi.dingtalk.com/robot/send?access_token=ding";
  const id = await make({ Name: "oncall", DingTalkBotWebhook: { Address, AtMobiles: ["13300000000", "133********"] } });
  const { inputs, notices } = await importRecord(service, CONTACT, id);
  expect(inputs.dingTalkBotWebhook).toMatchObject({ atMobiles: ["13300000000", NOT_SHOWN] });
  expect(notices).toEqual([
    `contact "oncall" (id ${id}): VMP does not show dingTalkBotWebhook.atMobiles. Give each in the program in the place of ` +
      `"${NOT_SHOWN}", or take it out where the contact has none: what is not in the program, the next update takes away.`,
  ]);
});

test.each(["masked", "omitted"] as const)(
  "its stand-in is refused by the check, and is no drift: %s",
  async (secrets) => {
    const id = await makeFull();
    emulator.behaviour.secrets = secrets;
    const { inputs, properties } = await importRecord(service, CONTACT, id);
    expect(check(CONTACT, inputs).failures).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          path: "webhook.token",
          message: expect.stringMatching(/^stands for what VMP does not show; give the value itself/) as string,
        }),
      ]),
    );
    const answer = await byId(service, CONTACT, id);
    expect(changedProperties(CONTACT.fields, properties, fromApi(CONTACT.fields, answer, properties))).toEqual([]);
  },
);

test.each([
  ["a name", "oncall", /^look up contact \(id oncall\): the id must be the id of a contact, a UUID/],
  ["an id of nothing", NOBODY, /^look up contact \(id \S+\): .*Check the id, the account that the keys are of/],
  ["an id of another type", EXAMPLE_GROUP.Id, /^look up contact \(id \S+\): .*Check the id, the account/],
])("%s is an error that says what to check", async (_case, id, message) => {
  await expect(importRecord(service, CONTACT, id)).rejects.toThrow(message);
});

test.each(RESOURCE_TYPES)("of a $noun that is not there, it says what to do about the import", async (type) => {
  await expect(importRecord(service, type, NOBODY)).rejects.toThrow(
    /: NotFound\.Id: .* Check the id, the account that the keys are of, and the region \(cn-beijing\)\. "npx -p pulumi-vmp vmp-contacts list" shows the ids that there are\. If it was deleted, take the import, or the get, out of the program\.$/,
  );
});

test("an id that is a whole document is not repeated", async () => {
  await expect(importRecord(service, CONTACT, "x".repeat(1_000))).rejects.toThrow(/^look up contact \(id x{128}…\): /);
});
