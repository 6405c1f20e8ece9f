/** An alert must reach someone: tests of webhooks, validation mails, and addresses that nobody confirmed. */
import { closeAll } from "../provider/client/server";
import { Receivers, SECRETS, webhooksAt } from "../provider/resources/contact/receivers";
import { type Contacts, Program } from "./program";

const MINUTE = 60_000;

/** How far the service's clock is ahead. */
let ahead = 0;
let program: Program;
let receivers: Receivers;
let webhooks: ReturnType<typeof webhooksAt>;

beforeAll(async () => {
  program = await Program.open({ now: () => Date.now() + ahead });
  receivers = await Receivers.start();
  webhooks = webhooksAt(receivers.server.url);
});

afterAll(async () => {
  await closeAll();
  await program.close();
});

/** A resource as the state has it. */
async function stateOf(name: string) {
  const found = (await program.workspace.resources()).find(({ urn }) => urn.endsWith(`vmp:Contact::${name}`));
  if (found?.outputs === undefined) throw new Error(`there is no contact ${name} in the state`);
  return { ...found, outputs: found.outputs };
}

async function failingUp(contacts?: Contacts): Promise<string> {
  if (contacts) program.write(contacts);
  return program.pulumi("up --yes --skip-preview", { expectFailure: true });
}

function ids(): string[] {
  return program.emulator.contacts().map(({ Id }) => Id);
}

/** Neither in what was printed nor in the state in the clear; a failure hands the engine the whole state. */
async function expectNoSecret(): Promise<void> {
  for (const text of [program.printed, await program.state()]) {
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
  }
}

