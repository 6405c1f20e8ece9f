/** What a program can run into. */
import { Program } from "./program";

/** As good as never: what ends by itself is not killed before, however busy the machine is. */
const HOUR = 3_600_000;

let program: Program | undefined;

afterEach(async () => {
  await program?.close();
  program = undefined;
});

test("all faults are shown by property, and no value, without any key and with the network down", async () => {
  program = await Program.open({ configured: false });
  program.write({
    bad: {
      name: "1st",
      email: "nobody",
      webhook: { token: "canary-token" },
      larkBotWebhook: { address: "canary-address" },
      contactGroupIds: ["oncall-group"],
      wechat: { address: "https://example.com/canary-misspelt" },
      weComBotWebhook: "https://example.com/canary",
      dingTalkBotWebhook: ["https://example.com/canary"],
    },
  });
  // Nothing answers: neither where the stack says, nor on the way out.
  await program.workspace.configure({ "vmp:endpoint": program.emulator.url });
  await program.emulator.goOffline();
  const offline = { HTTPS_PROXY: "http://127.0.0.1:9", HTTP_PROXY: "http://127.0.0.1:9" };
  const output = await program.pulumi("preview", { env: offline, expectFailure: true });
  for (const property of ["name", "email", "webhook.token", "larkBotWebhook.address", "contactGroupIds[0]"]) {
    expect(output).toContain(`resource 'bad' has a problem: ${property} `);
  }
  expect(output).toContain(
    "resource 'bad' has a problem: wechat is not a known property; known are name, email, webhook",
  );
  expect(output).toMatch(/resource 'bad' has a problem: weComBotWebhook must be an object with .*, not a string/);
  expect(output).toMatch(/resource 'bad' has a problem: dingTalkBotWebhook must be an object/);
  expect(output).not.toContain("canary");
});

test("a contact takes an output of another resource, unknown in the preview, secret when it was secret", async () => {
  program = await Program.open({
    index: `
const pulumi = require("@pulumi/pulumi");
const vmp = require("pulumi-vmp");
const first = new vmp.Contact("first", { name: "first", email: "first@example.com" });
const second = new vmp.Contact("second", {
  name: first.id.apply((id) => "follows-" + id.slice(0, 8).replace(/[0-9]/g, "x")),
  email: pulumi.secret("secret-mail@example.com"),
  webhook: first.id.apply((id) => ({ address: "https://example.com/canary/" + id, token: "canary-token" })),
  contactGroupIds: [],
});
exports.webhook = second.webhook;
exports.name = second.name;
`,
  });
  expect(await program.pulumi("preview")).toMatch(/\+ 3 to create/);
  expect(program.calls()).toEqual([]);
  const output = await program.pulumi("up --yes --skip-preview");
  expect(program.calls()).toEqual(["CreateContact", "GetContact", "CreateContact", "GetContact"]);
  const [first, second] = [...program.emulator.contacts()].sort((a, b) => a.Name.localeCompare(b.Name));
  const [named, follower] = first?.Name === "first" ? [first, second] : [second, first];
  expect(follower).toMatchObject({
    Webhook: { Address: `https://example.com/canary/${named?.Id ?? ""}`, Token: "canary-token" },
  });
  const state = await program.state();
  for (const secret of ["canary", "secret-mail"]) {
    expect(output).not.toContain(secret);
    expect(state).not.toContain(secret);
  }
  await program.pulumi("preview --refresh --expect-no-changes");
});

describe("what is not as the program has it: each test goes on from where the one before it ended", () => {
  const args = { name: "oncall", email: "a@example.com" };
  const taken = { name: "taken", webhook: { address: "https://example.com/canary" } };
  let stack: Program;

  beforeAll(async () => {
    stack = await Program.open();
    await stack.up({ first: args });
  });

  afterAll(() => stack.close());

  function contact(name: string) {
    return stack.emulator.contacts().find(({ Name }) => Name === name);
  }

  test("a read that fails shows its sentence without a stack, and the state stays", async () => {
    stack.emulator.behaviour.subscribed = false;
    const output = await stack.pulumi("refresh --yes --skip-preview", { expectFailure: true });
    expect(output).toMatch(/read contact "oncall" \(id [\w-]+\): ProductUnsubscribed: .*console/);
    expect(output).not.toMatch(/\n\s+at /);
    stack.emulator.behaviour.subscribed = true;
    await stack.pulumi("preview --refresh --expect-no-changes");
  });

  test("a name that is taken is an error with the other contact's id", async () => {
    await stack.emulator.act("CreateContact", { Name: taken.name, Email: "old@example.com" });
    stack.write({ first: args, taken });
    const output = await stack.pulumi("up --yes --skip-preview", { expectFailure: true });
    expect(output).toContain(
      `create contact "taken": Conflict.Name: a contact of this name exists already, with the id ${contact("taken")?.Id ?? ""}`,
    );
    expect(output).not.toMatch(/canary|\n\s+at /);
  });

  test("two resources of one name fail in the preview, which says both", async () => {
    stack.write({ first: args, second: args });
    const output = await stack.pulumi("preview", { expectFailure: true });
    expect(output).toMatch(
      /name is that of another contact of this program, too \(resource "(first|second)"\), and VMP has each name only once/,
    );
  });

  test("vmp:adoptExisting takes it over; a resource that is renamed never costs the contact", async () => {
    const before = [contact("taken"), contact("oncall")];
    await stack.workspace.configure({ "vmp:adoptExisting": "true" });
    stack.write({ renamed: args, taken });
    const output = await stack.pulumi("up --yes --skip-preview");
    expect(output).toContain(`took over the contact of this name that exists already (id ${before[0]?.Id ?? ""})`);
    expect(output).toContain("is kept: another resource of the program has it");
    expect(
      stack.emulator
        .contacts()
        .map(({ Id }) => Id)
        .sort(),
    ).toEqual(before.map((each) => each?.Id).sort());
    expect(contact("taken")).toMatchObject({ Webhook: { Address: "https://example.com/canary" } });
    expect(contact("taken")).not.toHaveProperty("Email");
    await stack.pulumi("preview --refresh --expect-no-changes");
  });

  test("nor does one that is replaced", async () => {
    const before = contact("oncall");
    await stack.workspace.configure({ "vmp:adoptExisting": "false" });
    const urn = "urn:pulumi:dev::e2e::pulumi-nodejs:dynamic/vmp:Contact::renamed";
    await stack.pulumi(`up --yes --skip-preview --replace ${urn}`);
    expect(stack.emulator.contacts()).toHaveLength(2);
    expect(contact("oncall")?.Id).not.toBe(before?.Id);
    await stack.pulumi("preview --refresh --expect-no-changes");
  });
});

