/** What is said of a contact before any call: that nobody hears of anything through it. */
import type { Problem } from "../../../../provider/fields/check";
import { reachesSomebody } from "../../../../provider/resources/contact/offline";
import { CONTACT } from "../../../../provider/resources/contact";
import { oddities } from "../../../../provider/lifecycle/lifecycle";
import { OPTIONAL_FIELDS } from "../../../support/contacts";
import { contact } from "../../support";

const { phoneNumber, contactGroupIds, ...channels } = OPTIONAL_FIELDS;
const NOBODY: Problem = {
  path: "",
  message: "has neither an e-mail nor a webhook, so no alert reaches anybody through it",
};

test("a contact without a channel, and one with a phone alone", () => {
  expect(contact.check({ name: "oncall", contactGroupIds }).warnings).toEqual([NOBODY]);
  expect(contact.check({ name: "oncall", phoneNumber }).warnings).toEqual([
    {
      path: "phoneNumber",
      message:
        "is all that it has: VMP calls it for alerts of level P0 alone, and not before its owner has opened the link " +
        "in a text message, within 24 hours; give an e-mail or a webhook too",
    },
  ]);
});

test.each(Object.entries(channels))("%s reaches somebody, whatever else is there", (property, value) => {
  expect(reachesSomebody({ name: "oncall", [property]: value })).toBe(true);
  expect(contact.check({ name: "oncall", phoneNumber, [property]: value }).warnings).toEqual([]);
});

test("a Feishu group that was bound in the console is a channel that no program says", () => {
  const inputs = { name: "oncall" };
  expect(oddities(CONTACT, { larkBot: { chatId: "oc_1", groupName: "", tenantKey: "" } }, inputs)).toEqual([]);
  expect(oddities(CONTACT, {}, inputs)).toEqual([NOBODY]);
});
