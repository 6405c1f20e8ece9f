import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { contactGroup } from "../../provider/resources/contact-group";
import { checkContact } from "../../provider/resources/contact/check";
import { CONTACTS_ODD, CONTACTS_REFUSED, GROUPS_REFUSED } from "./cases";
import { contactGroupPage } from "./contact-group-page";
import { contactPage } from "./contact-page";
import { functionsPage } from "./functions-page";
import { read, ROOT } from "./markdown";

test.each([
  ["docs/contact.md", contactPage],
  ["docs/contact-group.md", contactGroupPage],
  ["docs/functions.md", functionsPage],
])("%s says what the docstrings and the code say (UPDATE_DOCS=1 writes it anew)", async (path, write) => {
  const page = await write();
  if (process.env.UPDATE_DOCS === "1") writeFileSync(join(ROOT, path), page);
  expect(read(path)).toBe(page);
});

test("the examples of faults are refused, and those of warnings are not", () => {
  expect(CONTACTS_REFUSED.filter((args) => checkContact(args).failures.length === 0)).toEqual([]);
  expect(CONTACTS_ODD.filter((args) => checkContact(args).failures.length > 0)).toEqual([]);
  expect(CONTACTS_ODD.filter((args) => checkContact(args).warnings.length !== 1)).toEqual([]);
  expect(GROUPS_REFUSED.filter((args) => contactGroup.check({ ...args }, {}).failures.length === 0)).toEqual([]);
});
