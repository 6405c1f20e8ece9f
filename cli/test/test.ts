/** `vmp-contacts test`: has VMP send its own test over each channel of a contact, and says what came back. */
import { readArguments, UsageError } from "../../emulator/arguments";
import type { Records } from "../../provider/client/records/records";
import type { Listed } from "../../provider/client/records/whole";
import { listAll } from "../../provider/lifecycle/list";
import { called } from "../../provider/lifecycle/operation";
import { CONTACT } from "../../provider/resources/contact";
import { text } from "../../provider/values";
import type { Caller } from "../caller";
import { withAccount } from "../account/configuration";
import { confirm } from "./confirm";
import { notThere } from "../text";

export const TEST_HELP = `vmp-contacts test: has VMP send its own test over each channel of a contact, and says what came back.

usage: npx -p pulumi-vmp vmp-contacts test NAME [options]

  --yes   do not ask first; needed where there is no terminal
  --help  show this

Each webhook and bot is posted a test message, which a chat group sees. An e-mail address that nobody has confirmed is
sent the validation mail again; VMP has no other test of one, and none of a phone number. No address and no secret is
shown, and nothing is changed at VMP.

examples:
  npx -p pulumi-vmp vmp-contacts test oncall
  npx -p pulumi-vmp vmp-contacts test oncall --yes

exit codes:
  0  every channel that VMP can test works
  1  one does not, there is none, or the answer was no
  2  called in a wrong way
`;

export interface TestOptions {
  name: string;
  yes: boolean;
}

/** @throws UsageError */
export function readTestOptions(args: string[]): TestOptions | "help" {
  const { values, positionals } = readArguments(args, { yes: "flag", help: "flag" } as const);
  if (values.help) return "help";
  const [name, ...more] = positionals;
  if (name === undefined) throw new UsageError("test needs the name of a contact");
  if (more.length > 0) throw new UsageError(`test takes one contact, and no argument "${more.join(" ")}"`);
  return { name, yes: values.yes ?? false };
}

/** @returns the exit code */
export async function test({ name, yes }: TestOptions, caller: Caller): Promise<number> {
  const { stdin, stdout } = caller;
  if (!yes && stdin.isTTY !== true) {
    throw new UsageError("test sends messages to people: where nobody can be asked, give --yes");
  }
  const { channelTests } = await import("./channel-tests");
  return withAccount(caller, async (client) => {
    const contact = await find(client, name);
    const subject = called({ secrets: [] }, CONTACT, { name }, contact.Id);
    const tests = channelTests(client, contact);
    const over = tests
      .filter(({ sends }) => sends)
      .map(({ channel }) => channel)
      .join(", ");
    const question = `VMP will test ${subject} over ${over}: whoever is there gets a message. Go on?`;
    if (over !== "" && !yes && !(await confirm(question, caller))) throw new Error("nothing was sent");
    stdout.write(`${subject}\n`);
    if (tests.length === 0) stdout.write("  nothing reaches it\n");
    const works: boolean[] = [];
    for (const { channel, run } of tests) {
      const tested = await run();
      if (tested.works !== undefined) works.push(tested.works);
      stdout.write(`  ${channel}: ${tested.says}\n`);
    }
    return works.length > 0 && works.every(Boolean) ? 0 : 1;
  });
}

/** Names are unique: the one of exactly this name, as its Get action answers. */
async function find(client: Records, name: string): Promise<Listed & { Name: string }> {
  const all = await listAll(client, CONTACT, {}, { task: `list ${CONTACT.nouns}` });
  const found = all.find(({ Name }) => Name === name);
  const names = all.flatMap(({ Name }) => text(Name) ?? []);
  if (found === undefined) throw new Error(notThere(CONTACT.noun, name, names));
  const { Id } = found;
  const answer = await client.get(CONTACT, Id, { task: `read ${called({ secrets: [] }, CONTACT, { name }, Id)}` });
  return { ...found, ...answer, Id, Name: name };
}
