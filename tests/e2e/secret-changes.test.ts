/** A changed secret: the engine marks nothing, so the provider says which property it is, and never a value. */
import { type Contacts, Program } from "./program";

const contact = (token: string): Contacts => ({
  oncall: { name: "oncall", webhook: { address: "https://example.com/canary-hook", token } },
});

let program: Program;

beforeAll(async () => {
  program = await Program.open();
  await program.up(contact("canary-one"));
});

afterAll(() => program.close());

afterEach(() => {
  expect(program.printed).not.toContain("canary");
});

test("one that the program rotates is said in the preview and in the up", async () => {
  program.write(contact("canary-two"));
  const said = /contact "oncall" \(id [\w-]+\) differs in webhook\.token: secret, so no value is shown\./;
  expect(await program.pulumi("preview --diff")).toMatch(said);
  expect(await program.up()).toMatch(said);
  expect(await program.pulumi("preview --diff")).not.toMatch(said);
});

test("one that somebody redirected by hand is said in the drift report, and in the refresh", async () => {
  const Id = program.emulator.contacts()[0]?.Id ?? "";
  const Webhook = { Address: "https://example.com/canary-elsewhere", Token: "canary-two" };
  await program.emulator.act("UpdateContact", { Id, Webhook });
  const said = /contact "oncall" \(id [\w-]+\) differs in webhook\.address: secret, so no value is shown\./g;
  const report = await program.pulumi("preview --refresh --diff --expect-no-changes", { expectFailure: true });
  expect(report.match(said)).toHaveLength(1);
  expect(await program.pulumi("refresh --yes --skip-preview --diff")).toMatch(said);
  expect(await program.pulumi("preview --diff")).toMatch(said);
});
