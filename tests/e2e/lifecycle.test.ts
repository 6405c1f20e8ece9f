import { EXAMPLE_GROUP } from "../../emulator";
import { OPTIONAL_FIELDS } from "../support/contacts";
import { Program, SECOND_GROUP, secretsOf } from "./program";

const full = { name: "oncall", ...OPTIONAL_FIELDS, contactGroupIds: [EXAMPLE_GROUP.Id] };
const { webhook, larkBotWebhook, dingTalkBotWebhook, weComBotWebhook, phoneNumber } = OPTIONAL_FIELDS;

let program: Program;

beforeAll(async () => {
  program = await Program.open();
});

afterAll(() => program.close());

/** In the order of a contact's life: each test goes on from where the one before it ended. */
describe("a contact's life", () => {
  test("preview calls nothing", async () => {
    program.write({ oncall: full });
    expect(await program.pulumi("preview --diff")).toMatch(/\+ 2 to create/);
    expect(program.calls()).toEqual([]);
  });

  test("up makes it by one call, and the returned Id is its id", async () => {
    await program.up();
    expect(program.calls()).toEqual(["CreateContact"]);
    const [made] = program.emulator.contacts();
    expect(made).toMatchObject({ Name: "oncall", Email: full.email, ContactGroupIds: full.contactGroupIds });
    const resource = (await program.workspace.resources()).find(
      ({ type }) => type === "pulumi-nodejs:dynamic/vmp:Contact",
    );
    expect(resource).toMatchObject({ id: made?.Id, outputs: { name: "oncall", sendStatus: "MessageSucceed.Email" } });
    expect(resource?.sourcePosition).toMatch(/^project:\/\/\/index\.[jt]s#\d/);
  });

  test("the state has every secret encrypted, a short constant provider, and the rest readable", async () => {
    const state = await program.state();
    for (const secret of secretsOf(full)) expect(state).not.toContain(secret);
    for (const credential of [program.emulator.secretKey, program.emulator.accessKey])
      expect(state).not.toContain(credential);
    for (const readable of [full.name, full.email, EXAMPLE_GROUP.Id, phoneNumber.number])
      expect(state).toContain(readable);
    const texts = [...state.matchAll(/"__provider": ("(?:[^"\\]|\\.)*")/g)].map(
      ([, text]) => JSON.parse(text ?? "") as string,
    );
    expect(texts).toEqual(Array(2).fill('exports.handler=()=>require("pulumi-vmp/provider").contact'));
  });

  test("a second up changes nothing and calls nothing", async () => {
    expect(await program.up()).toMatch(/2 unchanged/);
    expect(program.calls()).toEqual([]);
  });

  test("refresh is one read, and finds nothing to change", async () => {
    expect(await program.pulumi("refresh --yes --skip-preview")).toMatch(/2 unchanged/);
    expect(program.calls()).toEqual(["GetContact"]);
    await program.pulumi("preview --expect-no-changes");
    expect((await program.workspace.resources()).at(-1)?.outputs).toMatchObject({ emailActive: false });
  });

  const bare = { name: "on-duty", email: "other@example.com", webhook };
  test.each<[string, object, object]>([
    ["the name", { ...full, name: "on-duty" }, { Name: "on-duty" }],
    ["the e-mail", { ...full, name: "on-duty", email: "other@example.com" }, { Email: "other@example.com" }],
    [
      "the group ids",
      { ...full, name: "on-duty", email: "other@example.com", contactGroupIds: [SECOND_GROUP.Id, EXAMPLE_GROUP.Id] },
      { ContactGroupIds: expect.arrayContaining([SECOND_GROUP.Id, EXAMPLE_GROUP.Id]) as string[] },
    ],
    [
      "a token, a secret key, and the people to mention",
      {
        ...bare,
        webhook: { ...webhook, token: "new-token" },
        larkBotWebhook: { ...larkBotWebhook, secretKey: "new-key" },
        dingTalkBotWebhook: { ...dingTalkBotWebhook, atMobiles: ["13300000009"] },
        weComBotWebhook,
        phoneNumber: { ...phoneNumber, number: "13300000009" },
        contactGroupIds: [EXAMPLE_GROUP.Id],
      },
      {
        Webhook: { Token: "new-token" },
        LarkBotWebhook: { SecretKey: "new-key" },
        DingTalkBotWebhook: { AtMobiles: ["13300000009"] },
      },
    ],
    [
      "the Lark bot taken out",
      { ...bare, dingTalkBotWebhook, weComBotWebhook },
      { DingTalkBotWebhook: {}, WeComBotWebhook: {} },
    ],
    ["the DingTalk robot taken out", { ...bare, weComBotWebhook }, { WeComBotWebhook: {} }],
    ["the WeCom bot taken out", bare, { Webhook: { Token: webhook.token }, ContactGroupIds: [] }],
    [
      "the webhook and the e-mail taken out",
      { name: "on-duty", phoneNumber },
      { PhoneNumber: { Number: phoneNumber.number } },
    ],
    ["everything back", full, { Name: "oncall", Email: full.email, ContactGroupIds: [EXAMPLE_GROUP.Id] }],
  ])(
    "%s: one update reaches the service, and the next preview is empty",
    async (_case, contact, expected) => {
      const [before] = program.emulator.contacts();
      await program.up({ oncall: contact });
      expect(program.calls()).toEqual(["UpdateContact"]);
      const [after] = program.emulator.contacts();
      expect(after).toMatchObject({ ...expected, Id: before?.Id });
      for (const [property, name] of Object.entries(API_NAMES)) expect(name in (after ?? {})).toBe(property in contact);
      await program.pulumi("preview --expect-no-changes --refresh");
      program.calls();
    },
    60_000,
  );

  test("destroy is one call and leaves nothing behind", async () => {
    await program.pulumi("destroy --yes --skip-preview");
    expect(program.calls()).toEqual(["DeleteContacts"]);
    expect(program.emulator.contacts()).toEqual([]);
  });

  test("no secret was printed by any of it", () => {
    for (const secret of secretsOf(full)) expect(program.printed).not.toContain(secret);
    expect(program.printed).not.toContain(program.emulator.secretKey);
  });
});

const API_NAMES = {
  email: "Email",
  webhook: "Webhook",
  larkBotWebhook: "LarkBotWebhook",
  dingTalkBotWebhook: "DingTalkBotWebhook",
  weComBotWebhook: "WeComBotWebhook",
  phoneNumber: "PhoneNumber",
};
