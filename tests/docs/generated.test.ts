import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../../provider/lifecycle/lifecycle";
import type { ResourceType } from "../../provider/lifecycle/resource-type";
import { RESOURCE_TYPES } from "../../provider/resources";
import {
  CONTACTS_ODD,
  CONTACTS_REFUSED,
  GROUPS_ODD,
  GROUPS_REFUSED,
  GROUP_POLICIES_REFUSED,
  NOTIFY_POLICIES_ODD,
  NOTIFY_POLICIES_REFUSED,
  SILENCE_POLICIES_ODD,
  SILENCE_POLICIES_REFUSED,
  NOTIFY_TEMPLATES_ODD,
  NOTIFY_TEMPLATES_REFUSED,
} from "./cases";
import type { Member } from "../../tools/plugin/declarations";
import { fileName } from "../../tools/plugin/schema";
import { functionsPage } from "./functions-page";
import { read, ROOT } from "./markdown";
import { rosterSchema } from "./roster-schema";
import { type Chapters, chinesePage, contactNotices, levelWarnings, members, resourcePage } from "./resource-page";
import { CONTACT_IN_CHINESE } from "./zh-CN/contact";

const CHAPTERS: Record<string, Chapters> = {
  Contact: {
    refused: CONTACTS_REFUSED,
    odd: CONTACTS_ODD,
    afterSecrets: [
      "As outputs, the whole `webhook`, `larkBotWebhook`, `dingTalkBotWebhook` and `weComBotWebhook` are secret. An unknown property, such as a misspelt one, is treated as a secret too.",
      "A secret that a refresh finds at VMP and the program never had is shown as `(found at VMP, hidden)` in the inputs; its value is kept encrypted in the outputs.",
    ],
    afterFaults:
      "Every text is checked for control characters and broken Unicode, and lists for repeated entries. A value that is not known yet passes.",
    afterWarnings: contactNotices([
      "When VMP sent no validation mail. The contact exists all the same:",
      "When a refresh finds an address that nobody confirmed:",
      "When it finds several, all of them in one warning:",
      "When an e-mail address or a phone number was taken out of the program and VMP does not let go of it:",
    ]),
    chinese: CONTACT_IN_CHINESE,
  },
  ContactGroup: {
    refused: GROUPS_REFUSED,
    odd: GROUPS_ODD,
    afterFaults:
      "Ids that are not known yet, of contacts that the same run makes, pass. Whether a contact has an id is for VMP to say: an id that it does not know is `InvalidParameter.ContactIds` in `pulumi up`.",
  },
  NotifyPolicy: {
    refused: NOTIFY_POLICIES_REFUSED,
    odd: NOTIFY_POLICIES_ODD,
    afterFaults: "Ids that are not known yet, of groups that the same run makes, pass.",
    afterWarnings: levelWarnings(),
  },
  NotifyTemplate: {
    refused: NOTIFY_TEMPLATES_REFUSED,
    odd: NOTIFY_TEMPLATES_ODD,
    afterFaults:
      "Go's braces, each `if`, `range`, `with`, `block` and `define` with its `end` and its name, variables such as `$x`, numbers, texts in quotes, and where a `break` stands, are looked at; functions, fields of variables and what stands inside of a `range` or a `with` pass. A line break at the end of a text is a fault: in YAML, write `|-` instead of `|`.",
  },
  NotifyGroupPolicy: {
    refused: GROUP_POLICIES_REFUSED,
    afterFaults:
      "VMP publishes no limits of the three times. One that it does not take is `InvalidParameter` in `pulumi up`, and so is a name.",
  },
  SilencePolicy: {
    refused: SILENCE_POLICIES_REFUSED,
    odd: SILENCE_POLICIES_ODD,
    afterFaults:
      "A time zone is one that this Node knows. Whether a regular expression is one is for VMP to say, in `pulumi up`.",
  },
};

/** @throws where a resource type has no page */
function chaptersOf({ name }: ResourceType): Chapters {
  const chapters = CHAPTERS[name];
  if (!chapters) throw new Error(`vmp.${name} has no page: add its chapters here.`);
  return chapters;
}

const PAGES: [path: string, write: () => string | Promise<string>][] = RESOURCE_TYPES.flatMap((type) => {
  const chapters = chaptersOf(type);
  const { chinese } = chapters;
  const file = `${fileName(type)}.md`;
  const english = [`docs/${file}`, () => resourcePage(type, chapters)] as [string, () => string];
  return chinese ? [english, [`docs/zh-CN/${file}`, () => chinesePage(type, { ...chapters, chinese })]] : [english];
});

test.each([
  ...PAGES,
  ["docs/functions.md", functionsPage] as const,
  ["examples/roster/roster.schema.json", rosterSchema] as const,
])("%s says what the docstrings and the code say (UPDATE_DOCS=1 writes it anew)", async (path, write) => {
  const page = await write();
  if (process.env.UPDATE_DOCS === "1") writeFileSync(join(ROOT, path), page);
  expect(read(path)).toBe(page);
});

test.each(RESOURCE_TYPES)("the examples of faults of vmp.$name are refused, and those of warnings are not", (type) => {
  const { refused, odd = [] } = chaptersOf(type);
  expect(refused.filter((args) => check(type, args).failures.length === 0)).toEqual([]);
  expect(odd.filter((args) => check(type, args).failures.length > 0)).toEqual([]);
  expect(odd.filter((args) => check(type, args).warnings.length !== 1)).toEqual([]);
});

test("no Chinese text is of a field or an output that there is not", () => {
  const paths = (list: Member[], prefix = ""): string[] =>
    list.flatMap((member) => [prefix + member.name, ...paths(member.members, `${prefix}${member.name}.`)]);
  for (const type of RESOURCE_TYPES) {
    const { fields, outputs } = chaptersOf(type).chinese ?? {};
    if (!fields || !outputs) continue;
    const there = members(type);
    expect(Object.keys(fields)).toEqual(paths(there.arguments));
    expect(Object.keys(outputs)).toEqual(paths(there.outputs));
  }
});
