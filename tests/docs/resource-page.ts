/**
 * Writes the page of each resource type: types and sentences out of the tables of the resource types and the
 * docstrings of `sdk/`, faults and warnings out of the check itself.
 */
import { secretPaths } from "../../provider/fields/secrets";
import { check } from "../../provider/lifecycle/lifecycle";
import type { ResourceType } from "../../provider/lifecycle/resource-type";
import { Holders } from "../../provider/lifecycle/holders";
import { mailNotices } from "../../provider/resources/contact/mail";
import { withoutKept } from "../../provider/resources/contact/removals";
import { oddLevels } from "../../provider/resources/reach";
import { unconfirmed } from "../../provider/resources/contact/unconfirmed";
import { declarations, declared } from "../../tools/plugin/declarations";
import { fileName, tableOf } from "../../tools/plugin/schema";
import { argument, bullets, literal, output, page, sentences, table, usage, writtenBy } from "./page";

/** What is said of one type alone. */
export interface Chapters {
  refused: object[];
  odd?: object[];
  afterFaults: string;
  afterSecrets?: string[];
  afterWarnings?: string[];
}

export function resourcePage(type: ResourceType, chapters: Chapters): string {
  const file = fileName(type);
  const { text, example, remarks } = declared(declarations(`sdk/${file}.ts`), type.name);
  const rows = declarations(tableOf(type));
  const shown = declared(rows, "outputs").members.filter(({ name }) => !type.outputs[name]?.internal);
  const secrets = secretPaths(type.fields);
  return page(`docs/${file}.md`, [
    `# vmp.${type.name}`,
    writtenBy("resource-page.ts"),
    text,
    example,
    usage(type.name),
    ...(remarks === "" ? [] : ["## Membership", remarks]),
    "## Arguments",
    ...declared(rows, "fields").members.flatMap(argument),
    "## Outputs",
    "The arguments that VMP keeps, and:",
    bullets(shown.map(output)),
    ...(secrets.length === 0
      ? []
      : [
          "## Secrets",
          "Encrypted in the state, whether or not the program marks them as secrets:",
          bullets(secrets.map((path) => `\`${path}\``)),
          ...(chapters.afterSecrets ?? []),
        ]),
    "## Faults",
    "Found in `pulumi preview`, without keys and without a network, all of them at once. Most of them, by example:",
    table(
      ["arguments", "what is said"],
      chapters.refused.map((args) => [literal(args), sentences(check(type, args).failures)]),
    ),
    chapters.afterFaults,
    ...(chapters.odd
      ? [
          "## Warnings",
          "Legal, but odd. They are shown, and nothing stops:",
          table(
            ["arguments", "what is said"],
            chapters.odd.map((args) => [literal(args), sentences(check(type, args).warnings)]),
          ),
          ...(chapters.afterWarnings ?? []),
        ]
      : []),
  ]);
}

const quoted = (notice: string): string => `> ${notice.replaceAll("<", "\\<")}`;

/** The warnings of a contact that come from the service. */
export function contactNotices(): string[] {
  const contact = { name: "oncall", email: "a@example.com" };
  const subject = 'contact "oncall"';
  const notConfirmed = unconfirmed(subject, { ...contact, emailActive: false }, Date.now());
  const together = new Map([
    ["inTime", [subject, 'contact "second"']],
    ["late", ['contact "third"']],
  ]);
  return [
    "When VMP sent no validation mail. The contact exists all the same:",
    ...mailNotices(subject, contact, { sendStatus: "MessageFailed.Email" }).map(quoted),
    "When a refresh finds an address that nobody confirmed:",
    quoted(notConfirmed?.sentence ?? ""),
    "When it finds several, all of them in one warning:",
    quoted(notConfirmed?.together(together) ?? ""),
    "When an e-mail address or a phone number was taken out of the program and VMP does not let go of it:",
    ...withoutKept(subject, contact, { removed: { email: contact.email } }).notices.map(quoted),
  ];
}

/** The warnings of a notify policy that come from the rest of the program. */
export function levelWarnings(): string[] {
  const [group, contact] = ["team", "oncall"];
  const levels = [{ level: "P0", contactGroupIds: [group], channels: ["Email", "Webhook"] }];
  const said = (contactIds: string[]): string[] => {
    const program = new Holders();
    const email = "oncall@example.com";
    program.declare("contact group", group, { inputs: { contactIds }, state: {} });
    program.declare("contact", contact, { inputs: { email }, state: { email, emailActive: false } });
    return oddLevels(levels, program).map(({ path, message }) => quoted(`${path} ${message}`));
  };
  return [
    "Where the program has all groups of a level, with their `contactIds`, and all those contacts, and their ids are known, it is also looked at who is told. What is somebody else's, or not known yet, is not warned of; so the first preview says none of this:",
    ...said([contact]),
    ...said([]),
  ];
}
