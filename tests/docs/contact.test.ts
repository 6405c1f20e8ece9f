import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkContact } from "../../provider/contact/check";
import { ODD, REFUSED } from "./contact-cases";
import { contactPage } from "./contact-page";
import { read, ROOT } from "./markdown";

const PAGE = "docs/contact.md";

test("docs/contact.md says what the docstrings and the check say (UPDATE_DOCS=1 writes it anew)", () => {
  const page = contactPage();
  if (process.env.UPDATE_DOCS === "1") writeFileSync(join(ROOT, PAGE), page);
  expect(read(PAGE)).toBe(page);
});

test("its examples of faults are refused, and those of warnings are not", () => {
  expect(REFUSED.filter((args) => checkContact(args).failures.length === 0)).toEqual([]);
  expect(ODD.filter((args) => checkContact(args).failures.length > 0)).toEqual([]);
  expect(ODD.filter((args) => checkContact(args).warnings.length !== 1)).toEqual([]);
});
