export {
  Contact,
  type ContactArgs,
  type DingTalkBotWebhookArgs,
  type LarkBotWebhookArgs,
  type PhoneNumberArgs,
  type WebhookArgs,
  type WeComBotWebhookArgs,
} from "./contact";
export type {
  ContactProperties,
  DingTalkBotWebhook,
  LarkBotWebhook,
  PhoneNumber,
  WeComBotWebhook,
  Webhook,
} from "../provider/contact/types";
