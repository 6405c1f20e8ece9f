/** `vmp-contacts test`: of an account over real HTTP, with receivers that answer as the real ones do. */
import type { Emulator } from "../../emulator";
import { closeAll, start } from "../emulator/support";
import { closeAll as closeReceivers } from "../provider/client/server";
import { Receivers, SECRETS, webhooksAt } from "../provider/resources/contact/receivers";
import { shownBlocks } from "../docs/shell";
import { asShown, vmpContacts } from "./process";

const ADDRESS = "oncall-canary@example.com";

let emulator: Emulator;
let receivers: Receivers;
/** How far the emulator's clock is ahead, in ms: a minute after a mail, the next can be sent. */
let ahead = 0;

beforeEach(async () => {
  ahead = 0;
  emulator = await start({ now: () => Date.now() + ahead });
  receivers = await Receivers.start();
});

afterEach(async () => {
  await closeAll();
  await closeReceivers();
});

interface Made {
  id: string;
  /** What was called since. */
  tests: () => string[];
}

async function make(fields: object, name = "oncall"): Promise<Made> {
  const { Id: id } = (await emulator.act("CreateContact", { Name: name, ...fields })) as { Id: string };
  emulator.clearCalls();
  return {
    id,
    tests: () => emulator.calls.map(({ action }) => action).filter((action) => /^(Test|Send)/.test(action)),
  };
}

/** All four, as the API has them. */
function webhooks(): Record<string, object> {
  const { webhook, larkBotWebhook, dingTalkBotWebhook, weComBotWebhook } = webhooksAt(receivers.server.url);
  return {
    Webhook: { Address: webhook.address, Token: webhook.token },
    LarkBotWebhook: { Address: larkBotWebhook.address, SecretKey: larkBotWebhook.secretKey },
    DingTalkBotWebhook: { Address: dingTalkBotWebhook.address, SecretKey: dingTalkBotWebhook.secretKey },
    WeComBotWebhook: { Address: weComBotWebhook.address },
  };
}

test("each channel is tested once, and what came back is said; all work", async () => {
  const { id, tests } = await make({ Email: ADDRESS, ...webhooks() });
  emulator.confirmEmail(ADDRESS);
  const { code, stdout, stderr } = await vmpContacts(["test", "oncall", "--yes"], emulator);
  const request = "\\(request \\S+\\)";
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(
    new RegExp(
      `^contact "oncall" \\(id ${id}\\)\n` +
        "  e-mail: its owner has confirmed the address \\(AlreadyActive\\.Email, request \\S+\\)\n" +
        ["webhook", "Lark", "DingTalk", "WeCom"].map((each) => `  ${each}: took the message ${request}\n`).join("") +
        "$",
    ),
  );
  expect(tests()).toEqual([
    "SendValidationMessage",
    "TestWebhook",
    "TestLarkBotWebhook",
    "TestDingTalkBotWebhook",
    "TestWeComBotWebhook",
  ]);
  expect(receivers.got).toEqual(["webhook", "lark", "ding", "wecom"]);
});

test("one that fails is told with what came back and what to do, without its address; the others are tested all the same", async () => {
  await make({ Email: ADDRESS, ...webhooks(), PhoneNumber: { CountryCode: "+86", Number: "13300000001" } });
  receivers.broken.add("lark");
  const { code, stdout, stderr } = await vmpContacts(["test", "oncall", "--yes"], emulator);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout).toMatch(
    /\n {2}Lark: failed: TestFailed: its answer has the status 200, the Lark bot gives the code 19001: .* \(request \S+\)\. Correct larkBotWebhook, or what receives its messages\.\n/,
  );
  expect(stdout).toMatch(/\n {2}WeCom: took the message/);
  expect(stdout).toMatch(/\n {2}e-mail: failed: LimitExceeded\.Email: The same .* \(request \S+\)\. Wait a minute/);
  expect(stdout).toMatch(/\n {2}phone: VMP has no test of it\n$/);
  for (const secret of [ADDRESS, "13300000001", receivers.server.url, ...Object.values(SECRETS)]) {
    expect(stdout).not.toContain(secret);
  }
});

test("an address that nobody confirmed is sent the mail again, and does not count as working", async () => {
  const { tests } = await make({ Email: ADDRESS });
  ahead = 61_000;
  const { code, stdout } = await vmpContacts(["test", "oncall", "--yes"], emulator);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /\n {2}e-mail: nobody has confirmed the address, so no alert reaches it; the validation mail was sent again, .* \(MessageSucceed\.Email, request \S+\)\n$/,
  );
  expect(tests()).toEqual(["SendValidationMessage"]);
  await closeAll();
  emulator = await start({ behaviour: { validationMail: "failed" } });
  await make({ Email: ADDRESS });
  const failed = await vmpContacts(["test", "oncall", "--yes"], emulator);
  expect(failed.code).toBe(1);
  expect(failed.stdout).toMatch(
    /\n {2}e-mail: the validation mail was not sent: The validation message .* \(MessageFailed\.Email, request \S+\)\n$/,
  );
});

test("docs/who.md: what is typed, and what comes back", async () => {
  await make({ Email: ADDRESS, LarkBotWebhook: webhooks().LarkBotWebhook });
  emulator.confirmEmail(ADDRESS);
  const [commands = []] = shownBlocks("docs/who.md", "Whether it gets through");
  for (const command of commands) expect((await asShown(command, emulator, "y\n")).code).toBe(0);
});

describe("a person is asked first", () => {
  test.each([
    ["y\n", 0, ["TestWebhook"]],
    ["YES\n", 0, ["TestWebhook"]],
    ["n\n", 1, []],
    ["\n", 1, []],
    // The end of what is typed: Ctrl-D.
    ["", 1, []],
  ])("who types %j", async (typed, code, expected) => {
    const { id, tests } = await make({ Webhook: webhooks().Webhook });
    const ran = await vmpContacts(["test", "oncall"], emulator, false, typed);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toMatch(
      `VMP will test contact "oncall" (id ${id}) over webhook: whoever is there gets a message. Go on? [y/N] `,
    );
    expect(ran.stderr.includes("vmp-contacts: nothing was sent")).toBe(code === 1);
    expect(tests()).toEqual(expected);
  });

  test("and where nobody can be, nothing is called", async () => {
    await make({ Webhook: webhooks().Webhook });
    const { code, stderr } = await vmpContacts(["test", "oncall"], emulator);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^vmp-contacts: test sends messages to people: where nobody can be asked, give --yes\n/);
    expect(emulator.calls).toEqual([]);
  });
});

test("what VMP does not show is not sent as it looks", async () => {
  await closeAll();
  emulator = await start({ behaviour: { secrets: "masked" } });
  const { tests } = await make({ Email: ADDRESS, ...webhooks() });
  emulator.confirmEmail(ADDRESS);
  const { code, stdout } = await vmpContacts(["test", "oncall", "--yes"], emulator);
  expect(code).toBe(1);
  expect(stdout).toContain("  Lark: VMP does not show its address and secretKey, which a test needs\n");
  expect(tests()).toEqual(["SendValidationMessage"]);
});

test("a contact that nothing reaches, and one that is not there", async () => {
  await make({});
  const none = await vmpContacts(["test", "oncall", "--yes"], emulator);
  expect(none).toMatchObject({ code: 1, stdout: expect.stringMatching(/\n {2}nothing reaches it\n$/) as string });
  const { code, stderr } = await vmpContacts(["test", "oncal", "--yes"], emulator);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'vmp-contacts: there is no contact "oncal"; did you mean "oncall"?\n',
  });
});