test("the vendor's configuration keys work as well, and the environment after them", async () => {
  program = await Program.open({ configured: false });
  const { emulator } = program;
  await program.workspace.configure(
    { "volcengine:endpoint": emulator.url },
    { "volcengine:accessKey": emulator.accessKey, "volcengine:secretKey": emulator.secretKey },
  );
  program.write({ oncall: { name: "oncall", email: "a@example.com" } });
  await program.up();
  await program.pulumi("config rm-all volcengine:accessKey volcengine:secretKey");
  const env = { VOLCENGINE_ACCESS_KEY: emulator.accessKey, VOLCENGINE_SECRET_KEY: emulator.secretKey };
  await program.pulumi("destroy --yes --skip-preview", { env });
  expect(program.emulator.contacts()).toEqual([]);
});

test("without a key, up says how to give one, and nothing is lost", async () => {
  program = await Program.open({ configured: false });
  program.write({ oncall: { name: "oncall", email: "a@example.com" } });
  const output = await program.pulumi("up --yes --skip-preview", {
    expectFailure: true,
    env: { VOLCENGINE_ECS_METADATA_DISABLED: "true", HOME: program.workspace.dir },
  });
  expect(output).toMatch(/create contact "oncall": NoCredentials: .*vmp:accessKey/s);
  expect(output).not.toMatch(/\n\s+at /);
});

test("secrets that lie in the configuration in the clear, and settings that are none, are warned of once", async () => {
  program = await Program.open({ configured: false });
  await program.workspace.configure({
    "vmp:accessKey": "AKLT",
    "vmp:secretKey": "canary-key",
    "vmp:sessionToken": "canary-token",
    "vmp:proxyUrl": "http://proxy.example.com:3128",
    "volcengine:proxyUrl": "http://user:canary-password@proxy.example.com:3128",
    "vmp:testOnAply": "fail",
  });
  program.write({ one: { name: "one", email: "a@example.com" }, two: { name: "two", email: "a@example.com" } });
  const output = await program.pulumi("preview");
  // Each once, and once more in the summary at the end.
  const plain = "vmp:accessKey and vmp:secretKey and vmp:sessionToken and volcengine:proxyUrl are not encrypted";
  expect(output.split(plain)).toHaveLength(3);
  const commands = ["vmp:accessKey", "vmp:secretKey", "vmp:sessionToken", "volcengine:proxyUrl"].map(
    (key) => `"pulumi config set --secret ${key}"`,
  );
  expect(output).toContain(`Set each anew with ${commands.join(", ")}, and replace what they hold: they may`);
  expect(output.match(/they do nothing: vmp:testOnAply \(did you mean vmp:testOnApply\?\)\./g)).toHaveLength(2);
  expect(output).not.toContain("canary");
});

test("Ctrl-C ends a create that waits for its turn, at once and with a sentence", async () => {
  program = await Program.open();
  const { emulator } = program;
  emulator.faults.set([{ fault: "flowLimit", retryAfter: 60 }]);
  program.write({ oncall: { name: "oncall", email: "a@example.com" } });
  const interrupt = new AbortController();
  const running = program.pulumi("up --yes --skip-preview", {
    signal: interrupt.signal,
    graceMs: HOUR,
    expectFailure: true,
  });
  while (emulator.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  interrupt.abort();
  expect(await running).toContain('create contact "oncall": Cancelled: stopped before the answer was there');
  expect(emulator.calls).toHaveLength(1);
  emulator.faults.clear();
  await program.up();
  expect(emulator.contacts()).toHaveLength(1);
});

test("import is refused with the way that works", async () => {
  program = await Program.open({
    index: `new (require("pulumi-vmp").Contact)("oncall", { name: "oncall" }, { import: "some-id" });`,
  });
  expect(await program.pulumi("preview", { expectFailure: true })).toContain("adopt: true");
});
