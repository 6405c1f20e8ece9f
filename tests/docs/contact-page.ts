/**
 * Writes docs/contact.md: types and sentences out of the docstrings of `provider/resources/contact/types.ts` and
 * `sdk/contact.ts`, secrets out of the table of fields, faults and warnings out of the check itself.
 */
import { checkContact } from "../../provider/resources/contact/check";
import { FIELDS } from "../../provider/resources/contact/fields";
import { mailNotices } from "../../provider/resources/contact/outputs";
import { withoutKept } from "../../provider/resources/contact/update";
import { unconfirmedNotices } from "../../provider/resources/contact/validation";
import { CONTACTS_ODD, CONTACTS_REFUSED } from "./cases";
import { declarations, declared, without } from "./declarations";
import { argument, bullets, literal, output, page, secretPaths, sentences, table, usage, writtenBy } from "./page";

export function contactPage(): string {
  const types = declarations("provider/resources/contact/types.ts");
  const contact = declared(declarations("sdk/contact.ts"), "Contact");
  const args = declared(types, "ContactProperties");
  return page("docs/contact.md", [
    "# vmp.Contact",
    writtenBy("contact-page.ts"),
    contact.text,
    contact.example,
    usage("Contact"),
    "## Arguments",
    ...args.members.flatMap((member) => argument(member, types)),
    "## Outputs",
    "All arguments, and:",
    bullets(without(contact, args).map(output)),
    "## Secrets",
    "Encrypted in the state, whether or not the program marks them as secrets:",
    bullets(secretPaths(FIELDS).map((path) => `\`${path}\``)),
    "As outputs, the whole `webhook`, `larkBotWebhook`, `dingTalkBotWebhook` and `weComBotWebhook` are secret. An unknown property, such as a misspelt one, is treated as a secret too.",
    "A secret that a refresh finds at VMP and the program never had is shown as `(found at VMP, hidden)` in the inputs; its value is kept encrypted in the outputs.",
    "## Faults",
    "Found in `pulumi preview`, without keys and without a network, all of them at once. Most of them, by example:",
    table(
      ["arguments", "what is said"],
      CONTACTS_REFUSED.map((args) => [literal(args), sentences(checkContact(args).failures)]),
    ),
    "Every text is checked for control characters and broken Unicode, and lists for repeated entries. A value that is not known yet passes.",
    "## Warnings",
    "Legal, but odd. They are shown, and nothing stops:",
    table(
      ["arguments", "what is said"],
      CONTACTS_ODD.map((args) => [literal(args), sentences(checkContact(args).warnings)]),
    ),
    "When VMP sent no validation mail. The contact exists all the same:",
    ...mailNotices({ name: "oncall", email: "a@example.com" }, { SendStatus: "MessageFailed.Email" }).map(
      (notice) => `> ${notice}`,
    ),
    "When a refresh finds an address that nobody confirmed:",
    ...unconfirmedNotices({ name: "oncall", email: "a@example.com", emailActive: false }).map(
      (notice) => `> ${notice}`,
    ),
    "When an e-mail address or a phone number was taken out of the program and VMP does not let go of it:",
    ...withoutKept({ name: "oncall", email: "a@example.com" }, { removed: { email: "a@example.com" } }).notices.map(
      (notice) => `> ${notice.replaceAll("<", "\\<")}`,
    ),
  ]);
}
