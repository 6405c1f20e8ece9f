/** The contact of one operation: as the program has it, and as the service should. */
import { isDeepStrictEqual } from "node:util";
import type { ContactSnapshot } from "../../emulator";
import type { Values } from "../host/provider-host";
import type { Operation } from "./scenes";

/** Stands in every secret, so that one search finds all. */
export const CANARY = "canary";

export const KEYS = { accessKey: `AK${CANARY}0123456789`, secretKey: `SK${CANARY}0123456789==` };

/** An address of each operation's own: the service validates one only once a minute. */
let addresses = 0;

export interface Subject {
  operation: Operation;
  name: string;
  /** What the program asks for; of an update, what it asks for at first. */
  inputs: Values;
  /** What the service has once the operation is done: of a read, what somebody changed before. */
  target: Values;
}

export function newSubject(operation: Operation): Subject {
  const name = `contact-to-${operation}`;
  const dingTalkBotWebhook = {
    address: `https://oapi.dingtalk.com/robot/send?access_token=${CANARY}-access-token`,
    secretKey: `SEC${CANARY}-secret`,
    atMobiles: ["13300000001"],
    atUserIds: [],
  };
  const webhook = { address: `https://alerts.example.com/${CANARY}-path`, token: `${CANARY}-token` };
  const inputs = { name, email: newAddress(), webhook, dingTalkBotWebhook };
  const larkBotWebhook = {
    address: `https://open.feishu.cn/open-apis/bot/v2/hook/${CANARY}`,
    secretKey: `${CANARY}-lark`,
  };
  const targets: Record<Operation, Values> = {
    create: inputs,
    read: { ...inputs, email: newAddress() },
    update: { name, email: newAddress(), dingTalkBotWebhook, larkBotWebhook },
    delete: inputs,
  };
  return { operation, name, inputs, target: targets[operation] };
}

/** Whether the service's contact is what a program with these inputs asks for. */
export function hasFields(contact: ContactSnapshot, inputs: Values): boolean {
  const { Name, Email, Webhook, LarkBotWebhook, DingTalkBotWebhook } = contact;
  const asked = {
    Name: inputs.name,
    Email: inputs.email,
    Webhook: apiForm(inputs.webhook),
    LarkBotWebhook: apiForm(inputs.larkBotWebhook),
    DingTalkBotWebhook: apiForm(inputs.dingTalkBotWebhook),
  };
  return isDeepStrictEqual(stored({ Name, Email, Webhook, LarkBotWebhook, DingTalkBotWebhook }), stored(asked));
}

/** What is not set, and what is empty, is absent. */
function stored(fields: object): unknown {
  return JSON.parse(JSON.stringify(fields, (_key, value: unknown) => (isEmptyList(value) ? undefined : value)));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** `secretKey` is `SecretKey` in the API. */
function apiForm(webhook: unknown): unknown {
  if (webhook === undefined) return undefined;
  const entries = Object.entries(webhook as Values);
  return Object.fromEntries(entries.map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value]));
}

function newAddress(): string {
  return `person-${++addresses}@example.com`;
}
