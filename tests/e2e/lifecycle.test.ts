import { type Call, EXAMPLE_GROUP } from "../../emulator";
import { OPTIONAL_FIELDS } from "../support/contacts";
import { type Contacts, Program, SECOND_GROUP, secretsOf } from "./program";

const full = { name: "oncall", ...OPTIONAL_FIELDS, contactGroupIds: [EXAMPLE_GROUP.Id] };
const { webhook, larkBotWebhook, dingTalkBotWebhook, phoneNumber } = OPTIONAL_FIELDS;

interface Change {
  what: string;
  before: Named;
  after: Named;
  /** What the service has afterwards, among others. */
  expected: object;
}

type Named = Record<string, unknown> & { name: string };

const changed = (name: string, taken: (keyof typeof OPTIONAL_FIELDS)[] = []): Named => {
  const fields = Object.entries(full).filter(([field]) => !(taken as string[]).includes(field));
  return { ...Object.fromEntries(fields), name };
};

/** Each of a contact of its own, whose other fields stay as they are. */
const CHANGES: Change[] = [
  { what: "the name", before: changed("named"), after: changed("renamed"), expected: { Name: "renamed" } },
  {
    what: "the e-mail",
    before: changed("mail"),
    after: { ...changed("mail"), email: "other@example.com" },
    expected: { Email: "other@example.com" },
  },
  {
    what: "the group ids",
    before: changed("groups"),
    after: { ...changed("groups"), contactGroupIds: [SECOND_GROUP.Id, EXAMPLE_GROUP.Id] },
    expected: { ContactGroupIds: expect.arrayContaining([SECOND_GROUP.Id, EXAMPLE_GROUP.Id]) as string[] },
  },
  {
    what: "a token, a secret key, a phone number, and the people to mention",
    before: changed("secrets"),
    after: {
      ...changed("secrets"),
      webhook: { ...webhook, token: "new-token" },
      larkBotWebhook: { ...larkBotWebhook, secretKey: "new-key" },
      dingTalkBotWebhook: { ...dingTalkBotWebhook, atMobiles: ["13300000009"] },
      phoneNumber: { ...phoneNumber, number: "13300000009" },
    },
    expected: {
      Webhook: { Token: "new-token" },
      LarkBotWebhook: { SecretKey: "new-key" },
      DingTalkBotWebhook: { AtMobiles: ["13300000009"] },
      PhoneNumber: { Number: "13300000009" },
    },
  },
  {
    what: "the Lark bot taken out",
    before: changed("lark"),
    after: changed("lark", ["larkBotWebhook"]),
    expected: { DingTalkBotWebhook: {}, WeComBotWebhook: {} },
  },
  {
    what: "the DingTalk robot taken out",
    before: changed("dingtalk"),
    after: changed("dingtalk", ["dingTalkBotWebhook"]),
    expected: { LarkBotWebhook: {}, WeComBotWebhook: {} },
  },
  {
    what: "the WeCom bot and the groups taken out",
    before: changed("wecom"),
    after: changed("wecom", ["weComBotWebhook", "contactGroupIds"]),
    expected: { Webhook: { Token: webhook.token }, ContactGroupIds: [] },
  },
  {
    what: "the webhook and the e-mail taken out",
    before: changed("webhook"),
    after: changed("webhook", ["webhook", "email"]),
    expected: { PhoneNumber: { Number: phoneNumber.number } },
  },
  {
    what: "everything back",
    before: { name: "back", phoneNumber },
    after: changed("back"),
    expected: { Email: full.email, ContactGroupIds: [EXAMPLE_GROUP.Id], Webhook: {}, WeComBotWebhook: {} },
  },
];

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

  test("up makes it by one call and reads it, and the returned Id is its id", async () => {
    await program.up();
    expect(program.calls()).toEqual(["CreateContact", "GetContact"]);
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
    for (const credential of [program.emulator.secretKey, program.emulator.accessKey]) {
      expect(state).not.toContain(credential);
    }
    for (const readable of [full.name, full.email, EXAMPLE_GROUP.Id, phoneNumber.number]) {
      expect(state).toContain(readable);
    }
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

  test("destroy is one call and leaves nothing behind", async () => {
    await program.pulumi("destroy --yes --skip-preview");
    expect(program.calls()).toEqual(["DeleteContacts"]);
    expect(program.emulator.contacts()).toEqual([]);
  });
});

describe("a change, of each kind one", () => {
  let calls: readonly Call[];

  beforeAll(async () => {
    const contacts = (edition: "before" | "after"): Contacts =>
      Object.fromEntries(CHANGES.map((change, index) => [`contact-${index}`, change[edition]]));
    await program.up(contacts("before"));
    program.calls();
    await program.up(contacts("after"));
    calls = program.emulator.calls.filter(({ action }) => !/^(Get|List)/.test(action));
  });

  test.each(CHANGES)("$what: one update reaches the service", ({ after, expected }) => {
    const found = program.emulator.contacts().find(({ Name }) => Name === after.name);
    expect(found).toMatchObject(expected);
    for (const [property, name] of Object.entries(API_NAMES)) expect(name in (found ?? {})).toBe(property in after);
    const own = calls.filter(({ body }) => body?.Id === found?.Id);
    expect(own.map(({ action }) => action)).toEqual(["UpdateContact"]);
  });

  test("and no other write; then there is nothing to do, also after a look at the service", async () => {
    expect(calls).toHaveLength(CHANGES.length);
    // What VMP adds to what is new, and that somebody confirmed an address, are no drift.
    program.emulator.confirmEmail("other@example.com");
    await program.pulumi("preview --expect-no-changes --refresh");
  });
});

test("no secret was printed by any of it", () => {
  for (const secret of secretsOf([full, CHANGES])) expect(program.printed).not.toContain(secret);
  expect(program.printed).not.toContain(program.emulator.secretKey);
});

const API_NAMES = {
  email: "Email",
  webhook: "Webhook",
  larkBotWebhook: "LarkBotWebhook",
  dingTalkBotWebhook: "DingTalkBotWebhook",
  weComBotWebhook: "WeComBotWebhook",
  phoneNumber: "PhoneNumber",
};
