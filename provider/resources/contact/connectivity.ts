/**
 * Has VMP call webhooks for a test, such as those that a create or an update changed, and reads what their receivers
 * answered.
 *
 * Source: the API reference of VMP, TestWebhook, TestLarkBotWebhook, TestDingTalkBotWebhook and TestWeComBotWebhook.
 * Each takes the fields of its webhook and posts a message to it: a chat group sees it, so none is repeated blindly.
 */
import { requestIdOf } from "../../client/call/answer";
import { VmpError } from "../../client/errors";
import type { Client, JsonObject, Purpose } from "../../client/types";
import type { Fields, ObjectField } from "../../fields/field";
import { createBody } from "../../fields/wire";
import { type Operation, purposeOf } from "../../lifecycle/operation";
import { foreign, LENGTH } from "../../text/foreign";
import { isRecord, own, text } from "../../values";
import { CONTACT } from "../contact";
import { type ContactProperties, type ContactState, fields } from "./table";

/** A webhook that VMP can be asked to call. */
export type Testable = ObjectField & Required<Pick<ObjectField, "api" | "test">>;

/** All of them, by property. */
export const TESTABLE = Object.entries<Fields[string]>(fields).filter(
  (entry): entry is [string, Testable] => "test" in entry[1],
);

/**
 * Has VMP call a webhook once. A message is posted.
 *
 * @param webhook as the API has it
 * @returns the request's id, where the receiver took the message and VMP gave one
 * @throws VmpError; of code `TestFailed` when VMP made the test and the receiver did not take the message
 */
export async function testWebhook(
  client: Client,
  [property, { api, test }]: [string, Testable],
  webhook: JsonObject,
  purpose: Purpose & { secrets: readonly string[] },
): Promise<string | undefined> {
  const { task, secrets } = purpose;
  const action = `Test${api}`;
  const answer = await client.call({ action, body: webhook, repeatable: false, ...purpose });
  const requestId = requestIdOf(answer, secrets);
  const message = faultOf(test, answer, secrets);
  if (message === undefined) return requestId;
  const next = `Correct ${property}, or what receives its messages.`;
  throw new VmpError({ action, task, code: "TestFailed", message, effect: "none", requestId, next });
}

export interface Tested {
  notices: string[];
  failures: string[];
  /** The webhooks that failed and that the next update has to test again. */
  failedTests?: string[];
}

/**
 * Tests those of the webhooks that are set, as the contact or else the stack says (`testOnApply`). Never throws: what
 * comes before it must not get lost.
 *
 * @param properties those that changed, or that failed the last time
 * @param state what was known before
 */
export async function testWebhooks(
  operation: Operation,
  id: string,
  inputs: ContactProperties,
  properties: string[],
  state: Partial<ContactState> = {},
): Promise<Tested> {
  const wanted = inputs.testOnApply ?? operation.testOnApply;
  const body = createBody(fields, { ...inputs });
  const webhooks = TESTABLE.filter(([property, { api }]) => properties.includes(property) && api in body);
  if (wanted === "off") return { notices: [], failures: [] };

  const test = async (testable: [string, Testable]): Promise<string | undefined> => {
    const [, { api, test: means }] = testable;
    const purpose = purposeOf(operation, `test the ${means.noun} of`, CONTACT, id, inputs, { ...state });
    const webhook = own(body, api);
    try {
      await testWebhook(operation.client, testable, isRecord(webhook) ? (webhook as JsonObject) : {}, purpose);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };

  const faults = await Promise.all(webhooks.map(test));
  const failedTests = webhooks.flatMap(([property], index) => (faults[index] === undefined ? [] : [property]));
  const sentences = faults.filter((fault) => fault !== undefined);
  if (wanted !== "fail") return { notices: sentences, failures: [] };
  const kept = 'The contact is there, as the program says; the next "pulumi up" tests this again.';
  return { notices: [], failures: sentences.map((sentence) => `${sentence} ${kept}`), failedTests };
}

/** A warning that the state still remembers a failed test. */
export function failedNotices(subject: string, { failedTests = [] }: Pick<ContactState, "failedTests">): string[] {
  if (failedTests.length === 0) return [];
  return [
    `${subject}: VMP's test of ${failedTests.join(" and ")} failed at the last "pulumi up"; the next one repeats it.`,
  ];
}

/** What is wrong with the answer; `undefined` when the receiver took the message. */
function faultOf({ noun, bot }: Testable["test"], answer: JsonObject, secrets: readonly string[]): string | undefined {
  const clean = (value: unknown, most: number): string => foreign(text(value) ?? "", secrets, most);
  const status = figure(answer.StatusCode) ?? "0";
  const code = figure(bot && answer[`${bot}Code`]);
  if (/^2\d\d$/.test(status) && (code === undefined || code === "0")) return undefined;

  const parts = [
    status !== "0" ? `its answer has the status ${clean(status, LENGTH.firstWords)}` : "VMP got no answer from it",
  ];
  if (code !== undefined && code !== "0") parts.push(`the ${noun} gives the code ${clean(code, LENGTH.firstWords)}`);
  const words = [answer.ErrorMessage, bot && answer[`${bot}Message`]].map((word) => clean(word, LENGTH.sentence));
  const begin = bot === undefined ? clean(answer.Body, LENGTH.firstWords) : "";
  if (begin !== "") words.push(`the answer begins "${begin}"`);
  return [parts.join(", "), ...words.filter((word) => word !== "")].join(": ");
}

/** A code or a status, which can come as a number or as a text. */
function figure(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : text(value);
}
