/** The address that its owner has not confirmed, and what a refresh says of it. */
import { unconfirmed } from "../../../../provider/resources/contact/unconfirmed";
import type { ContactState } from "../../../../provider/resources/contact/table";
import { closeAll } from "../../client/server";
import { contact, actionsOf, contextFor, openEmulator } from "../../support";

afterEach(closeAll);

const HOUR = 3_600_000;
const SUBJECT = 'contact "oncall"';
const INPUTS = { name: "oncall", email: "oncall@example.com" };

describe("an address that is not confirmed", () => {
  const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

  test.each<[string, Partial<ContactState>, RegExp]>([
    [
      "a mail of an hour ago",
      { validationSentTime: ago(HOUR) },
      /went out at .*Z, and its 24 hours are not over\. Have its owner click the link in the mail before /,
    ],
    [
      "a mail of 25 hours ago",
      { validationSentTime: ago(25 * HOUR) },
      /went out at .*Z, and its 24 hours are over\. To go on, give resendValidation a new value/,
    ],
    [
      "a mail that is younger than the contact",
      { validationSentTime: ago(HOUR), createTime: ago(99 * HOUR) },
      /are not over/,
    ],
    [
      "a mail that VMP could not send",
      { sendStatus: "MessageFailed.Email", createTime: ago(HOUR) },
      /VMP could not send the validation mail \(MessageFailed\.Email\)\. To have it tried again, give/,
    ],
    [
      "a contact of an hour ago",
      { createTime: ago(HOUR) },
      /The contact was made at .*Z, so the 24 hours of its validation mail are not over\./,
    ],
    [
      "a contact of 25 hours ago",
      { createTime: ago(25 * HOUR) },
      /The contact was made at .*Z, so the 24 hours .* are over, if no other was sent since\. To go on, give/,
    ],
    [
      "an address that is younger than the contact",
      { createTime: ago(25 * HOUR), emailChanged: true },
      /is not known here.*where the link has run out, give resendValidation/,
    ],
    ["no time that can be read", { createTime: "yesterday" }, /is not known here/],
  ])("%s", (_case, known, sentence) => {
    const notice = unconfirmed(SUBJECT, { ...INPUTS, ...known, emailActive: false }, Date.now())?.sentence;
    expect(notice).toMatch(/^contact "oncall": its e-mail address is not confirmed, so no alert reaches it\. /);
    expect(notice).toMatch(sentence);
    expect(notice).not.toContain("oncall@example.com");
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
    expect(one?.together(new Map([named("unknown", 52)]))).toMatch(/contact "unknown-49" and 2 more\.$/);
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
