/** The address that its owner has not confirmed, and what a refresh says of it. */
import { unconfirmed } from "../../../../provider/resources/contact/unconfirmed";
import type { ContactState } from "../../../../provider/resources/contact/table";
import { closeAll } from "../../client/server";
import { contact, actionsOf, contextFor, openEmulator } from "../../support";

afterEach(closeAll);

const HOUR = 3_600_000;
const SUBJECT = 'contact "oncall"';
const INPUTS = { name: "oncall", email: "oncall@example.com" };
const NOT_KNOWN =
  "When its validation mail went out is not known here, and so not whether its 24 hours are over. Have its owner click " +
  'the link in the mail; where the link has run out, give resendValidation a new value and run "pulumi up": that sends ' +
  "another one.";

describe("an address that is not confirmed", () => {
  const now = Date.parse("2026-03-02T10:00:00.123Z");
  const ago = (ms: number): string => new Date(now - ms).toISOString();
  const again = 'give resendValidation a new value and run "pulumi up": that sends another one.';

  test.each<[string, Partial<ContactState>, "inTime" | "late" | "unknown", string]>([
    [
      "a mail of an hour ago",
      { validationSentTime: ago(HOUR) },
      "inTime",
      "The validation mail went out at 2026-03-02T09:00:00Z, and its 24 hours are not over. Have its owner click the " +
        "link in the mail before 2026-03-03T09:00:00Z.",
    ],
    [
      "a mail whose 24 hours end now",
      { validationSentTime: ago(24 * HOUR) },
      "late",
      `The validation mail went out at 2026-03-01T10:00:00Z, and its 24 hours are over. To go on, ${again}`,
    ],
    [
      "a mail that is younger than the contact",
      { validationSentTime: ago(24 * HOUR - 1), createTime: ago(99 * HOUR) },
      "inTime",
      "The validation mail went out at 2026-03-01T10:00:00Z, and its 24 hours are not over. Have its owner click the " +
        "link in the mail before 2026-03-02T10:00:00Z.",
    ],
    [
      "a mail that VMP could not send",
      { sendStatus: "MessageFailed.Email", createTime: ago(HOUR) },
      "late",
      `VMP could not send the validation mail (MessageFailed.Email). To have it tried again, ${again}`,
    ],
    [
      "a contact of almost 24 hours ago",
      { createTime: ago(24 * HOUR - 1) },
      "inTime",
      "The contact was made at 2026-03-01T10:00:00Z, so the 24 hours of its validation mail are not over. Have its " +
        "owner click the link in the mail.",
    ],
    [
      "a contact of 24 hours ago",
      { createTime: ago(24 * HOUR) },
      "late",
      "The contact was made at 2026-03-01T10:00:00Z, so the 24 hours of its validation mail are over, if no other was " +
        `sent since. To go on, ${again}`,
    ],
    [
      "an address that is younger than the contact",
      { createTime: ago(HOUR), emailChanged: true },
      "unknown",
      NOT_KNOWN,
    ],
    ["no time that can be read", { createTime: "yesterday" }, "unknown", NOT_KNOWN],
  ])("%s", (_case, known, kind, whatToDo) => {
    expect(unconfirmed(SUBJECT, { ...INPUTS, ...known, emailActive: false }, now)).toMatchObject({
      sentence: `contact "oncall": its e-mail address is not confirmed, so no alert reaches it. ${whatToDo}`,
      kind,
      subject: SUBJECT,
    });
  });

  test("is not warned of where there is none, or nothing is known of it", () => {
    expect(unconfirmed(SUBJECT, { name: "oncall", emailActive: false }, Date.now())).toBeUndefined();
    expect(unconfirmed(SUBJECT, INPUTS, Date.now())).toBeUndefined();
    expect(unconfirmed(SUBJECT, { ...INPUTS, emailActive: true }, Date.now())).toBeUndefined();
  });

  test("several are one sentence: who has what to do, and no more than fifty by name", () => {
    const named = (kind: string, count: number): [string, string[]] => [
      kind,
      Array.from({ length: count }, (_, number) => `contact "${kind}-${number}"`),
    ];
    const [one] = [unconfirmed(SUBJECT, { ...INPUTS, emailActive: false }, Date.now())];
    expect(one?.together(new Map([named("late", 2), named("inTime", 1)]))).toBe(
      "the e-mail addresses of 3 contacts are not confirmed, so no alert reaches them. " +
        'Their 24 hours are not over: have their owners click the link in the mail of contact "inTime-0". ' +
        'There is no mail to go by any more: give resendValidation a new value and run "pulumi up" for ' +
        'contact "late-0", contact "late-1".',
    );
    expect(one?.together(new Map([named("unknown", 52)]))).toMatch(
      /^the e-mail addresses of 52 contacts are not confirmed, so no alert reaches them\. It is not known whether their 24 hours are over: have their owners click the link, and where it has run out, give resendValidation a new value and run "pulumi up", for contact "unknown-0", .*, contact "unknown-49" and 2 more\.$/,
    );
    expect(one?.together(new Map([named("unknown", 50)]))).toMatch(/, contact "unknown-49"\.$/);
    const [kind, subjects] = named("inTime", 11);
    expect(one?.together(new Map([[kind, subjects.toReversed()]]))).toMatch(
      /the mail of contact "inTime-0", contact "inTime-1", contact "inTime-2", .*, contact "inTime-10"\.$/,
    );
  });
});

