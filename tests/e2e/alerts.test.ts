/** An alert must reach someone: tests of webhooks, validation mails, and addresses that nobody confirmed. */
import { closeAll } from "../provider/client/server";
import { Receivers, SECRETS, webhooksAt } from "../provider/resources/contact/receivers";
import { Program } from "./program";

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

/** The contact as the state has it. */
async function stateOf() {
  const resources = await program.workspace.resources();
  const found = resources.find(({ type }) => type === "pulumi-nodejs:dynamic/vmp:Contact");
  if (found?.outputs === undefined) throw new Error("no contact is in the state");
  return { ...found, outputs: found.outputs };
}

async function failingUp(contact?: object): Promise<string> {
  if (contact) program.write({ oncall: contact });
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
    const output = await failingUp(contact());
    expect(output).toMatch(
      /test the Lark bot of contact "oncall" \(id \S+\): TestFailed: .* the Lark bot gives the code 19001: param invalid/,
    );
    expect(program.calls()).toEqual([
      "CreateContact",
      ...Array<string>(4).fill(expect.stringMatching(/^Test/) as string),
    ]);
    const { id, outputs } = await stateOf();
    expect(ids()).toEqual([id]);
    expect(outputs).toMatchObject({ name: "oncall", failedTests: ["larkBotWebhook"] });
    expect(receivers.got.sort()).toEqual(["ding", "lark", "webhook", "wecom"]);
    await expectNoSecret();
  });

  test("which previews and refreshes do not lose, and do not call", async () => {
    expect(await program.pulumi("preview")).toMatch(/~ 1 to update/);
    expect(await program.pulumi("refresh --yes --skip-preview")).toMatch(/VMP's test of larkBotWebhook failed/);
    expect(await program.pulumi("preview")).toMatch(/~ 1 to update/);
    expect(program.calls()).toEqual(["GetContact"]);
  });

  test("the next up tests that receiver alone, and fails again", async () => {
    expect(await failingUp()).toContain("TestFailed");
    expect(program.calls()).toEqual(["TestLarkBotWebhook"]);
    expect(ids()).toEqual([(await stateOf()).id]);
  });

  test("and passes once the receiver works, and then there is nothing to do", async () => {
    receivers.broken.clear();
    expect(await program.up()).toMatch(/~ 1 updated/);
    expect(program.calls()).toEqual(["TestLarkBotWebhook"]);
    expect((await stateOf()).outputs).not.toHaveProperty("failedTests");
    expect(await program.up()).toMatch(/2 unchanged/);
    await program.pulumi("preview --refresh --expect-no-changes");
    expect(program.calls()).toEqual(["GetContact"]);
  });

  test("an update that fails its test is applied, and recorded", async () => {
    receivers.broken.add("webhook");
    const output = await failingUp(changed());
    expect(output).toMatch(/test the webhook of contact "renamed" .*: TestFailed: .*status 500/);
    expect(program.calls()).toEqual(["UpdateContact", "TestWebhook"]);
    expect((await stateOf()).outputs).toMatchObject({ name: "renamed", failedTests: ["webhook"] });
    expect(program.emulator.contacts()).toMatchObject([{ Name: "renamed", Webhook: { Token: SECRETS.newToken } }]);
    await expectNoSecret();
  });

  test("turned off, it is forgotten without a call", async () => {
    await program.up({ oncall: { ...changed(), testOnApply: "off" } });
    expect(program.calls()).toEqual([]);
    expect((await stateOf()).outputs).not.toHaveProperty("failedTests");
    receivers.broken.clear();
  });
});

test("vmp:testOnApply warn: warns of what is broken, calls what changed alone, and is no change afterwards", async () => {
  await program.pulumi("config set vmp:testOnApply warn");
  receivers.broken.add("ding");
  const { dingTalkBotWebhook, ...others } = webhooks;
  const contact = { name: "oncall", ...others, dingTalkBotWebhook: { ...dingTalkBotWebhook, atUserIds: [] } };
  expect(await program.up({ oncall: contact })).toMatch(
    /warning: test the DingTalk robot of contact "oncall" .* gives the code 310000: sign not match/,
  );
  expect(program.calls()).toEqual(["UpdateContact", "TestWebhook", "TestDingTalkBotWebhook"]);
  expect(await program.up()).toMatch(/2 unchanged/);
  expect(program.calls()).toEqual([]);
  await program.pulumi("config rm vmp:testOnApply");
  await program.pulumi("destroy --yes --skip-preview");
  program.calls();
});

describe("the validation mail", () => {
  const contact = { name: "oncall", email: "oncall@example.com" };

  test("refresh warns of an address that is not confirmed, and that is no change", async () => {
    await program.up({ oncall: contact });
    const output = await program.pulumi("refresh --yes --skip-preview");
    expect(output).toMatch(/contact "oncall": its e-mail address is not confirmed.* 24 hours are not over/);
    expect(output).toMatch(/2 unchanged/);
    expect((await stateOf()).outputs).toMatchObject({ emailActive: false });
    await program.pulumi("preview --expect-no-changes");
    program.calls();
  });

  test("a new resendValidation sends it again, in an update that changes nothing else", async () => {
    ahead = 2 * MINUTE;
    const asked = { ...contact, resendValidation: { on: "2026-01-01", why: ["lost", null] } };
    expect(await program.up({ oncall: asked })).toMatch(/~ 1 updated/);
    expect(program.emulator.calls.map(({ action, body }) => [action, body])).toEqual([
      ["SendValidationMessage", { Type: "Email", Destination: contact.email }],
    ]);
    program.calls();
    await program.pulumi("preview --refresh --expect-no-changes");
    expect(program.calls()).toEqual(["GetContact"]);
  });

  test("once it is confirmed, refresh follows, and neither warns nor shows a change", async () => {
    program.emulator.confirmEmail(contact.email);
    const output = await program.pulumi("refresh --yes --skip-preview");
    expect(output).not.toContain("not confirmed");
    expect(output).toMatch(/2 unchanged/);
    expect((await stateOf()).outputs).toMatchObject({ emailActive: true });
    await program.pulumi("preview --expect-no-changes");
    await program.pulumi("destroy --yes --skip-preview");
  });

  test("refresh says when the 24 hours are over, here of a contact that was taken over", async () => {
    ahead = -25 * 60 * MINUTE;
    await program.emulator.act("CreateContact", { Name: "oncall", Email: "late@example.com" });
    ahead = 0;
    await program.up({ oncall: { ...contact, email: "late@example.com", adopt: true } });
    expect(await program.pulumi("refresh --yes --skip-preview")).toMatch(
      /contact "oncall": its e-mail address is not confirmed.* are over.* give resendValidation a new value/,
    );
  });
});
