/** The warning of a validation mail that was not sent. */
import { mailNotices } from "../../../../provider/resources/contact/mail";

const CONTACT = { name: "oncall", email: "oncall@example.com" };
const AGAIN = "Give resendValidation a new value to have the mail sent again";

test.each([
  ["MessageFailed.Email", "No such mailbox.", "MessageFailed.Email: No such mailbox.", AGAIN],
  ["MessageFailed.Email", undefined, "MessageFailed.Email", AGAIN],
  [
    "LimitExceeded.Email",
    undefined,
    "LimitExceeded.Email",
    "A mail to this address went out less than a minute ago; if its owner does not have that, give resendValidation " +
      "a new value",
  ],
])("of the status %s and the words %j: why, and what to do", (sendStatus, sendMessage, reason, advice) => {
  expect(mailNotices('contact "oncall"', CONTACT, { sendStatus, sendMessage })).toEqual([
    'contact "oncall" is there, but VMP sent no validation mail to its e-mail address just now ' +
      `(${reason}). Until its owner confirms the address, no alert reaches it. ${advice}.`,
  ]);
});

test("is none where a mail went out, none was needed, or nothing was said of one", () => {
  for (const sendStatus of ["MessageSucceed.Email", "AlreadyActive.Email", undefined]) {
    expect(mailNotices('contact "oncall"', CONTACT, { sendStatus, sendMessage: "Whatever." })).toEqual([]);
  }
  expect(mailNotices('contact "oncall"', { name: "oncall" }, { sendStatus: "MessageFailed.Email" })).toEqual([]);
});