/** In the order of a contact's life: each test goes on from where the one before it ended. */
describe("testOnApply: fail", () => {
  const contact = (): object => ({ name: "oncall", ...webhooks, testOnApply: "fail" });
  const changed = (): object => ({
    ...contact(),
    name: "renamed",
    webhook: { ...webhooks.webhook, token: SECRETS.newToken },
  });

  test("a create with a broken receiver fails, and keeps the contact and its state", async () => {
    receivers.broken.add("lark");
    const output = await failingUp({ oncall: contact() });
    expect(output).toMatch(
      /test the Lark bot of contact "oncall" \(id \S+\): TestFailed: .* the Lark bot gives the code 19001: param invalid/,
    );
    expect(program.calls()).toEqual([
      "CreateContact",
      "GetContact",
      ...Array<string>(4).fill(expect.stringMatching(/^Test/) as string),
    ]);
    const { id, outputs } = await stateOf("oncall");
    expect(ids()).toEqual([id]);
    expect(outputs).toMatchObject({ name: "oncall", __notes: { failedTests: ["larkBotWebhook"] } });
    expect(receivers.got.sort()).toEqual(["ding", "lark", "webhook", "wecom"]);
    await expectNoSecret();
  });

  test("which a preview shows without a call", async () => {
    expect(await program.pulumi("preview")).toMatch(/~ 1 to update/);
    expect(program.calls()).toEqual([]);
  });

  test("the next up tests that receiver alone, and fails again", async () => {
    expect(await failingUp()).toContain("TestFailed");
    expect(program.calls()).toEqual(["TestLarkBotWebhook"]);
    expect(ids()).toEqual([(await stateOf("oncall")).id]);
  });

  test("a refresh says so, and does not lose it", async () => {
    expect(await program.pulumi("refresh --yes --skip-preview")).toMatch(/VMP's test of larkBotWebhook failed/);
    expect(program.calls()).toEqual(["GetContact"]);
    expect((await stateOf("oncall")).outputs).toMatchObject({ __notes: { failedTests: ["larkBotWebhook"] } });
  });

  test("once the receiver works, up tests it alone and passes, and then there is nothing to do", async () => {
    receivers.broken.clear();
    expect(await program.up()).toMatch(/~ 1 updated/);
    expect(program.calls()).toEqual(["TestLarkBotWebhook"]);
    expect((await stateOf("oncall")).outputs).not.toHaveProperty("__notes.failedTests");
    expect(await program.up()).toMatch(/2 unchanged/);
    await program.pulumi("preview --refresh --expect-no-changes");
    expect(program.calls()).toEqual(["GetContact"]);
  });

  test("an update that fails its test is applied, and recorded", async () => {
    receivers.broken.add("webhook");
    const output = await failingUp({ oncall: changed() });
    expect(output).toMatch(/test the webhook of contact "renamed" .*: TestFailed: .*status 500/);
    expect(program.calls()).toEqual(["GetContact", "UpdateContact", "TestWebhook"]);
    expect((await stateOf("oncall")).outputs).toMatchObject({ name: "renamed", __notes: { failedTests: ["webhook"] } });
    expect(program.emulator.contacts()).toMatchObject([{ Name: "renamed", Webhook: { Token: SECRETS.newToken } }]);
    await expectNoSecret();
  });

  test("turned off, it is forgotten without a call", async () => {
    await program.up({ oncall: { ...changed(), testOnApply: "off" } });
    expect(program.calls()).toEqual([]);
    expect((await stateOf("oncall")).outputs).not.toHaveProperty("__notes.failedTests");
    receivers.broken.clear();
  });
});

/** What the tests from here on have of the first contact. */
function warned(): object {
  const { dingTalkBotWebhook, ...others } = webhooks;
  return { name: "oncall", ...others, dingTalkBotWebhook: { ...dingTalkBotWebhook, atUserIds: [] } };
}

const mail = { name: "mail", email: "mail@example.com" };
const late = { name: "late", email: "late@example.com", adopt: true };

test("vmp:testOnApply warn: warns of what is broken, calls what changed alone, and is no change afterwards", async () => {
  // Beside it, what the mails' tests start from.
  ahead = -25 * 60 * MINUTE;
  await program.emulator.act("CreateContact", { Name: late.name, Email: late.email });
  ahead = 0;
  await program.pulumi("config set vmp:testOnApply warn");
  receivers.broken.add("ding");
  program.calls();
  expect(await program.up({ oncall: warned(), mail, late })).toMatch(
    /warning: test the DingTalk robot of contact "oncall" .* gives the code 310000: sign not match/,
  );
  expect(program.writes()).toEqual(["CreateContact", "TestDingTalkBotWebhook", "TestWebhook", "UpdateContact"]);
  expect(await program.up()).toMatch(/4 unchanged/);
  expect(program.calls()).toEqual([]);
});

describe("the validation mail", () => {
  test("refresh warns once of all addresses that are not confirmed, and that is no change", async () => {
    const output = await program.pulumi("refresh --yes --skip-preview");
    // Once, and once more in the summary at the end.
    expect(output.match(/not confirmed/g)).toHaveLength(2);
    expect(output).toMatch(
      /the e-mail addresses of 2 contacts are not confirmed, .* hours are not over: .* of contact "mail"\. .* give resendValidation a new value .* for contact "late"\./,
    );
    expect(output).toMatch(/4 unchanged/);
    expect((await stateOf("mail")).outputs).toMatchObject({ emailActive: false });
    program.calls();
  });

  test("a new resendValidation sends it again, in an update that changes nothing else", async () => {
    ahead = 2 * MINUTE;
    const asked = { ...mail, resendValidation: { on: "2026-01-01", why: ["lost", null] } };
    expect(await program.up({ oncall: warned(), mail: asked, late })).toMatch(/~ 1 updated\s+3 unchanged/);
    expect(program.emulator.calls.map(({ action, body }) => [action, body])).toEqual([
      ["SendValidationMessage", { Type: "Email", Destination: mail.email }],
    ]);
    program.calls();
    await program.pulumi("preview --refresh --expect-no-changes");
    for (const call of program.calls()) expect(call).toMatch(/^(Get|List)/);
  });

  test("once it is confirmed, refresh follows, and neither warns nor shows a change", async () => {
    program.emulator.confirmEmail(mail.email);
    const output = await program.pulumi("refresh --yes --skip-preview");
    expect(output).not.toContain('contact "mail"');
    expect(output).toMatch(/4 unchanged/);
    expect((await stateOf("mail")).outputs).toMatchObject({ emailActive: true });
    await program.pulumi("preview --expect-no-changes");
  });
});
