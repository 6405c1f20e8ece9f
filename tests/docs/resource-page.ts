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
import { declarations, declared, type Member } from "../../tools/plugin/declarations";
import { fileName, tableOf } from "../../tools/plugin/schema";
import { argument, bullets, literal, output, page, sentences, table, writtenBy } from "./page";
import { type BeforeNotices, CHINESE, ENGLISH, translated, type Translation, type Words } from "./words";

/** What is said of one type alone. */
export interface Chapters {
  refused: object[];
  odd?: object[];
  afterFaults: string;
  afterSecrets?: string[];
  afterWarnings?: string[];
  /** Where there is a Chinese page: what the docstrings say, in Chinese. */
  chinese?: Translation;
}

const OBSERVED =
  '"Observed" is what the API reference does not say, and the vendor\'s own providers show: it may be otherwise.';

export function resourcePage(type: ResourceType, chapters: Chapters): string {
  const file = fileName(type);
  const { text, remarks } = declared(declarations(`sdk/${file}.ts`), type.name);
  const said = members(type);
  const more = [
    JSON.stringify(said).includes("Observed") ? OBSERVED : "",
    ...(remarks === "" ? [] : ["## Membership", remarks]),
  ];
  const head = [chapters.chinese ? `[中文](zh-CN/${file}.md)` : "", writtenBy("resource-page.ts"), text];
  return write(type, chapters, ENGLISH, { head, more, ...said });
}

export function chinesePage(type: ResourceType, { chinese, ...chapters }: Chapters & { chinese: Translation }): string {
  const file = fileName(type);
  const { arguments: fields, outputs } = members(type);
  const source = `tests/docs/zh-CN/${file}.ts`;
  return write(type, { ...chapters, ...chinese, afterWarnings: contactNotices(chinese.notices) }, CHINESE, {
    head: [`[English](../${file}.md)`, writtenBy("resource-page.ts", source), chinese.text],
    more: [],
    arguments: translated(fields, chinese.fields),
    outputs: translated(outputs, chinese.outputs),
  });
}

/** What of a page is in one language from the start. */
interface Said {
  head: string[];
  more: string[];
  arguments: Member[];
  outputs: Member[];
}

/** What the docstrings say of the arguments and the outputs. */
export function members(type: ResourceType): Pick<Said, "arguments" | "outputs"> {
  const rows = declarations(tableOf(type));
  const outputs = declared(rows, "outputs").members.filter(({ name }) => !type.outputs[name]?.internal);
  // Of an output that is an object, the page says in one sentence what it holds.
  return { arguments: declared(rows, "fields").members, outputs: outputs.map((each) => ({ ...each, members: [] })) };
}

function write(type: ResourceType, chapters: Chapters, words: Words, said: Said): string {
  const file = fileName(type);
  const { example } = declared(declarations(`sdk/${file}.ts`), type.name);
  const secrets = secretPaths(type.fields);
  const { headings } = words;
  return page(`${words.folder}/${file}.md`, [
    `# vmp.${type.name}`,
    ...said.head,
    example,
    words.usage(type.name),
    ...said.more,
    `## ${headings.arguments}`,
    ...said.arguments.flatMap((member) => argument(member, words)),
    `## ${headings.outputs}`,
    words.outputs,
    bullets(said.outputs.map((member) => output(member, words))),
    ...(secrets.length === 0
      ? []
      : [
          `## ${headings.secrets}`,
          words.secrets,
          bullets(secrets.map((path) => `\`${path}\``)),
          ...(chapters.afterSecrets ?? []),
        ]),
    `## ${headings.faults}`,
    words.faults,
    table(
      words.columns,
      chapters.refused.map((args) => [literal(args), sentences(check(type, args).failures)]),
    ),
    chapters.afterFaults,
    ...(chapters.odd
      ? [
          `## ${headings.warnings}`,
          words.warnings,
          table(
            words.columns,
            chapters.odd.map((args) => [literal(args), sentences(check(type, args).warnings)]),
          ),
          ...(chapters.afterWarnings ?? []),
        ]
      : []),
  ]);
}

const quoted = (notice: string): string => `> ${notice.replaceAll("<", "\\<")}`;

/** The warnings of a contact that come from the service. */
export function contactNotices([notSent, one, several, kept]: BeforeNotices): string[] {
  const contact = { name: "oncall", email: "a@example.com" };
  const subject = 'contact "oncall"';
  const notConfirmed = unconfirmed(subject, { ...contact, emailActive: false }, Date.now());
  const together = new Map([
    ["inTime", [subject, 'contact "second"']],
    ["late", ['contact "third"']],
  ]);
  return [
    notSent,
    ...mailNotices(subject, contact, { sendStatus: "MessageFailed.Email" }).map(quoted),
    one,
    quoted(notConfirmed?.sentence ?? ""),
    several,
    quoted(notConfirmed?.together(together) ?? ""),
    kept,
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
