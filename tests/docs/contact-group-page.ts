/**
 * Writes docs/contact-group.md: types and sentences out of the docstrings of `provider/resources/contact-group/types.ts` and
 * `sdk/contact-group.ts`, faults out of the check itself.
 */
import { contactGroup } from "../../provider/resources/contact-group";
import { GROUPS_REFUSED } from "./cases";
import { declarations, declared, without } from "./declarations";
import { argument, bullets, literal, output, page, sentences, table, usage, writtenBy } from "./page";

export function contactGroupPage(): string {
  const types = declarations("provider/resources/contact-group/types.ts");
  const group = declared(declarations("sdk/contact-group.ts"), "ContactGroup");
  const args = declared(types, "ContactGroupProperties");
  return page("docs/contact-group.md", [
    "# vmp.ContactGroup",
    writtenBy("contact-group-page.ts"),
    group.text,
    group.example,
    usage("ContactGroup"),
    "## Membership",
    group.remarks,
    "## Arguments",
    ...args.members.flatMap((member) => argument(member, types)),
    "## Outputs",
    "All arguments, and:",
    bullets(without(group, args).map(output)),
    "## Faults",
    "Found in `pulumi preview`, without keys and without a network, all of them at once. Most of them, by example:",
    table(
      ["arguments", "what is said"],
      GROUPS_REFUSED.map((args) => [literal(args), sentences(contactGroup.check({ ...args }, {}).failures)]),
    ),
    "Ids that are not known yet, of contacts that the same run makes, pass. Whether a contact has an id is for VMP to say: an id that it does not know is `InvalidParameter.ContactIds` in `pulumi up`.",
  ]);
}
