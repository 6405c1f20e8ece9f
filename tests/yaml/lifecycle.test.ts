import { startEmulator } from "../../emulator";
import { OPTIONAL_FIELDS } from "../support/contacts";
import { until } from "../support/until";
import { YamlProgram } from "./program";

const { phoneNumber: _phone, contactGroupIds: _groups, ...fields } = OPTIONAL_FIELDS;
const oncall = { name: "oncall", ...fields };
const SECRETS = JSON.stringify(oncall).match(/(?<="(?:address|token|secretKey)":")[^"]+/g) ?? [];

let program: YamlProgram;

beforeEach(async () => {
  program = await YamlProgram.open();
});

afterEach(() => program.close());

function contact(properties: object = oncall, options: object = {}): object {
  return { type: "vmp:Contact", properties, ...options };
}

function expectNoSecret(text: string): void {
  expect(SECRETS).toHaveLength(7);
  expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
}

test("a contact and a group: preview, up, refresh, a rotated token, import of a contact made by hand, destroy", async () => {
  const { emulator } = program;
  const team = { type: "vmp:ContactGroup", properties: { name: "team", contactIds: ["${oncall.id}"] } };
  program.write({ oncall: contact(), team });
  expect(await program.pulumi("preview --diff")).toMatch(/\+ 3 to create/);
  expect(program.calls()).toEqual([]);

  expect(await program.pulumi("up --yes --skip-preview --json")).toContain("vmp:index:ContactGroup");
  expect(program.calls()).toEqual(["CreateContact", "GetContact", "CreateContactGroup", "GetContactGroup"]);
  const [made] = emulator.contacts();
  expect(emulator.groups()).toMatchObject([{}, { Name: "team", ContactIds: [made?.Id] }]);
  expectNoSecret(await program.state());
  expect(await program.pulumi("preview --expect-no-changes")).toContain("3 unchanged");
  expect(await program.pulumi("refresh --yes --skip-preview --expect-no-changes")).toContain("3 unchanged");

  program.write({ oncall: contact({ ...oncall, webhook: { ...oncall.webhook, token: "rotated" } }), team });
  expect(await program.pulumi("preview --diff")).toMatch(/~ webhook *: \{\s*~ token *: \[secret\] => \[secret\]\s*\}/);
  await program.pulumi("up --yes --skip-preview");
  expect(emulator.contacts()).toMatchObject([{ Webhook: { Token: "rotated" } }]);

  await emulator.act("CreateContact", {
    Name: "by-hand",
    Email: "by-hand@example.com",
    Webhook: { Address: "https://h/" },
  });
  const byHand = emulator.contacts().find(({ Name }) => Name === "by-hand");
  program.calls();
  const imported = await program.pulumi(`import vmp:index:Contact by-hand ${byHand?.Id ?? ""} --yes --protect=false`);
  expect(imported).toMatch(/type: vmp:Contact/);
  expect(imported).toMatch(/email: by-hand@example\.com/);
  expect([...new Set(program.calls())]).toEqual(["GetContact"]);
  const declared = { name: "by-hand", email: "by-hand@example.com", webhook: { address: "https://h/" } };
  program.write({
    oncall: contact({ ...oncall, webhook: { ...oncall.webhook, token: "rotated" } }),
    team,
    "by-hand": contact(declared),
  });
  expect(await program.pulumi("preview --expect-no-changes")).toContain("4 unchanged");
  expect(await program.pulumi("refresh --yes --skip-preview --expect-no-changes")).toContain("4 unchanged");

  await program.pulumi("destroy --yes --skip-preview");
  expect(emulator.contacts()).toEqual([]);
  expectNoSecret(program.printed);
  expectNoSecret(await program.state());
  expect(program.printed).toMatch(
    /vmp:index:Contact \(oncall\):\s+warning: contact "oncall": its e-mail address is not/,
  );
  expect(program.printed).not.toMatch(/warning: .*plugin/);
});