describe("a refresh", () => {
  test("follows the confirmation, which is no change, and warns until then", async () => {
    const emulator = await openEmulator();
    const context = contextFor(emulator);
    const { id, properties } = await contact.create(context, INPUTS);
    const before = await contact.read(context, id, properties);
    expect(before).toMatchObject({
      properties: { emailActive: false },
      notices: [],
      alike: { sentence: expect.stringContaining("not over") as string },
    });
    emulator.confirmEmail("oncall@example.com");
    const after = await contact.read(context, id, before?.properties ?? {});
    expect(after).toMatchObject({ properties: { ...properties, emailActive: true }, notices: [], alike: undefined });
    for (const found of [before, after]) expect(found).not.toHaveProperty("inputs");
    expect(contact.diff(after?.properties ?? {}, INPUTS)).toEqual([]);
  });

  test("forgets the mail of an address that was changed by hand, and the mail of the right one is known again", async () => {
    const emulator = await openEmulator();
    const context = contextFor(emulator);
    const { id, properties } = await contact.create(context, INPUTS);
    await emulator.act("UpdateContact", { Id: id, Email: "by-hand@example.com" });
    const found = await contact.read(context, id, properties);
    expect(found?.properties).not.toHaveProperty("validationSentTime");
    expect(found?.alike?.sentence).toContain("is not known here");
    const inputs = { ...INPUTS, email: "third@example.com" };
    const updated = await contact.update(context, id, found?.properties ?? {}, inputs);
    const again = await contact.read(context, id, updated.properties);
    expect(again?.alike?.sentence).toContain("are not over");
  });

  test("of a contact that was taken over goes by its age", async () => {
    let ahead = -25 * HOUR;
    const emulator = await openEmulator({ now: () => Date.now() + ahead });
    await emulator.act("CreateContact", { Name: "oncall", Email: "oncall@example.com" });
    ahead = 0;
    const context = contextFor(emulator, { adoptExisting: true });
    const { id, properties } = await contact.create(context, INPUTS);
    expect((await contact.read(context, id, properties))?.alike?.sentence).toContain(
      "are over, if no other was sent since",
    );
    expect(actionsOf(emulator)).toEqual(["ListContacts", "GetContact", "GetContact"]);
  });

  test("of one that was taken over with another address does not", async () => {
    let ahead = -25 * HOUR;
    const emulator = await openEmulator({ now: () => Date.now() + ahead });
    await emulator.act("CreateContact", { Name: "oncall", Email: "before@example.com" });
    ahead = 0;
    emulator.behaviour.validationMail = "failed";
    const context = contextFor(emulator, { adoptExisting: true });
    const { id, properties } = await contact.create(context, INPUTS);
    const silent = { ...properties, sendStatus: "" };
    expect((await contact.read(context, id, silent))?.alike?.sentence).toContain("is not known here");
  });
});
