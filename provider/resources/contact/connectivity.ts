/**
 * Has VMP call the webhooks that a create or an update changed, and reads what their receivers answered.
 *
 * Source: the API reference of VMP, TestWebhook, TestLarkBotWebhook, TestDingTalkBotWebhook and TestWeComBotWebhook. Each
 * takes the fields of its webhook and posts a message to it: a chat group sees it, so none is repeated blindly.
 */
import { createBody } from "../../fields/wire";
import type { Context } from "../../resource";
import { isAbsent, own, type Properties, text } from "../../values";
import { VmpError } from "../../client/errors";
import { isObject } from "../../client/json";
import { plain, redact, secretsOf, shorten } from "../../client/call/redact";
import type { JsonObject } from "../../client/types";
import { FIELDS, WEBHOOKS } from "./fields";

type Webhook = (typeof WEBHOOKS)[number];

/** How each is called, and what the bot's own code and message in an answer start with. */
const TESTS: Record<Webhook, { noun: string; bot?: string }> = {
  webhook: { noun: "webhook" },
  larkBotWebhook: { noun: "Lark bot", bot: "Lark" },
  dingTalkBotWebhook: { noun: "DingTalk robot", bot: "DingTalk" },
  weComBotWebhook: { noun: "WeCom bot", bot: "WeCom" },
};

const LONGEST_MESSAGE = 300;
const FIRST_WORDS = 100;
/** More of a text is not looked at. */
const MUCH_TEXT = 10_000;

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
 */
export async function testWebhooks(
  { client, testOnApply }: Context,
  id: string,
  inputs: Properties,
  { properties, deadline }: { properties: string[]; deadline: number },
): Promise<Tested> {
  const wanted = own(inputs, "testOnApply") ?? testOnApply;
  const webhooks = WEBHOOKS.filter((webhook) => properties.includes(webhook) && !isAbsent(own(inputs, webhook)));
  if (wanted === "off" || webhooks.length === 0) return { notices: [], failures: [] };

  const bodies = createBody(FIELDS, inputs);
  const secrets = secretsOf(bodies);
  const test = async (webhook: Webhook): Promise<string | undefined> => {
    const { api } = FIELDS[webhook];
    const action = `Test${api}`;
    const task = `test the ${TESTS[webhook].noun} of contact "${String(own(inputs, "name"))}" (id ${id})`;
    const body = bodies[api];
    try {
      const answer = await client.call({ action, body: isObject(body) ? body : {}, task, deadline, repeatable: false });
      const fault = faultOf(webhook, answer, secrets);
      if (fault === undefined) return undefined;
      const next = `Correct ${webhook}, or what receives its messages.`;
      return new VmpError({ action, task, code: "TestFailed", message: fault, effect: "none", next }).message;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };

  const faults = await Promise.all(webhooks.map(test));
  const failedTests = webhooks.filter((_webhook, index) => faults[index] !== undefined);
  const sentences = faults.filter((fault) => fault !== undefined);
  if (wanted !== "fail" || failedTests.length === 0) return { notices: sentences, failures: [] };
  const kept = 'The contact is there, as the program says; the next "pulumi up" tests this again.';
  return { notices: [], failures: sentences.map((sentence) => `${sentence} ${kept}`), failedTests };
}

/** The webhooks that failed and have not been tested again since. */
export function failedTestsOf(state: Properties): string[] {
  return (own(state, "failedTests") ?? []) as string[];
}

/** A warning that the state still remembers a failed test. */
export function failedNotices(state: Properties): string[] {
  const failed = failedTestsOf(state);
  if (failed.length === 0) return [];
  const name = String(own(state, "name"));
  return [
    `contact "${name}": VMP's test of ${failed.join(" and ")} failed at the last "pulumi up"; the next one repeats it.`,
  ];
}

/** What is wrong with the answer; `undefined` when the receiver took the message. */
function faultOf(webhook: Webhook, answer: JsonObject, secrets: string[]): string | undefined {
  const { noun, bot } = TESTS[webhook];
  const clean = (value: unknown, most: number): string =>
    shorten(plain(redact(text(value) ?? "", secrets).slice(0, MUCH_TEXT)), most);
  const status = figure(answer.StatusCode);
  const code = bot === undefined ? undefined : figure(answer[`${bot}Code`]);
  if (/^2\d\d$/.test(status ?? "") && (code === undefined || code === "0")) return undefined;

  const reached = status !== undefined && status !== "0";
  const parts = [reached ? `its answer has the status ${clean(status, FIRST_WORDS)}` : "VMP got no answer from it"];
  if (code !== undefined && code !== "0") parts.push(`the ${noun} gives the code ${clean(code, FIRST_WORDS)}`);
  const words = [clean(answer.ErrorMessage, LONGEST_MESSAGE)];
  if (bot !== undefined) words.push(clean(answer[`${bot}Message`], LONGEST_MESSAGE));
  const begin = bot === undefined ? clean(answer.Body, FIRST_WORDS) : "";
  if (begin !== "") words.push(`the answer begins "${begin}"`);
  return [parts.join(", "), ...words.filter((word) => word !== "")].join(": ");
}

/** A code or a status, which can come as a number or as a text. */
function figure(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : text(value);
}
