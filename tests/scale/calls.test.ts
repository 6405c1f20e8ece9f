/** How many calls a run makes: counted at the emulator, through the real engine at its parallelism on two cores. */
import { OPTIONAL_FIELDS } from "../support/contacts";
import { type Contacts, Program } from "../e2e/program";

const CONTACTS = 64;
/** Four are joined into a call, and fewer at the beginning and at the end. */
const FEW = Math.floor(CONTACTS / 3) + 2;
/** So long that the next four are there before an answer, on a busy machine too. */
const FAR_MS = 200;
/** One page of the whole list, and what was asked for before there were several. */
const PAGES = 1 + 2;
const AT_ONCE = { env: { PULUMI_PARALLEL: "8" } };

const { webhook, larkBotWebhook, dingTalkBotWebhook, weComBotWebhook } = OPTIONAL_FIELDS;
const contacts: Contacts = Object.fromEntries(
  Array.from({ length: CONTACTS }, (_, i) => [
    `c${i}`,
    { name: `contact-${i}`, webhook, larkBotWebhook, dingTalkBotWebhook, weComBotWebhook },
  ]),
);

let program: Program;

beforeAll(async () => {
  program = await Program.open();
  program.write(contacts);
});

afterAll(() => program.close());

/** Runs a command, and counts the calls that it makes, by action. */
async function counted(command: string, options: { expectFailure?: boolean } = {}): Promise<Record<string, number>> {
  program.calls();
  await program.pulumi(command, { ...AT_ONCE, ...options });
  const counts: Record<string, number> = {};
  for (const action of program.calls()) counts[action] = (counts[action] ?? 0) + 1;
  return counts;
}

function total(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

test("a preview calls nothing, and an up creates each contact with one call, and reads several with one", async () => {
  expect(await counted("preview")).toEqual({});
  const { CreateContact, ...reads } = await counted("up --yes --skip-preview");
  expect(CreateContact).toBe(CONTACTS);
  expect(Object.keys(reads)).toContain("ListContacts");
  // On a busy machine the engine takes so long from one to the next that few of them wait for each other.
  expect(total(reads)).toBeLessThan(CONTACTS);
});

test("an up without changes calls nothing", async () => {
  expect(await counted("up --yes --skip-preview --expect-no-changes")).toEqual({});
});

test("a refresh reads the first contacts by their ids, and the others as a list", async () => {
  const counts = await counted("refresh --yes --skip-preview --expect-no-changes");
  expect(total(counts)).toBeLessThanOrEqual(PAGES);
  expect(counts.ListContacts).toBeGreaterThan(0);
});

test("an update changes each contact with one call, and reads several of them with another before", async () => {
  const changed = Object.entries(contacts).map(([name, args]) => [name, { ...args, name: `renamed-${name}` }]);
  program.write(Object.fromEntries(changed) as Contacts);
  const { UpdateContact, ...reads } = await counted("up --yes --skip-preview");
  expect(UpdateContact).toBe(CONTACTS);
  expect(total(reads)).toBeLessThan(CONTACTS);
});

test("what happened to one contact in a batch is of that contact alone", async () => {
  const [changed, gone, kept] = program.emulator.contacts();
  await program.emulator.act("UpdateContact", { Id: changed?.Id, Name: "drift" });
  await program.emulator.act("DeleteContacts", { Ids: [gone?.Id] });
  const refresh = await counted("refresh --yes --skip-preview");
  // Both are asked for by themselves, and what is not found is looked for once more.
  expect(total(refresh)).toBeLessThanOrEqual(PAGES + 3);
  expect(program.printed).toMatch(/Resources:\n {4}~ 1 updated\n {4}- 1 deleted\n/);

  program.emulator.behaviour.undeletable = [kept?.Id ?? ""];
  await counted("destroy --yes --skip-preview", { expectFailure: true });
  expect(program.printed).toContain(
    `delete contact "${kept?.Name ?? ""}" (id ${kept?.Id ?? ""}): OperationDenied.InUse`,
  );
  // The engine starts nothing new after a failure, but what was under way with it is done.
  expect(program.emulator.contacts().length).toBeLessThan(CONTACTS - 1);
  program.emulator.behaviour.undeletable = [];
});

test("a destroy deletes four contacts with a call", async () => {
  await program.up();
  expect(program.emulator.contacts()).toHaveLength(CONTACTS);
  program.emulator.behaviour.latencyMs = FAR_MS;
  const counts = await counted("destroy --yes --skip-preview");
  expect(Object.keys(counts)).toEqual(["DeleteContacts"]);
  expect(total(counts)).toBeLessThanOrEqual(FEW);
  expect(program.emulator.contacts()).toEqual([]);
});