test("two providers of two accounts: each contact is where it belongs, and the keys are in no state in the clear", async () => {
  const other = await startEmulator({ accessKey: "AKother", secretKey: "SKother", region: "cn-shanghai" });
  const properties = { endpoint: other.url, region: "cn-shanghai", accessKey: "AKother", secretKey: "SKother" };
  const shanghai = { type: "pulumi:providers:vmp", properties };
  const there = contact({ name: "there", email: "b@example.com" }, { options: { provider: "${shanghai}" } });
  program.write({ shanghai, here: contact({ name: "here", email: "a@example.com" }), there });
  await program.pulumi("up --yes --skip-preview");
  expect(program.emulator.contacts().map(({ Name }) => Name)).toEqual(["here"]);
  expect(other.contacts().map(({ Name }) => Name)).toEqual(["there"]);
  const state = await program.state();
  for (const key of ["AKother", "SKother", program.emulator.secretKey]) expect(state).not.toContain(key);

  // Another place under contacts that exist is refused, and nothing is called.
  for (const emulator of [program.emulator, other]) emulator.clearCalls();
  program.write({ shanghai: { ...shanghai, properties: { ...properties, region: "cn-guangzhou" } }, there });
  const refused = await program.pulumi("preview", { expectFailure: true });
  expect(refused).toMatch(/this changes the region from cn-shanghai to cn-guangzhou under resources that exist/);
  expect([...program.emulator.calls, ...other.calls]).toEqual([]);

  // Every fault of the settings, by property.
  program.write({ shanghai: { ...shanghai, properties: { ...properties, region: "No", timeout: 0 } }, there });
  const faults = await program.pulumi("preview", { expectFailure: true });
  expect(faults).toMatch(/property region .*is not a region/);
  expect(faults).toMatch(/property timeout .*whole number from 1 to 3600/);
  await other.close();
});

test("a failed test of a webhook keeps the contact with its secrets encrypted, and the next up repeats the test", async () => {
  program.write({ oncall: contact({ ...oncall, testOnApply: "fail" }) });
  const failed = await program.pulumi("up --yes --skip-preview", { expectFailure: true });
  expect(failed).toMatch(/test the webhook of contact "oncall" \(id \S+\): TestFailed/);
  expect(program.emulator.contacts()).toHaveLength(1);
  expectNoSecret(await program.state());
  program.calls();
  await program.pulumi("up --yes --skip-preview", { expectFailure: true });
  const calls = program.calls();
  expect(calls).toContain("TestWebhook");
  expect(calls).not.toContain("CreateContact");
  expectNoSecret(program.printed);
});

test("Ctrl-C ends calls, and the run", async () => {
  const { emulator } = program;
  program.write({ oncall: contact({ name: "oncall", email: "oncall@example.com" }) });
  await program.pulumi("up --yes --skip-preview");
  program.calls();
  emulator.faults.set({ rules: [{ action: "GetContact", fault: "hang" }] });
  const interrupted = new AbortController();
  const refreshed = program.pulumi("refresh --yes --skip-preview", {
    expectFailure: true,
    signal: interrupted.signal,
    // As good as never: a busy machine takes its time.
    graceMs: 3_600_000,
  });
  await until(() => emulator.calls.some(({ action }) => action === "GetContact"));
  interrupted.abort();
  expect(await refreshed).toMatch(/Cancelled|cancelled/);
});

test("functions: ids are there for others; where the result holds a secret, Pulumi takes all of it for one", async () => {
  const { emulator } = program;
  await emulator.act("CreateContact", { Name: "mail", Email: "by-hand@example.com" });
  await emulator.act("CreateContact", { Name: "webhook", Webhook: { Address: "https://h/", Token: "canary" } });
  const lookup = (name: string): object => ({ "fn::invoke": { function: "vmp:getContact", arguments: { name } } });
  const team = { type: "vmp:ContactGroup", properties: { name: "team", contactIds: ["${mail.id}", "${webhook.id}"] } };
  const variables = { mail: lookup("mail"), webhook: lookup("webhook") };
  program.write({ team }, { variables, outputs: { mail: "${mail.id}", webhook: "${webhook.id}" } });
  await program.pulumi("up --yes --skip-preview");
  const ids = emulator.contacts().map(({ Id }) => Id);
  expect(await program.workspace.outputs()).toEqual({ mail: ids[0], webhook: "[secret]" });
  expect(emulator.groups()).toMatchObject([{}, { Name: "team", ContactIds: ids }]);
  expect(program.printed + (await program.state())).not.toContain("canary");
});

test("the CLI prints the schema, and takes it for a whole one", async () => {
  const executable = "../node_modules/pulumi-vmp/plugin/pulumi-resource-vmp";
  const schema = JSON.parse((await program.workspace.pulumi(["package", "get-schema", executable])).stdout) as {
    name: string;
    resources: Record<string, unknown>;
  };
  expect(schema).toMatchObject({ name: "vmp" });
  expect(Object.keys(schema.resources)).toContain("vmp:index:Contact");
});
