/**
 * VMP's own tests of a contact's channels: each bot and webhook is called with a test message, and an e-mail address is
 * asked about with the validation mail, which VMP does not send to one that is confirmed.
 */
import { requestIdOf } from "../../provider/client/call/answer";
import { VmpError } from "../../provider/client/errors";
import type { Listed } from "../../provider/client/records/whole";
import type { Client } from "../../provider/client/types";
import { UNSEEN, withoutUnseen } from "../../provider/fields/masks";
import { createBody, fromApi } from "../../provider/fields/wire";
import { purposeOf } from "../../provider/lifecycle/operation";
import { CONTACT } from "../../provider/resources/contact";
import { TESTABLE, testWebhook } from "../../provider/resources/contact/connectivity";
import { CONFIRMED, mailOutputs, SENT } from "../../provider/resources/contact/mail";
import { mailCall } from "../../provider/resources/contact/validation";
import { isRecord, type JsonObject, own, text } from "../../provider/values";
import { survey } from "../account/survey";
import { channelCalled } from "../account/road";

export interface Tested {
  /** `undefined`: VMP has no test of it. */
  works: boolean | undefined;
  /** What came back. Never a secret. */
  says: string;
}

export interface ChannelTest {
  /** As people call it: `WeCom`. */
  channel: string;
  /** Whether somebody gets a message. */
  sends: boolean;
  run: () => Promise<Tested>;
}

/** @param contact as its Get action answers */
export function channelTests(client: Client, contact: Listed & { Name: string }): ChannelTest[] {
  const { Id: id, Name: name } = contact;
  const known = { name, ...fromApi(CONTACT.fields, contact, UNSEEN) };
  const body = createBody(CONTACT.fields, withoutUnseen(CONTACT.fields, known));
  const purpose = (verb: string): ReturnType<typeof purposeOf> =>
    purposeOf({ deadline: Infinity, secrets: [] }, `test the ${verb} of`, CONTACT, id, known);

  const email = text(own(known, "email"));
  const ofEmail: ChannelTest[] =
    email === undefined
      ? []
      : [{ channel: "e-mail", sends: true, run: () => testMail(client, email, purpose("e-mail")) }];
  const ofWebhooks = TESTABLE.filter(([property]) => property in known).map((testable): ChannelTest => {
    const [property, { api, test }] = testable;
    const channel = channelCalled(api);
    const hidden = hiddenOf(contact, property);
    if (hidden.length > 0) {
      return without(channel, false, `VMP does not show its ${hidden.join(" and ")}, which a test needs`);
    }
    const webhook = own(body, api);
    const run = (): Promise<Tested> =>
      said(async () => {
        const purposed = purpose(test.noun);
        const requestId = await testWebhook(
          client,
          testable,
          isRecord(webhook) ? (webhook as JsonObject) : {},
          purposed,
        );
        return { works: true, says: `took the message${inBrackets(...requestText(requestId))}` };
      });
    return { channel, sends: true, run };
  });
  const ofPhone = "phoneNumber" in known ? [without("phone", undefined, "VMP has no test of it")] : [];
  return [...ofEmail, ...ofWebhooks, ...ofPhone];
}

function without(channel: string, works: Tested["works"], says: string): ChannelTest {
  return { channel, sends: false, run: async () => ({ works, says }) };
}

/** The members that a test needs and that nobody here knows. */
function hiddenOf(contact: JsonObject, property: string): string[] {
  return survey(CONTACT, contact)
    .filter(({ steps, masked, leftOut }) => steps[0] === property && (masked || (leftOut && steps[1] === "address")))
    .map(({ steps }) => String(steps[1]));
}

function testMail(client: Client, email: string, purpose: ReturnType<typeof purposeOf>): Promise<Tested> {
  return said(async () => {
    const answer = await client.call(mailCall(email, purpose));
    const { sendStatus = "no SendStatus", sendMessage } = mailOutputs(answer, 0, purpose.secrets);
    const words =
      MAIL[sendStatus] ?? `the validation mail was not sent${sendMessage === undefined ? "" : `: ${sendMessage}`}`;
    const request = requestText(requestIdOf(answer, purpose.secrets));
    return { works: sendStatus === CONFIRMED, says: `${words}${inBrackets(sendStatus, ...request)}` };
  });
}

const MAIL: Partial<Record<string, string>> = {
  [CONFIRMED]: "its owner has confirmed the address",
  [SENT]:
    "nobody has confirmed the address, so no alert reaches it; the validation mail was sent again, and its owner has " +
    "24 hours for the link in it",
};

/** A failure as what it says, without the beginning, which is the same for all. */
async function said(test: () => Promise<Tested>): Promise<Tested> {
  try {
    return await test();
  } catch (error) {
    if (!(error instanceof VmpError)) throw error;
    return { works: false, says: `failed: ${error.message.slice(`${error.task}: `.length)}` };
  }
}

function requestText(id: string | undefined): string[] {
  return id === undefined ? [] : [`request ${id}`];
}

function inBrackets(...parts: string[]): string {
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
